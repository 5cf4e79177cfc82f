//! How a company's own slots stand, for the page that asks whether they are still true.

use chrono::{Duration, NaiveDate};

use super::{Reach, current_slots, pause_of, promised_seats};
use crate::{
    base::clock::{Moment, day_of},
    domain::{
        freshness::{Freshness, Standing, freshness},
        ids::{SlotAnswerId, SlotId},
        period::Period,
        permission::{Actor, Right, Who},
        seats::SeatLedger,
        slot::Slot,
    },
    store::{
        closures,
        freshness::{self as stored, Kept},
        links,
        scope::{Reader, Scope},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
        slots::ledgers_of,
    },
};

/// Minutes in which an answer can be taken back.
pub const UNDO_MINUTES: i64 = 10;

/// A slot as the page asks about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSlotStanding {
    /// Which.
    pub slot: SlotId,
    /// Title.
    pub title: String,
    /// Name of its workplace.
    pub workplace: String,
    /// Seats that were promised.
    pub seats: u32,
    /// Seats that somebody has or is promised today.
    pub in_use: u32,
    /// Seats that are free today.
    pub free: u32,
    /// The first day with a free seat, where none is free today.
    pub next_free_on: Option<NaiveDate>,
    /// How it stands.
    pub standing: Standing,
    /// When the company last said that it is true.
    pub confirmed_on: Option<NaiveDate>,
    /// How long ago that is.
    pub freshness: Freshness,
}

/// How far the link is by which somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Signed in, or by a link that still opens.
    Open,
    /// By a link that has been used for an answer.
    Used,
    /// By a link that has run out.
    RunOut,
}

/// The page that asks about slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnStanding {
    /// How far the link is.
    pub door: Door,
    /// The slots by workplace and title; none behind a link that has run out.
    pub slots: Vec<OwnSlotStanding>,
    /// An answer that can still be taken back.
    pub undo: Option<SlotAnswerId>,
}

/// Asks how the own slots stand.
#[derive(Clone, Debug)]
pub struct HowOwnSlotsStand {
    who: Who,
}

impl HowOwnSlotsStand {
    /// The slots of whoever asks.
    #[must_use]
    pub fn new(actor: &Actor) -> Self {
        Self { who: actor.who.clone() }
    }
}

impl Question for HowOwnSlotsStand {
    const NAME: &'static str = "freshness.own_slots";
    const RIGHT: Right = Right::KeepOwnSlots;
    type Answer = OwnStanding;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<OwnStanding, Failure> {
        let reach = Reach::of(&self.who)?;
        let door = door(reader, &reach).await?;
        if door == Door::RunOut {
            return Ok(OwnStanding { door, slots: Vec::new(), undo: None });
        }
        let slots = standings(app, reader, &reach).await?;
        Ok(OwnStanding { door, slots, undo: undo(reader, &reach).await? })
    }
}

/// How far the link is that somebody came by.
pub(super) async fn door<S: Scope>(scope: &S, reach: &Reach) -> Result<Door, Failure> {
    let Some(link) = reach.link else { return Ok(Door::Open) };
    let link = links::find(scope, link).await?.filter(|link| link.contact == Some(reach.contact)).or_not_found()?;
    Ok(match (link.expires_at > scope.at(), link.used_at) {
        (false, _) => Door::RunOut,
        (true, Some(_)) => Door::Used,
        (true, None) => Door::Open,
    })
}

/// The answer that whoever asks gave a moment ago, by the same door.
async fn undo<S: Scope>(scope: &S, reach: &Reach) -> Result<Option<SlotAnswerId>, Failure> {
    let latest = stored::latest_answer(scope, reach.contact).await?;
    let can_be = |answer: &stored::SlotAnswer| answer.undone_at.is_none() && answer.link == reach.link && lasts(answer.at, scope.at());
    Ok(latest.filter(can_be).map(|answer| answer.id))
}

/// Whether an answer can still be taken back.
pub(super) fn lasts(answered_at: Moment, now: Moment) -> bool {
    now - answered_at <= Duration::minutes(UNDO_MINUTES)
}

async fn standings(app: &App, reader: &Reader<'_>, reach: &Reach) -> Result<Vec<OwnSlotStanding>, Failure> {
    let today = day_of(reader.at());
    let places = reach.places(reader).await?;
    let slots = current_slots(reader, &places).await?;
    let ids: Vec<SlotId> = slots.iter().map(|slot| slot.id).collect();
    let kept = stored::kept_back(reader, &ids).await?;
    let closed = closures::at_workplaces(reader, &places.keys().copied().collect::<Vec<_>>(), today).await?;
    let ledgers = ledgers_of(reader, &slots).await?;
    let mut own: Vec<OwnSlotStanding> = Vec::new();
    for slot in slots {
        let (Some(ledger), Some(workplace)) = (ledgers.get(&slot.id), places.get(&slot.workplace)) else { continue };
        let pause = pause_of(&closed, slot.id, today).map(|closure| closure.days.to);
        let days = app.settings.holds.stale_after_days;
        own.push(OwnSlotStanding { workplace: workplace.clone(), ..standing(&slot, (ledger, kept.get(&slot.id)), pause, (today, days)) });
    }
    own.sort_by(|one, other| (&one.workplace, &one.title, one.slot).cmp(&(&other.workplace, &other.title, other.slot)));
    Ok(own)
}

fn standing(
    slot: &Slot,
    (ledger, kept): (&SeatLedger, Option<&Kept>),
    pause: Option<NaiveDate>,
    (today, closed_after): (NaiveDate, u32),
) -> OwnSlotStanding {
    // On closed days nobody begins, and whoever is there still has the seat.
    let in_use = ledger.most_in_use(Period { from: today, to: today });
    let free = slot.seats.saturating_sub(in_use);
    let standing = match pause {
        _ if slot.paused => Standing::Taken,
        Some(last) => Standing::PausedUntil(last),
        None if free == 0 && slot.open_from <= today => Standing::InUse,
        None => Standing::Open,
    };
    OwnSlotStanding {
        slot: slot.id,
        title: slot.title.clone(),
        workplace: String::new(),
        seats: promised_seats(slot, kept),
        in_use,
        free,
        next_free_on: ledger.next_free_day(today, slot.open_from, slot.open_to).filter(|day| *day > today),
        standing,
        confirmed_on: slot.confirmed_on,
        freshness: slot.confirmed_on.map_or(Freshness::Closed, |day| freshness(day, today, closed_after)),
    }
}
