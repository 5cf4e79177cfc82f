//! The seat ledger of one slot: which seats are promised to whom on which days, and whether one more fits.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    closure::Closure,
    ids::{ClaimId, PlacementId, SlotId, WorkplaceId},
    period::Period,
    slot::Slot,
};
use crate::base::clock::Moment;

mod closed_days;

pub use closed_days::ClosedDays;

/// One seat promised to one placement for a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Own id.
    pub id: ClaimId,
    /// The slot.
    pub slot: SlotId,
    /// The slot's workplace.
    pub workplace: WorkplaceId,
    /// Whose it is.
    pub placement: PlacementId,
    /// Seat number, from 1; seats of a slot are alike, so a number may change.
    pub seat: u32,
    /// First to last day.
    pub period: Period,
    /// Whether the citizen is of the groups for which seats of the slot are kept.
    pub for_reserved: bool,
    /// Taken by an agreed placement; else held.
    pub taken: bool,
    /// When a hold ends; none while it is taken, or after the company's yes.
    pub held_until: Option<Moment>,
}

/// A run of days on which the same number of seats is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeRun {
    /// First to last day.
    pub days: Period,
    /// Free seats on each of them.
    pub free: u32,
}

/// Where one more claim goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seating {
    /// Its seat number.
    pub seat: u32,
    /// Claims that change to another seat number to make room.
    pub moved: Vec<(ClaimId, u32)>,
}

/// What must never be found in a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatFault {
    /// More claims than seats on a day.
    Overbooked(NaiveDate),
    /// One seat number is promised twice on a day.
    SeatTwice {
        /// The seat number.
        seat: u32,
        /// The first such day.
        day: NaiveDate,
    },
    /// Citizens of other groups sit on more seats than are left for them on a day.
    OthersInKept(NaiveDate),
}

/// All claims on one slot's seats, with the days on which it is closed.
///
/// Seats are counted as a citizen sees them for whose group seats are kept, unless [`SeatLedger::seen_by`] says otherwise:
/// for everybody else only those count that are not kept.
#[derive(Clone, Debug)]
pub struct SeatLedger {
    seats: u32,
    kept: u32,
    closed: ClosedDays,
    claims: Vec<Claim>,
    for_others: bool,
}

impl SeatLedger {
    /// The ledger of so many seats, none of them kept for anybody, and never closed.
    #[must_use]
    pub fn new(seats: u32, mut claims: Vec<Claim>) -> Self {
        claims.sort_by_key(|claim| (claim.period.from, claim.period.to, claim.id));
        Self { seats, kept: 0, closed: ClosedDays::default(), claims, for_others: false }
    }

    /// The ledger of a slot, with those of the closures that close it.
    #[must_use]
    pub fn of(slot: &Slot, claims: Vec<Claim>, closures: &[Closure]) -> Self {
        Self { kept: slot.kept_seats(), closed: ClosedDays::of(slot, closures), ..Self::new(slot.seats, claims) }
    }

    /// The same ledger as it were without one placement's claim.
    #[must_use]
    pub fn without(&self, placement: PlacementId) -> Self {
        let claims = self.claims.iter().filter(|claim| claim.placement != placement).cloned().collect();
        Self { claims, ..self.clone() }
    }

    /// The same ledger as a citizen sees it, for whose group seats are kept or not.
    #[must_use]
    pub fn seen_by(&self, of_kept_group: bool) -> Self {
        Self { for_others: !of_kept_group, ..self.clone() }
    }

    /// The days on which the slot is closed.
    #[must_use]
    pub const fn closed(&self) -> &ClosedDays {
        &self.closed
    }

    /// All claims, by first day.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// Claims that share a day with the period.
    pub fn claims_in(&self, period: Period) -> impl Iterator<Item = &Claim> {
        self.claims.iter().filter(move |claim| claim.period.overlaps(period))
    }

