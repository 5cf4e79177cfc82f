//! A company's own slots in figures, for the first page of its portal.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::{
    base::clock::day_of,
    domain::{
        ids::{CompanyId, SlotId, WorkplaceId},
        permission::{Actor, Right, Who},
        seats::SeatLedger,
        slot::Slot,
    },
    store::{
        scope::{Reader, Scope},
        slots, workplaces,
    },
    use_cases::{app::App, failure::Failure, intention::Question, slots::ledgers_of},
};

/// A slot as its company sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSlot {
    /// Which.
    pub slot: SlotId,
    /// Title.
    pub title: String,
    /// Name of its workplace.
    pub workplace: String,
    /// Seats in all.
    pub seats: u32,
    /// Seats that nobody has today.
    pub free_today: u32,
    /// The first day on which one is free.
    pub next_free_on: Option<NaiveDate>,
    /// Whether it is paused.
    pub paused: bool,
    /// When the company last said that it is true.
    pub confirmed_on: Option<NaiveDate>,
}

/// Asks for the company's own slots, by workplace and title.
#[derive(Clone, Debug)]
pub struct OwnSlots {
    who: Who,
}

impl OwnSlots {
    /// The slots of whoever asks.
    #[must_use]
    pub fn new(actor: &Actor) -> Self {
        Self { who: actor.who.clone() }
    }
}

/// The company of whoever asks, and the one workplace that they are bound to.
pub(super) fn reach(who: &Who) -> Result<(CompanyId, Option<WorkplaceId>), Failure> {
    match who {
        Who::Contact { company, workplace, .. } => Ok((*company, *workplace)),
        _ => Err(Failure::NotFound),
    }
}

impl Question for OwnSlots {
    const NAME: &'static str = "portal.slots";
    const RIGHT: Right = Right::UsePortal;
    type Answer = Vec<OwnSlot>;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Vec<OwnSlot>, Failure> {
        let (company, only) = reach(&self.who)?;
        let today = day_of(reader.at());
        let mut places: HashMap<WorkplaceId, String> =
            workplaces::of_company(reader, company).await?.into_iter().map(|place| (place.id, place.name)).collect();
        places.retain(|id, _| only.is_none_or(|only| only == *id));
        let found = slots::at_workplaces(reader, &places.keys().copied().collect::<Vec<_>>()).await?;
        let ledgers = ledgers_of(reader, &found).await?;
        let line = |slot: Slot| Some(own_slot(slot.clone(), ledgers.get(&slot.id)?, places.get(&slot.workplace)?.clone(), today));
        let mut own: Vec<OwnSlot> = found.into_iter().filter_map(line).collect();
        own.sort_by(|one, other| (&one.workplace, &one.title).cmp(&(&other.workplace, &other.title)));
        Ok(own)
    }
}

fn own_slot(slot: Slot, ledger: &SeatLedger, workplace: String, today: NaiveDate) -> OwnSlot {
    let open_today = slot.open_from <= today && slot.open_to.is_none_or(|last| today <= last) && !slot.paused;
    OwnSlot {
        slot: slot.id,
        workplace,
        seats: slot.seats,
        free_today: if open_today { ledger.free_on(today) } else { 0 },
        next_free_on: ledger.next_first_day(today, slot.open_from, slot.open_to).filter(|_| !slot.paused),
        paused: slot.paused,
        confirmed_on: slot.confirmed_on,
        title: slot.title,
    }
}
