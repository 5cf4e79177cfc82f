//! Which rows a question lets pass, judged by the packed rows alone.

use std::ops::Range;

use crate::engine::tenant_number;
use crate::free_days::seats_through;
use crate::geo::{Rectangle, distance_km};
use crate::query::SlotQuery;
use crate::rows::{HotRow, SlotRows, WarmRow};
use crate::slot_document::Sector;

/// A question's filters, made ready once.
pub(crate) struct Filter<'q> {
    query: &'q SlotQuery,
    rectangle: Option<Rectangle>,
    cells: Option<Vec<Range<u32>>>,
    fresh_from: i32,
    needs_warm: bool,
}

/// A question's filters over some rows.
pub(crate) struct RowFilter<'f> {
    filter: &'f Filter<'f>,
    rows: &'f SlotRows,
    branches: Option<Vec<bool>>,
    occupations: Option<Vec<bool>>,
    tenant: u32,
}

impl<'q> Filter<'q> {
    /// Makes the filters of a question ready.
    pub fn of(query: &'q SlotQuery) -> Self {
        let circle = query.near.and_then(|near| near.radius_km.map(|radius| ((near.lat, near.lon), radius)));
        let rectangle = circle.map(|(point, radius)| Rectangle::around(point, radius));
        let fresh_from = query.stale_after_days.map_or(i32::MIN, |days| query.today.saturating_sub(days));
        let flexible = query.demands_excluded | query.offers_required | u64::from(query.willing_for) | u64::from(query.reserved_for);
        let needs_warm = flexible != 0
            || rectangle.is_some()
            || !query.branches.is_empty()
            || !query.occupations.is_empty()
            || query.licences_held.is_some()
            || query.time_from.is_some()
            || query.time_to.is_some();
        Self { query, cells: rectangle.as_ref().map(Rectangle::cells), rectangle, fresh_from, needs_warm }
    }

    /// Puts the filters to some rows.
    pub fn over<'f>(&'f self, rows: &'f SlotRows) -> RowFilter<'f> {
        RowFilter {
            branches: rows.branches.allowed(&self.query.branches),
            occupations: rows.occupations.allowed(&self.query.occupations),
            filter: self,
            rows,
            tenant: tenant_number(self.query.tenant),
        }
    }

    fn hot_passes(&self, row: &HotRow) -> bool {
        let query = self.query;
        !row.is_closed()
            && row.open_to >= query.today
            && row.confirmed_day >= self.fresh_from
            && (query.kinds == 0 || row.kinds & query.kinds != 0)
            && query.hours.is_none_or(|hours| row.hours_min <= hours && hours <= row.hours_max)
            && query.sector.is_none_or(|sector: Sector| row.sector() == sector)
            && query.language_at_most.is_none_or(|level| row.language <= level)
            && (query.municipalities.is_empty() || query.municipalities.contains(&row.municipality))
            && self.rectangle.is_none_or(|rectangle| rectangle.may_hold(row.lat, row.lon))
    }

    fn warm_passes(&self, row: &WarmRow) -> bool {
        let query = self.query;
        row.demands & query.demands_excluded == 0
            && row.offers & query.offers_required == query.offers_required
            && (query.willing_for == 0 || row.willing_for & query.willing_for != 0)
            && query.licences_held.is_none_or(|held| row.licences & !held == 0)
            && at_least(row.time_from(), query.time_from)
            && at_most(row.time_to(), query.time_to)
            && self.is_near(row)
    }

    fn is_near(&self, row: &WarmRow) -> bool {
        let Some(near) = self.query.near else { return true };
        let Some(radius) = near.radius_km else { return true };
        row.point().is_some_and(|point| distance_km((near.lat, near.lon), point) <= radius)
    }
}

fn at_least(known: Option<u16>, bound: Option<u16>) -> bool {
    bound.is_none_or(|bound| known.is_none_or(|known| known >= bound))
}

fn at_most(known: Option<u16>, bound: Option<u16>) -> bool {
    bound.is_none_or(|bound| known.is_none_or(|known| known <= bound))
}

impl RowFilter<'_> {
    /// Gives the rows that may pass, by tenant and place on the map.
    pub fn ranges(&self) -> Vec<Range<u32>> {
        self.rows.ranges(self.filter.query.tenant, self.filter.cells.as_deref())
    }

    /// Says whether a row belongs to the tenant that asks.
    #[inline]
    pub fn is_own(&self, row: u32) -> bool {
        self.rows.tenant_number(row) == self.tenant
    }

    /// Says whether a row passes every filter; another tenant's never does.
    #[inline]
    pub fn passes(&self, row: u32) -> bool {
        self.is_own(row)
            && self.filter.hot_passes(&self.rows.hot[row as usize])
            && (!self.filter.needs_warm || self.codes_pass(row) && self.warm_passes(row))
            && self.has_seat(row)
    }

    fn warm_passes(&self, row: u32) -> bool {
        let warm = &self.rows.warm[row as usize];
        let asked = self.filter.query.reserved_for;
        let is_open = asked == 0 || warm.reserved_for == 0 || warm.reserved_for & asked != 0 || self.rows.is_partly_kept(row);
        is_open && self.filter.warm_passes(warm)
    }

    fn codes_pass(&self, row: u32) -> bool {
        let warm = &self.rows.warm[row as usize];
        self.branches.as_ref().is_none_or(|allowed| allowed[warm.branch as usize])
            && self.occupations.as_ref().is_none_or(|allowed| allowed[warm.occupation as usize])
    }

    fn has_seat(&self, row: u32) -> bool {
        let query = self.filter.query;
        if !query.asks_for_period() || query.include_full {
            return true;
        }
        let (from, to) = query.period();
        seats_through(self.rows.free(row, query.reserved_for), from, to) > 0
    }
}
