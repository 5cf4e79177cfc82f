//! The seat ledger of one slot: which seats are promised to whom on which days, and whether one more fits.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    ids::{ClaimId, PlacementId, SlotId, WorkplaceId},
    period::Period,
};
use crate::base::clock::Moment;

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
}

/// All claims on one slot's seats.
#[derive(Clone, Debug)]
pub struct SeatLedger {
    seats: u32,
    claims: Vec<Claim>,
}

impl SeatLedger {
    /// The ledger of a slot with so many seats.
    #[must_use]
    pub fn new(seats: u32, mut claims: Vec<Claim>) -> Self {
        claims.sort_by_key(|claim| (claim.period.from, claim.period.to, claim.id));
        Self { seats, claims }
    }

    /// The same ledger as it were without one placement's claim.
    #[must_use]
    pub fn without(&self, placement: PlacementId) -> Self {
        let claims = self.claims.iter().filter(|claim| claim.placement != placement).cloned().collect();
        Self { seats: self.seats, claims }
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

    /// Seats that are free on every day of the period.
    #[must_use]
    pub fn free_throughout(&self, period: Period) -> u32 {
        self.seats.saturating_sub(self.most_in_use(period))
    }

    /// Seats that are free on the day.
    #[must_use]
    pub fn free_on(&self, day: NaiveDate) -> u32 {
        self.free_throughout(Period { from: day, to: day })
    }

    /// Where one more claim for the period goes; nothing where a day of it is full.
    ///
    /// Where no seat number is free throughout although seats are free each day, claims change their seat
    /// numbers: laid in order of first day on the lowest free number, as many seats are enough as are used at once.
    #[must_use]
    pub fn seat_for(&self, period: Period) -> Option<Seating> {
        if self.free_throughout(period) == 0 {
            return None;
        }
        let used: BTreeSet<u32> = self.claims_in(period).map(|claim| claim.seat).collect();
        match (1..=self.seats).find(|seat| !used.contains(seat)) {
            Some(seat) => Some(Seating { seat, moved: Vec::new() }),
            None => self.reseat(period),
        }
    }

    fn reseat(&self, newcomer: Period) -> Option<Seating> {
        let mut order: Vec<(Period, Option<&Claim>)> = self.claims.iter().map(|claim| (claim.period, Some(claim))).collect();
        order.push((newcomer, None));
        order.sort_by_key(|(period, claim)| (period.from, period.to, claim.map(|claim| claim.id)));
        let mut last_day_of_seat: Vec<NaiveDate> = Vec::new();
        let mut seating = Seating { seat: 0, moved: Vec::new() };
        for (period, claim) in order {
            let seat = lay(&mut last_day_of_seat, period);
            match claim {
                None => seating.seat = seat,
                Some(claim) if claim.seat != seat => seating.moved.push((claim.id, seat)),
                Some(_) => {}
            }
        }
        (last_day_of_seat.len() <= self.seats as usize).then_some(seating)
    }

    /// The claims that change to another seat number when only so many seats are left; nothing where they do not fit.
    ///
    /// What was over before `today` keeps its number: it is history, and must not be in the way of others.
    #[must_use]
    pub fn moved_below(&self, seats: u32, today: NaiveDate) -> Option<Vec<(ClaimId, u32)>> {
        let (mut seated, coming): (Vec<Claim>, Vec<Claim>) = self.claims.iter().cloned().partition(|claim| claim.period.to < today);
        let mut moved = Vec::new();
        for mut claim in coming {
            let is_free = |seat: &u32| !seated.iter().any(|other| other.seat == *seat && other.period.overlaps(claim.period));
            let seat = (1..=seats).find(is_free)?;
            if seat != claim.seat {
                moved.push((claim.id, seat));
                claim.seat = seat;
            }
            seated.push(claim);
        }
        Some(moved)
    }

    /// The first day from `from` on, inside the slot's days, on which a seat is free.
    #[must_use]
    pub fn next_free_day(&self, from: NaiveDate, open_from: NaiveDate, open_to: Option<NaiveDate>) -> Option<NaiveDate> {
        let first = from.max(open_from);
        let after_claims = self.claims.iter().filter_map(|claim| claim.period.to.succ_opt());
        let mut days: Vec<NaiveDate> = after_claims.chain([first]).filter(|day| *day >= first).collect();
        days.sort_unstable();
        days.into_iter().find(|day| self.free_on(*day) > 0).filter(|day| open_to.is_none_or(|last| *day <= last))
    }

    /// The free seats of each day of a period as runs of equal days, for the index; days without a free seat are left out.
    #[must_use]
    pub fn free_runs(&self, period: Period) -> Vec<FreeRun> {
        let starts = self.claims.iter().flat_map(|claim| [Some(claim.period.from), claim.period.to.succ_opt()]).flatten();
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
        let overbooked = days.into_iter().filter(|day| self.in_use_on(*day) > self.seats as usize).map(SeatFault::Overbooked);
        let pairs =
            self.claims.iter().enumerate().flat_map(|(place, one)| self.claims.iter().skip(place + 1).map(move |other| (one, other)));
        let twice = pairs
            .filter(|(one, other)| one.seat == other.seat && one.period.overlaps(other.period))
            .map(|(one, other)| SeatFault::SeatTwice { seat: one.seat, day: one.period.from.max(other.period.from) });
        overbooked.chain(twice).collect()
    }
}

/// Lays a period on the lowest seat that is free by then; opens one more seat where none is.
fn lay(last_day_of_seat: &mut Vec<NaiveDate>, period: Period) -> u32 {
    let place = last_day_of_seat.iter().position(|last| *last < period.from).unwrap_or(last_day_of_seat.len());
    match last_day_of_seat.get_mut(place) {
        Some(last) => *last = period.to,
        None => last_day_of_seat.push(period.to),
    }
    u32::try_from(place + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn day(number: i32) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(739_000 + number).expect("a day")
    }

    fn days(from: i32, to: i32) -> Period {
        Period::new(day(from), day(to)).expect("in order")
    }

    fn claim(number: u128, seat: u32, period: Period) -> Claim {
        let id = Uuid::from_u128(number);
        Claim {
            id: id.into(),
            slot: Uuid::nil().into(),
            workplace: Uuid::nil().into(),
            placement: id.into(),
            seat,
            period,
            taken: false,
            held_until: None,
        }
    }

    #[test]
    fn the_last_seat_is_given_once() {
        let empty = SeatLedger::new(1, vec![]);
        assert_eq!(empty.seat_for(days(1, 10)), Some(Seating { seat: 1, moved: vec![] }));
        let full = SeatLedger::new(1, vec![claim(1, 1, days(1, 10))]);
        assert_eq!(full.seat_for(days(10, 12)), None);
        assert_eq!(full.seat_for(days(11, 12)).map(|seating| seating.seat), Some(1));
    }

    #[test]
    fn a_seat_that_is_free_each_day_is_found_by_changing_numbers() {
        let ledger = SeatLedger::new(2, vec![claim(1, 1, days(1, 5)), claim(2, 2, days(6, 10))]);
        assert_eq!(ledger.free_throughout(days(1, 10)), 1);
        let seating = ledger.seat_for(days(1, 10)).expect("a seat is free each day");
        assert_eq!(seating.moved.len(), 1);
    }

    #[test]
    fn the_next_free_day_is_the_day_after_the_first_end() {
        let ledger = SeatLedger::new(2, vec![claim(1, 1, days(1, 5)), claim(2, 2, days(1, 9)), claim(3, 1, days(6, 7))]);
        assert_eq!(ledger.next_free_day(day(2), day(0), None), Some(day(8)));
        assert_eq!(ledger.next_free_day(day(2), day(20), None), Some(day(20)));
        assert_eq!(ledger.next_free_day(day(2), day(0), Some(day(7))), None);
    }

    #[test]
    fn fewer_seats_are_enough_where_fewer_are_used_at_once() {
        let ledger = SeatLedger::new(3, vec![claim(1, 1, days(1, 5)), claim(2, 3, days(4, 9)), claim(3, 2, days(7, 9))]);
        assert_eq!(ledger.moved_below(2, day(3)), Some(vec![(Uuid::from_u128(2).into(), 2), (Uuid::from_u128(3).into(), 1)]));
        assert_eq!(ledger.moved_below(1, day(3)), None);
        assert_eq!(ledger.moved_below(1, day(30)), Some(vec![]));
    }

    #[test]
    fn free_runs_leave_out_full_days() {
        let ledger = SeatLedger::new(1, vec![claim(1, 1, days(3, 5))]);
        let runs = ledger.free_runs(days(1, 9));
        assert_eq!(runs, vec![FreeRun { days: days(1, 2), free: 1 }, FreeRun { days: days(6, 9), free: 1 }]);
    }

    #[test]
    fn a_planted_fault_is_found() {
        let twice = SeatLedger::new(2, vec![claim(1, 1, days(1, 5)), claim(2, 1, days(5, 6))]);
        assert_eq!(twice.faults(), vec![SeatFault::SeatTwice { seat: 1, day: day(5) }]);
        let over = SeatLedger::new(1, vec![claim(1, 1, days(1, 5)), claim(2, 2, days(4, 6))]);
        assert!(over.faults().contains(&SeatFault::Overbooked(day(4))));
    }

    fn periods() -> impl Strategy<Value = Vec<(i32, i32)>> {
        prop::collection::vec((0..40i32, 0..15i32), 1..40)
    }

    proptest! {
        #[test]
        fn seats_are_given_as_long_as_each_day_has_one_and_never_twice(seats in 1..4u32, wanted in periods()) {
            let mut claims: Vec<Claim> = Vec::new();
            for (number, (from, length)) in wanted.into_iter().enumerate() {
                let period = days(from, from + length);
                let ledger = SeatLedger::new(seats, claims.clone());
                let one_each_day = period.each_day().all(|day| ledger.free_on(day) > 0);
                let seating = ledger.seat_for(period);
                prop_assert_eq!(seating.is_some(), one_each_day);
                let Some(seating) = seating else { continue };
                for (id, seat) in seating.moved {
                    claims.iter_mut().filter(|claim| claim.id == id).for_each(|claim| claim.seat = seat);
                }
                claims.push(claim(number as u128 + 1, seating.seat, period));
                prop_assert_eq!(SeatLedger::new(seats, claims.clone()).faults(), vec![]);
            }
        }

        #[test]
        fn free_runs_tell_the_same_as_each_day(seats in 1..4u32, wanted in periods()) {
            let claims = wanted.into_iter().enumerate().map(|(n, (from, length))| claim(n as u128 + 1, 1, days(from, from + length))).collect();
            let ledger = SeatLedger::new(seats, claims);
            let runs = ledger.free_runs(days(-3, 60));
            for day in days(-3, 60).each_day() {
                let told = runs.iter().find(|run| run.days.covers(day)).map_or(0, |run| run.free);
                prop_assert_eq!(told, ledger.free_on(day));
            }
        }
    }
}
