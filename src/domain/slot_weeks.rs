//! The seats of a slot week by week: free, kept, held, taken and closed; on each week's worst day.

use chrono::{Days, NaiveDate};

use super::{period::Period, seats::SeatLedger, slot::Slot};

/// The seats of one week; the five add up to all seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotWeek {
    /// Its Monday.
    pub monday: NaiveDate,
    /// Free for everybody on every open day of it.
    pub free: u32,
    /// Free besides these, for those for whom seats are kept.
    pub kept: u32,
    /// Held on its fullest day.
    pub held: u32,
    /// Taken on its fullest day.
    pub taken: u32,
    /// Nobody has it, and nobody new can: closed, paused or not open.
    pub closed: u32,
}

/// So many weeks from a Monday on.
#[must_use]
pub fn slot_weeks(slot: &Slot, ledger: &SeatLedger, first_monday: NaiveDate, count: u64) -> Vec<SlotWeek> {
    let taken: Vec<_> = ledger.claims().iter().filter(|claim| claim.taken).cloned().collect();
    let taken = SeatLedger::new(slot.seats, taken);
    (0..count).filter_map(|number| week(slot, ledger, &taken, first_monday.checked_add_days(Days::new(number * 7))?)).collect()
}

fn week(slot: &Slot, ledger: &SeatLedger, only_taken: &SeatLedger, monday: NaiveDate) -> Option<SlotWeek> {
    let days = Period::new(monday, monday.checked_add_days(Days::new(6))?)?;
    let in_use = ledger.most_in_use(days).min(slot.seats);
    let taken = only_taken.most_in_use(days).min(in_use);
    let open = Period::new(days.from.max(slot.open_from), slot.open_to.map_or(days.to, |last| last.min(days.to))).filter(|_| !slot.paused);
    let (all, for_others) = match open {
        Some(open) => (ledger.seen_by(true).free_throughout(open), ledger.seen_by(false).free_throughout(open)),
        None => (0, 0),
    };
    // A week that is open on some days only is as free as those; its fullest day may lie outside them.
    let all = all.min(slot.seats - in_use);
    let free = for_others.min(all);
    Some(SlotWeek { monday, free, kept: all - free, held: in_use - taken, taken, closed: slot.seats - in_use - all })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{
        closure::{Closure, ClosureReason},
        seats::Claim,
    };

    fn day(number: i32) -> NaiveDate {
        // A Monday.
        NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day") + chrono::Duration::days(i64::from(number))
    }

    fn slot(seats: u32, kept: u32, open: (i32, i32)) -> Slot {
        let mut slot = crate::domain::matching::tests::slot(1);
        slot.seats = seats;
        slot.reserved_for = vec!["dagpenge".to_owned()];
        slot.reserved_seats = Some(kept);
        (slot.open_from, slot.open_to) = (day(open.0), Some(day(open.0 + open.1)));
        slot
    }

    proptest! {
        #[test]
        fn every_week_tells_what_its_days_tell(
            seats in 1..5u32, kept in 0..5u32, open in (-10..20i32, 0..60i32), paused in any::<bool>(),
            wanted in prop::collection::vec((0..60i32, 0..15i32, any::<bool>(), any::<bool>()), 0..20),
            shut in prop::collection::vec((0..60i32, 0..8i32), 0..3),
        ) {
            let mut slot = slot(seats, kept, open);
            slot.paused = paused;
            let closures: Vec<Closure> = shut.iter().map(|(from, length)| Closure {
                id: Uuid::nil().into(), workplace: slot.workplace, slot: None, reason: ClosureReason::Other,
                days: Period { from: day(*from), to: day(from + length) },
            }).collect();
            let mut claims: Vec<Claim> = Vec::new();
            for (number, (from, length, taken, for_reserved)) in wanted.into_iter().enumerate() {
                let period = Period { from: day(from), to: day(from + length) };
                let id = Uuid::from_u128(number as u128 + 1);
                if SeatLedger::of(&slot, claims.clone(), &[]).seen_by(for_reserved).free_throughout(period) == 0 {
                    continue;
                }
                claims.push(Claim {
                    id: id.into(), slot: slot.id, workplace: slot.workplace, placement: id.into(), seat: 1, period, for_reserved, taken,
                    held_until: None,
                });
            }
            let ledger = SeatLedger::of(&slot, claims.clone(), &closures);
            for week in slot_weeks(&slot, &ledger, day(0), 9) {
                let days: Vec<NaiveDate> = week.monday.iter_days().take(7).collect();
                let on = |day: NaiveDate, which: &dyn Fn(&Claim) -> bool| claims.iter().filter(|claim| claim.period.covers(day) && which(claim)).count() as u32;
                let most = |which: &dyn Fn(&Claim) -> bool| days.iter().map(|day| on(*day, which)).max().unwrap_or(0);
                let (in_use, taken) = (most(&|_| true), most(&|claim| claim.taken));
                let is_open = |day: &&NaiveDate| !slot.paused && slot.open_from <= **day && slot.open_to.is_none_or(|last| **day <= last);
                let is_shut = |day: NaiveDate| closures.iter().any(|closure| closure.days.covers(day));
                let all = |day: NaiveDate| if is_shut(day) { 0 } else { slot.seats - on(day, &|_| true) };
                let others = |day: NaiveDate| {
                    let left = slot.seats - slot.kept_seats();
                    if slot.kept_seats() == 0 { all(day) } else { all(day).min(left - on(day, &|claim| !claim.for_reserved)) }
                };
                let fewest = |count: &dyn Fn(NaiveDate) -> u32| days.iter().filter(is_open).map(|day| count(*day)).min().unwrap_or(0);
                let free_for_all = fewest(&all).min(slot.seats - in_use);
                prop_assert_eq!((week.held, week.taken), (in_use - taken, taken));
                prop_assert_eq!((week.free, week.free + week.kept), (fewest(&others).min(free_for_all), free_for_all));
                prop_assert_eq!(week.free + week.kept + week.held + week.taken + week.closed, slot.seats);
            }
        }
    }
}
