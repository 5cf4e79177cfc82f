//! The seats of several slots week by week: of one slot, of a workplace, of a company or of one of its agreements.

use std::collections::{BTreeSet, HashMap};

use chrono::{Days, NaiveDate, Weekday};

use super::ledgers_of;
use crate::{
    base::clock::day_of,
    domain::{
        closure::Closure,
        company::{Agreement, Company, Workplace},
        ids::{AgreementId, CompanyId, SlotId, WorkplaceId},
        permission::Right,
        rulebook::meter::RatioMeter,
        slot::Slot,
        slot_weeks::{SlotWeek, slot_weeks},
    },
    store::{
        agreements, closures, companies,
        scope::{Reader, Scope},
        slots, workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
        ratio_meters,
    },
};

/// How many weeks one page shows.
pub const WEEKS: u64 = 13;

/// Most slots on one page; what is more is told, and found by workplace.
const MOST_ROWS: usize = 60;

/// How far back and ahead a page can lie, so that no address asks for the year 9999.
const REACH_DAYS: i64 = 3 * 366;

/// Whose seats a calendar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarOf {
    /// One slot.
    Slot(SlotId),
    /// All slots at a workplace of a company.
    Workplace(CompanyId, WorkplaceId),
    /// All slots of a company, or those of one agreement.
    Company(CompanyId, Option<AgreementId>),
}

/// A slot with its weeks.
#[derive(Clone, Debug)]
pub struct CalendarRow {
    /// The slot.
    pub slot: Slot,
    /// Name of its workplace.
    pub workplace: String,
    /// Its weeks, in the columns' order.
    pub weeks: Vec<SlotWeek>,
}

/// The calendar.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The company.
    pub company: Company,
    /// Its agreements, to choose among.
    pub agreements: Vec<Agreement>,
    /// The workplaces that are shown, with their meters.
    pub workplaces: Vec<(Workplace, RatioMeter)>,
    /// The first column.
    pub first_monday: NaiveDate,
    /// The slots, by workplace and title.
    pub rows: Vec<CalendarRow>,
    /// How many more there are.
    pub left_off: usize,
    /// What is closed in the weeks shown, by first day.
    pub closures: Vec<Closure>,
}

/// Asks for a calendar.
#[derive(Clone, Copy, Debug)]
pub struct SlotCalendar {
    /// Whose.
    pub of: CalendarOf,
    /// A day of the first week; none = today.
    pub from: Option<NaiveDate>,
}

impl Question for SlotCalendar {
    const NAME: &'static str = "slot.calendar";
    const RIGHT: Right = Right::SeeSlots;
    type Answer = Calendar;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Calendar, Failure> {
        let today = day_of(reader.at());
        let first_monday = first_monday(self.from, today);
        let (company, mut shown) = self.shown(reader).await?;
        // What closed before the first week has nothing to show beside others.
        shown.retain(|slot| matches!(self.of, CalendarOf::Slot(_)) || slot.open_to.is_none_or(|last| last >= first_monday));
        let own = workplaces::of_company(reader, company).await?;
        let names: HashMap<WorkplaceId, &str> = own.iter().map(|place| (place.id, place.name.as_str())).collect();
        let mut rows = rows(reader, shown, &names, first_monday).await?;
        let left_off = rows.len().saturating_sub(MOST_ROWS);
        rows.truncate(MOST_ROWS);
        let there: BTreeSet<WorkplaceId> = rows.iter().map(|row| row.slot.workplace).chain(self.workplace()).collect();
        let places: Vec<Workplace> = own.into_iter().filter(|place| there.contains(&place.id)).collect();
        if self.workplace().is_some_and(|asked| places.iter().all(|place| place.id != asked)) {
            return Err(Failure::NotFound);
        }
        Ok(Calendar {
            closures: closures_of(reader, &places, &rows, first_monday).await?,
            workplaces: with_meters(app, reader, places, today).await?,
            company: companies::find(reader, company).await?.or_not_found()?,
            agreements: agreements::of_company(reader, company).await?,
            first_monday,
            rows,
            left_off,
        })
    }
}

fn first_monday(asked: Option<NaiveDate>, today: NaiveDate) -> NaiveDate {
    let near = asked.filter(|day| (*day - today).num_days().abs() <= REACH_DAYS);
    near.unwrap_or(today).week(Weekday::Mon).first_day()
}

impl SlotCalendar {
    fn workplace(&self) -> Option<WorkplaceId> {
        match self.of {
            CalendarOf::Workplace(_, workplace) => Some(workplace),
            _ => None,
        }
    }

