//! Placements as a list shows them to staff: who, where, how far; without the law's verdict on each.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::{
    domain::{
        citizen::PersonName,
        ids::{AccountId, CitizenId, PlacementId, SlotId, WorkplaceId},
        permission::Right,
        placement::{Placement, StateName},
        terms::LookPurpose,
    },
    store::{
        citizens,
        placements::{self, Filter, Record},
        scope::Reader,
        slots, workplaces,
    },
    use_cases::{app::App, failure::Failure, intention::Question},
};

/// A placement in a list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The placement.
    pub placement: Placement,
    /// The citizen.
    pub citizen: PersonName,
    /// The slot's title.
    pub slot_title: String,
    /// Its workplace's name.
    pub workplace: String,
    /// Whether some decision passed over a rule or a missing fact.
    pub passed_over: bool,
}

/// Which placements a list shows.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// In one of these states; empty = all.
    pub states: Vec<StateName>,
    /// Only those that this member of staff proposed or confirmed.
    pub responsible: Option<AccountId>,
    /// Only those that end on this day or before.
    pub ends_by: Option<NaiveDate>,
}

impl Wanted {
    /// The same for the table.
    pub(in crate::use_cases) fn filter(&self) -> Filter {
        Filter { states: self.states.clone(), responsible: self.responsible, ends_by: self.ends_by, ..Filter::default() }
    }
}

/// A list of placements, newest first.
#[derive(Clone, Debug)]
pub struct PlacementRows {
    /// Which.
    pub wanted: Wanted,
    /// The last placement of the page before.
    pub after: Option<PlacementId>,
    /// At most so many.
    pub limit: u64,
}

/// A page of placements.
#[derive(Clone, Debug)]
pub struct RowPage {
    /// How many there are on all pages.
    pub total: u64,
    /// This page.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub next: Option<PlacementId>,
}

impl Question for PlacementRows {
    const NAME: &'static str = "placement.rows";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = RowPage;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<RowPage, Failure> {
        let filter = self.wanted.filter();
        let total = placements::count(reader, &filter).await?;
        let mut records = placements::list(reader, &filter, self.after, self.limit + 1).await?;
        let more = records.len() as u64 > self.limit;
        records.truncate(usize::try_from(self.limit).unwrap_or(usize::MAX));
        let next = records.last().filter(|_| more).map(|record| record.placement.id);
        Ok(RowPage { total, rows: rows(reader, records).await?, next })
    }

    fn shown(&self, answer: &RowPage) -> Vec<CitizenId> {
        citizens_of(&answer.rows)
    }

    fn purpose(&self) -> LookPurpose {
        LookPurpose::FollowUp
    }
}

/// The citizens of some rows, each once.
pub(in crate::use_cases) fn citizens_of(rows: &[Row]) -> Vec<CitizenId> {
    let mut ids: Vec<CitizenId> = rows.iter().map(|row| row.placement.citizen).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Puts the names to placements, in three queries for all.
pub(in crate::use_cases) async fn rows(reader: &Reader<'_>, records: Vec<Record>) -> Result<Vec<Row>, Failure> {
    if records.is_empty() {
        return Ok(Vec::new());
    }
    let (mut people, mut titles, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for Record { placement, .. } in &records {
        people.push(placement.citizen);
        titles.push(placement.slot);
        places.push(placement.workplace);
    }
    let mut seen: Vec<Row> = Vec::with_capacity(records.len());
    let people: HashMap<CitizenId, PersonName> =
        citizens::some(reader, &people).await?.into_iter().map(|citizen| (citizen.id, citizen.name)).collect();
    let titles: HashMap<SlotId, String> = slots::some(reader, &titles).await?.into_iter().map(|slot| (slot.id, slot.title)).collect();
    let places: HashMap<WorkplaceId, String> =
        workplaces::some(reader, &places).await?.into_iter().map(|place| (place.id, place.name)).collect();
    for Record { placement, passed_over, .. } in records {
        let Some(citizen) = people.get(&placement.citizen).cloned() else { continue };
        seen.push(Row {
            citizen,
            slot_title: titles.get(&placement.slot).cloned().unwrap_or_default(),
            workplace: places.get(&placement.workplace).cloned().unwrap_or_default(),
            passed_over: !passed_over.is_empty(),
            placement,
        });
    }
    Ok(seen)
}