    /// The claim of one placement.
    #[must_use]
    pub fn claim_of(&self, placement: PlacementId) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.placement == placement)
    }

    fn in_use_on(&self, day: NaiveDate) -> usize {
        self.claims.iter().filter(|claim| claim.period.covers(day)).count()
    }

    /// The most seats in use on one day of the period.
    #[must_use]
    pub fn most_in_use(&self, period: Period) -> u32 {
        // Use rises only on a claim's first day, so these days and the first one tell the highest use.
        let rises = self.claims_in(period).map(|claim| claim.period.from.max(period.from));
        let most = rises.chain([period.from]).map(|day| self.in_use_on(day)).max().unwrap_or(0);
        u32::try_from(most).unwrap_or(u32::MAX)
    }

    /// The most seats that citizens of other groups use on one day of the period.
    #[must_use]
    pub fn most_used_by_others(&self, period: Period) -> u32 {
        let claims = self.claims.iter().filter(|claim| !claim.for_reserved).cloned().collect();
        Self { claims, ..self.clone() }.most_in_use(period)
    }

    /// Seats that nobody uses on any day of the period, whether somebody new may come then or not.
    fn unused_throughout(&self, period: Period) -> u32 {
        let unused = self.seats.saturating_sub(self.most_in_use(period));
        if self.kept == 0 || !self.for_others {
            return unused;
        }
        // Both counts are least on their own days; what is asked is the least of both on one day.
        let rises = self.claims_in(period).map(|claim| claim.period.from.max(period.from)).chain([period.from]);
        rises.map(|day| self.unused_by_others_on(day)).min().unwrap_or(0)
    }

    fn unused_by_others_on(&self, day: NaiveDate) -> u32 {
        let today = Period { from: day, to: day };
        let left = self.seats.saturating_sub(self.most_in_use(today));
        left.min(self.seats.saturating_sub(self.kept).saturating_sub(self.most_used_by_others(today)))
    }

    /// Seats that are free on every day of the period.
    #[must_use]
    pub fn free_throughout(&self, period: Period) -> u32 {
        if self.closed.leave_open(period) { self.unused_throughout(period) } else { 0 }
    }

    /// Seats that are free on the day.
    #[must_use]
    pub fn free_on(&self, day: NaiveDate) -> u32 {
        self.free_throughout(Period { from: day, to: day })
    }

    /// Where one more claim for the period goes; nothing where a day of it is full or closed, or the first one a holiday.
    ///
    /// Where no seat number is free throughout although seats are free each day, claims change their seat numbers. Only
    /// those that begin with the newcomer or later do: what was over before is history and in nobody's way, also where
    /// it used more seats than the slot has now.
    #[must_use]
    pub fn seat_for(&self, period: Period) -> Option<Seating> {
        if self.closed.let_come(period) { self.seat_within(period) } else { None }
    }

    /// Where a claim goes that was there from the period's first day to `had_to` already and now lasts longer; only the
    /// new days can be closed to it.
    #[must_use]
    pub fn longer_seat_for(&self, period: Period, had_to: NaiveDate) -> Option<Seating> {
        let added = had_to.succ_opt().and_then(|day| Period::new(day, period.to));
        if added.is_none_or(|added| self.closed.leave_open(added)) { self.seat_within(period) } else { None }
    }

    fn seat_within(&self, period: Period) -> Option<Seating> {
        if self.unused_throughout(period) == 0 {
            return None;
        }
        let used: BTreeSet<u32> = self.claims_in(period).map(|claim| claim.seat).collect();
        match (1..=self.seats).find(|seat| !used.contains(seat)) {
            Some(seat) => Some(Seating { seat, moved: Vec::new() }),
            None => self.reseat(period),
        }
    }

    fn reseat(&self, newcomer: Period) -> Option<Seating> {
        let mut rows = Rows::new(self.seats);
        let running = self.claims.iter().filter(|claim| claim.period.from < newcomer.from && claim.period.to >= newcomer.from);
        running.for_each(|claim| rows.keep(claim.seat, claim.period.to));
        let coming = self.claims.iter().filter(|claim| claim.period.from >= newcomer.from).map(|claim| (claim.period, Some(claim)));
        let mut order: Vec<(Period, Option<&Claim>)> = coming.chain([(newcomer, None)]).collect();
        order.sort_by_key(|(period, claim)| (period.from, period.to, claim.map(|claim| claim.id)));
        let mut seating = Seating { seat: 0, moved: Vec::new() };
        for (period, claim) in order {
            let seat = rows.lay(period, claim.map(|claim| claim.seat))?;
            match claim {
                None => seating.seat = seat,
                Some(claim) if claim.seat != seat => seating.moved.push((claim.id, seat)),
                Some(_) => {}
            }
        }
        Some(seating)
    }

    /// The claims that change to another seat number when only so many seats are left; nothing where they do not fit.
    ///
    /// What was over before `today` never stands in the way: where a running claim moves down to a number, the past of
    /// the two numbers changes places, so that no number is promised twice on any day.
    #[must_use]
    pub fn moved_below(&self, seats: u32, today: NaiveDate) -> Option<Vec<(ClaimId, u32)>> {
        let (begun, coming): (Vec<&Claim>, Vec<&Claim>) = self.claims.iter().partition(|claim| claim.period.from < today);
        let running: Vec<&Claim> = begun.iter().copied().filter(|claim| claim.period.to >= today).collect();
        let swaps = swaps_below(seats, &running)?;
        let swapped = |seat: u32| swaps.iter().find_map(|(one, other)| other_of(seat, *one, *other)).unwrap_or(seat);
        let mut rows = Rows::new(seats);
        running.iter().for_each(|claim| rows.keep(swapped(claim.seat), claim.period.to));
        let mut moved: Vec<(ClaimId, u32)> = begun.iter().map(|claim| (claim.id, swapped(claim.seat))).collect();
        for claim in coming {
            moved.push((claim.id, rows.lay(claim.period, Some(claim.seat))?));
        }
        moved.retain(|(id, seat)| self.claims.iter().any(|claim| claim.id == *id && claim.seat != *seat));
        Some(moved)
    }

    /// The first day from `from` on, inside the slot's days, on which a seat is free.
    #[must_use]
    pub fn next_free_day(&self, from: NaiveDate, open_from: NaiveDate, open_to: Option<NaiveDate>) -> Option<NaiveDate> {
        let first = from.max(open_from);
        let after_claims = self.claims.iter().map(|claim| claim.period).chain(self.closed.nobody().iter().copied());
        let after_claims = after_claims.filter_map(|period| period.to.succ_opt());
        let mut days: Vec<NaiveDate> = after_claims.chain([first]).filter(|day| *day >= first).collect();
        days.sort_unstable();
        days.into_iter().find(|day| self.free_on(*day) > 0).filter(|day| open_to.is_none_or(|last| *day <= last))
    }

    /// The first day from `from` on, inside the slot's days, on which a seat is free and somebody can begin.
    #[must_use]
    pub fn next_first_day(&self, from: NaiveDate, open_from: NaiveDate, open_to: Option<NaiveDate>) -> Option<NaiveDate> {
        let day = self.next_free_day(from, open_from, open_to)?;
        match self.closed.holiday_on(day) {
            Some(holiday) => self.next_first_day(holiday.to.succ_opt()?, open_from, open_to),
            None => Some(day),
        }
    }

    /// The free seats of each day of a period as runs of equal days, for the index; days without a free seat are left out.
    #[must_use]
    pub fn free_runs(&self, period: Period) -> Vec<FreeRun> {
        let changes = self.claims.iter().map(|claim| claim.period).chain(self.closed.nobody().iter().copied());
        let starts = changes.flat_map(|days| [Some(days.from), days.to.succ_opt()]).flatten();
        let starts: BTreeSet<NaiveDate> = starts.filter(|day| period.covers(*day)).chain([period.from]).collect();
        let ends = starts.iter().skip(1).filter_map(NaiveDate::pred_opt).chain([period.to]);
        let mut runs: Vec<FreeRun> = Vec::new();
        for (from, to) in starts.iter().copied().zip(ends) {
            let free = self.free_on(from);
            match runs.last_mut() {
                Some(last) if last.free == free && last.days.to.succ_opt() == Some(from) => last.days.to = to,
                _ if free > 0 => runs.push(FreeRun { days: Period { from, to }, free }),
                _ => {}
            }
        }
        runs
    }

    /// Everything that must never be found; empty in a sound ledger.
    #[must_use]
    pub fn faults(&self) -> Vec<SeatFault> {
        let days: BTreeSet<NaiveDate> = self.claims.iter().map(|claim| claim.period.from).collect();
        let overbooked = days.iter().filter(|day| self.in_use_on(**day) > self.seats as usize).map(|day| SeatFault::Overbooked(*day));
        let left = self.seats.saturating_sub(self.kept);
        let is_kept = |day: &&NaiveDate| self.kept > 0 && self.most_used_by_others(Period { from: **day, to: **day }) > left;
        let in_kept = days.iter().filter(is_kept).map(|day| SeatFault::OthersInKept(*day));
        let pairs =
            self.claims.iter().enumerate().flat_map(|(place, one)| self.claims.iter().skip(place + 1).map(move |other| (one, other)));
        let twice = pairs
            .filter(|(one, other)| one.seat == other.seat && one.period.overlaps(other.period))
            .map(|(one, other)| SeatFault::SeatTwice { seat: one.seat, day: one.period.from.max(other.period.from) });
        overbooked.chain(in_kept).chain(twice).collect()
    }
}