    async fn shown(&self, reader: &Reader<'_>) -> Result<(CompanyId, Vec<Slot>), Failure> {
        match self.of {
            CalendarOf::Slot(slot) => {
                let slot = slots::find(reader, slot).await?.or_not_found()?;
                Ok((slot.company, vec![slot]))
            }
            CalendarOf::Workplace(company, workplace) => {
                let place = workplaces::find(reader, workplace).await?.filter(|place| place.company == company).or_not_found()?;
                Ok((company, slots::at_workplace(reader, place.id).await?))
            }
            CalendarOf::Company(company, agreement) => {
                let places: Vec<WorkplaceId> = workplaces::of_company(reader, company).await?.iter().map(|place| place.id).collect();
                if let Some(asked) = agreement {
                    agreements::of_company(reader, company).await?.iter().find(|one| one.id == asked).or_not_found()?;
                }
                let mut own = slots::at_workplaces(reader, &places).await?;
                own.retain(|slot| agreement.is_none_or(|agreement| slot.agreement == Some(agreement)));
                Ok((company, own))
            }
        }
    }
}

async fn rows(
    reader: &Reader<'_>,
    shown: Vec<Slot>,
    names: &HashMap<WorkplaceId, &str>,
    first_monday: NaiveDate,
) -> Result<Vec<CalendarRow>, Failure> {
    let ledgers = ledgers_of(reader, &shown).await?;
    let row = |slot: Slot| {
        let weeks = ledgers.get(&slot.id).map(|ledger| slot_weeks(&slot, ledger, first_monday, WEEKS)).unwrap_or_default();
        CalendarRow { workplace: names.get(&slot.workplace).copied().unwrap_or_default().to_owned(), weeks, slot }
    };
    let mut rows: Vec<CalendarRow> = shown.into_iter().map(row).collect();
    rows.sort_by_cached_key(|row| (row.workplace.clone(), row.slot.workplace, row.slot.title.clone(), row.slot.id));
    Ok(rows)
}

async fn closures_of(
    reader: &Reader<'_>,
    places: &[Workplace],
    rows: &[CalendarRow],
    first_monday: NaiveDate,
) -> Result<Vec<Closure>, Failure> {
    let ids: Vec<WorkplaceId> = places.iter().map(|place| place.id).collect();
    let end = first_monday + Days::new(WEEKS * 7);
    let mut found = closures::at_workplaces(reader, &ids, first_monday).await?;
    found.retain(|closure| closure.days.from < end && closure.slot.is_none_or(|slot| rows.iter().any(|row| row.slot.id == slot)));
    Ok(found)
}

async fn with_meters(
    app: &App,
    reader: &Reader<'_>,
    places: Vec<Workplace>,
    today: NaiveDate,
) -> Result<Vec<(Workplace, RatioMeter)>, Failure> {
    let mut meters = ratio_meters::of_workplaces(app, reader, &places, today).await?;
    Ok(places.into_iter().filter_map(|place| meters.remove(&place.id).map(|meter| (place, meter))).collect())
}

/// Asks what is closed at a workplace, or for one of its slots, from today on.
#[derive(Clone, Copy, Debug)]
pub enum Closed {
    /// A slot, with what closes all of its workplace.
    Slot(SlotId),
    /// A workplace of a company, with what closes one of its slots.
    Workplace(CompanyId, WorkplaceId),
}

/// What is closed, and where.
#[derive(Clone, Debug)]
pub struct ClosedPlace {
    /// The workplace.
    pub workplace: Workplace,
    /// Its slots, or the one that was asked for.
    pub slots: Vec<Slot>,
    /// Closures that are not over, by first day.
    pub closures: Vec<Closure>,
}

impl Question for Closed {
    const NAME: &'static str = "slot.closed";
    const RIGHT: Right = Right::SeeSlots;
    type Answer = ClosedPlace;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<ClosedPlace, Failure> {
        let (workplace, shown) = match *self {
            Self::Slot(slot) => {
                let slot = slots::find(reader, slot).await?.or_not_found()?;
                (workplaces::find(reader, slot.workplace).await?.or_not_found()?, vec![slot])
            }
            Self::Workplace(company, workplace) => {
                let place = workplaces::find(reader, workplace).await?.filter(|place| place.company == company).or_not_found()?;
                let own = slots::at_workplace(reader, place.id).await?;
                (place, own)
            }
        };
        let mut found = closures::at_workplaces(reader, &[workplace.id], day_of(reader.at())).await?;
        found.retain(|closure| shown.iter().any(|slot| closure.closes(slot)) || closure.slot.is_none());
        Ok(ClosedPlace { workplace, slots: shown, closures: found })
    }
}
