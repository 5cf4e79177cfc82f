//! Seats are given as long as each day has one, never twice, whatever the past was.

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
        for_reserved: false,
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
fn past_use_of_more_seats_is_in_nobodys_way() {
    let past = [claim(1, 1, days(1, 5)), claim(2, 2, days(1, 5)), claim(3, 3, days(1, 5))];
    let coming = [claim(4, 1, days(10, 15)), claim(5, 2, days(16, 20))];
    let ledger = SeatLedger::new(2, past.into_iter().chain(coming).collect());
    let seating = ledger.seat_for(days(10, 20)).expect("a seat is free each day");
    assert_eq!((seating.seat, seating.moved), (2, vec![(Uuid::from_u128(5).into(), 1)]));
}

#[test]
fn a_running_claim_moves_below_and_its_numbers_past_moves_away() {
    let ledger = SeatLedger::new(3, vec![claim(1, 1, days(1, 5)), claim(2, 2, days(1, 5)), claim(3, 3, days(3, 20))]);
    let moved = ledger.moved_below(2, day(10)).expect("one seat is in use");
    assert_eq!(moved, vec![(Uuid::from_u128(1).into(), 3), (Uuid::from_u128(3).into(), 1)]);
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

fn seated(mut claims: Vec<Claim>, moved: &[(ClaimId, u32)]) -> Vec<Claim> {
    for (id, seat) in moved {
        claims.iter_mut().filter(|claim| claim.id == *id).for_each(|claim| claim.seat = *seat);
    }
    claims
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
    fn history_on_more_seats_refuses_nobody_and_no_number_is_promised_twice(
        past in periods(), wanted in periods(), today in 0..40i32, seats in 1..4u32,
    ) {
        let mut claims: Vec<Claim> = Vec::new();
        for (number, (from, length)) in past.into_iter().enumerate() {
            let period = days(from, from + length);
            if let Some(seating) = SeatLedger::new(4, claims.clone()).seat_for(period) {
                claims = seated(claims, &seating.moved);
                claims.push(claim(number as u128 + 1, seating.seat, period));
            }
        }
        let before = SeatLedger::new(4, claims.clone());
        let in_use = before.most_in_use(Period { from: day(today), to: day(1_000) });
        let moved = before.moved_below(seats, day(today));
        prop_assert_eq!(moved.is_some(), in_use <= seats);
        let Some(moved) = moved else { return Ok(()) };
        claims = seated(claims, &moved);
        for (number, (from, length)) in wanted.into_iter().enumerate() {
            let period = days(today + from, today + from + length);
            let ledger = SeatLedger::new(seats, claims.clone());
            let seating = ledger.seat_for(period);
            prop_assert_eq!(seating.is_some(), period.each_day().all(|day| ledger.free_on(day) > 0));
            let Some(seating) = seating else { continue };
            prop_assert!((1..=seats).contains(&seating.seat));
            claims = seated(claims, &seating.moved);
            claims.push(claim(number as u128 + 1_000, seating.seat, period));
            let twice = SeatLedger::new(seats, claims.clone()).faults().into_iter().any(|fault| matches!(fault, SeatFault::SeatTwice { .. }));
            prop_assert!(!twice);
        }
        prop_assert!(claims.iter().all(|claim| claim.period.to < day(today) || claim.seat <= seats));
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

    #[test]
    fn closed_days_and_kept_seats_tell_the_same_as_each_day(
        seats in 1..5u32, kept in 0..5u32, wanted in periods(), shut in prop::collection::vec((0..40i32, 0..8i32, any::<bool>()), 0..4),
    ) {
        let closed = shut.iter().map(|(from, length, _)| days(*from, from + length));
        let (hard, soft): (Vec<_>, Vec<_>) = closed.zip(&shut).partition(|(_, (_, _, is_hard))| *is_hard);
        let days_of = |those: &[(Period, &(i32, i32, bool))]| those.iter().map(|(days, _)| *days).collect::<Vec<_>>();
        let closed = ClosedDays { nobody: days_of(&hard), no_start: days_of(&soft) };
        let kept = kept.min(seats);
        let mut claims: Vec<Claim> = Vec::new();
        for (number, (from, length)) in wanted.into_iter().enumerate() {
            let (period, for_reserved) = (days(from, from + length), number % 2 == 0);
            let whole = SeatLedger { kept, closed: closed.clone(), ..SeatLedger::new(seats, claims.clone()) };
            let ledger = whole.seen_by(for_reserved);
            let free_on = |day: NaiveDate| {
                let there: Vec<&Claim> = claims.iter().filter(|claim| claim.period.covers(day)).collect();
                let others = there.iter().filter(|claim| !claim.for_reserved).count() as u32;
                let left = seats - there.len() as u32;
                let left = if for_reserved || kept == 0 { left } else { left.min((seats - kept) - others) };
                if closed.nobody.iter().any(|days| days.covers(day)) { 0 } else { left }
            };
            for day in days(-2, 60).each_day() {
                prop_assert_eq!(ledger.free_on(day), free_on(day));
            }
            let runs = ledger.free_runs(days(-2, 60));
            let told = |day| runs.iter().find(|run| run.days.covers(day)).map_or(0, |run| run.free);
            prop_assert!(days(-2, 60).each_day().all(|day| told(day) == free_on(day)));
            let can_begin = |day: &NaiveDate| free_on(*day) > 0 && !closed.no_start.iter().any(|days| days.covers(*day));
            prop_assert_eq!(ledger.next_first_day(day(0), day(0), None), days(0, 100).each_day().find(can_begin));
            let fits = period.each_day().all(|day| free_on(day) > 0) && closed.holiday_on(period.from).is_none();
            let seating = ledger.seat_for(period);
            prop_assert_eq!(seating.is_some(), fits);
            let Some(seating) = seating else { continue };
            claims = seated(claims, &seating.moved);
            claims.push(Claim { for_reserved, ..claim(number as u128 + 1, seating.seat, period) });
            prop_assert_eq!(SeatLedger { kept, ..SeatLedger::new(seats, claims.clone()) }.faults(), vec![]);
        }
    }
}

#[test]
fn a_longer_stay_is_stopped_only_by_closed_days_that_are_new() {
    let closed = ClosedDays { nobody: vec![days(3, 4), days(12, 13)], no_start: vec![days(7, 8)] };
    let ledger = SeatLedger { closed, ..SeatLedger::new(1, vec![]) };
    assert!(ledger.seat_for(days(1, 9)).is_none());
    assert!(ledger.longer_seat_for(days(1, 9), day(5)).is_some());
    assert!(ledger.longer_seat_for(days(1, 12), day(5)).is_none());
}

#[test]
fn others_on_kept_seats_are_a_fault() {
    let ledger = SeatLedger { kept: 1, ..SeatLedger::new(2, vec![claim(1, 1, days(1, 5)), claim(2, 2, days(4, 6))]) };
    assert_eq!(ledger.faults(), vec![SeatFault::OthersInKept(day(4))]);
}