/// Which numbers change places so that everything running sits on the lowest ones; nothing where too much is running.
fn swaps_below(seats: u32, running: &[&Claim]) -> Option<Vec<(u32, u32)>> {
    let mut free = (1..=seats).filter(|seat| !running.iter().any(|claim| claim.seat == *seat));
    running.iter().filter(|claim| claim.seat > seats).map(|claim| Some((claim.seat, free.next()?))).collect()
}

fn other_of(seat: u32, one: u32, other: u32) -> Option<u32> {
    if seat == one {
        Some(other)
    } else if seat == other {
        Some(one)
    } else {
        None
    }
}

/// The seats side by side, each with its last promised day; filled in order of first days, as many seats are enough as
/// are used at once.
struct Rows {
    last_days: Vec<Option<NaiveDate>>,
}

impl Rows {
    fn new(seats: u32) -> Self {
        Self { last_days: vec![None; seats as usize] }
    }

    /// Leaves a claim on its seat; one above the last seat is in nobody's way.
    fn keep(&mut self, seat: u32, last_day: NaiveDate) {
        if let Some(row) = (seat as usize).checked_sub(1).and_then(|place| self.last_days.get_mut(place)) {
            *row = (*row).max(Some(last_day));
        }
    }

    /// Lays a period on its own seat, or on the lowest one that is free by then; nothing where none is.
    fn lay(&mut self, period: Period, own: Option<u32>) -> Option<u32> {
        let is_free = |row: &Option<NaiveDate>| row.is_none_or(|last| last < period.from);
        let own = own.and_then(|seat| (seat as usize).checked_sub(1)).filter(|place| self.last_days.get(*place).is_some_and(is_free));
        let place = own.or_else(|| self.last_days.iter().position(is_free))?;
        self.last_days[place] = Some(period.to);
        u32::try_from(place + 1).ok()
    }
}

#[cfg(test)]
mod tests;
