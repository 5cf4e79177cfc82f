//! Free seats per day: how the runs of days are packed, and what they say about a period.

use crate::slot_document::{FreeInterval, OPEN_END, OPEN_START};

/// Day numbers are kept in 22 bits: some 5,700 years on either side of 1970.
const DAY_LIMIT: i32 = 1 << 21;

/// Packs a run of days into one number whose order is the order of the days.
pub(crate) fn pack_interval(days: &FreeInterval) -> u64 {
    pack_day(days.from_day) << 42 | pack_day(days.to_day) << 20 | u64::from(days.seats)
}

/// The bit that marks a run of seats as one for everybody, in a slot that keeps others for some groups.
const FOR_ALL: u64 = 1 << 16;

/// Packs a run of days with seats that are kept for nobody.
pub(crate) fn pack_unkept(days: &FreeInterval) -> u64 {
    pack_interval(days) | FOR_ALL
}

/// Says whether a packed run counts only seats that are kept for nobody.
pub(crate) fn is_unkept(packed: u64) -> bool {
    packed & FOR_ALL != 0
}

/// Reads a packed run of days; the outermost days stand for "no end".
pub(crate) fn unpack_interval(packed: u64) -> FreeInterval {
    #[expect(clippy::cast_possible_truncation, reason = "seats are the lowest 16 bits")]
    let seats = packed as u16;
    FreeInterval { from_day: unpack_day(packed >> 42), to_day: unpack_day(packed >> 20), seats }
}

fn pack_day(day: i32) -> u64 {
    let clamped = day.clamp(-DAY_LIMIT, DAY_LIMIT - 1);
    u64::from((clamped + DAY_LIMIT).unsigned_abs())
}

fn unpack_day(packed: u64) -> i32 {
    match (packed & 0x3f_ffff) as i32 - DAY_LIMIT {
        first if first == -DAY_LIMIT => OPEN_START,
        last if last == DAY_LIMIT - 1 => OPEN_END,
        day => day,
    }
}

/// Gives the seats that are free on every day from `from` to `to`; days outside all runs have none.
pub(crate) fn seats_through(free: &[FreeInterval], from: i32, to: i32) -> u16 {
    let mut next_day = from;
    let mut fewest = u16::MAX;
    for days in free.iter().filter(|days| days.to_day >= from) {
        if days.from_day > next_day {
            return 0;
        }
        if days.to_day < next_day {
            continue;
        }
        fewest = fewest.min(days.seats);
        if days.to_day >= to {
            return fewest;
        }
        next_day = days.to_day + 1;
    }
    0
}

/// Gives the first day from `today` on with a free seat.
pub(crate) fn next_free_day(free: &[FreeInterval], today: i32) -> Option<i32> {
    free.iter().filter(|days| days.to_day >= today && days.seats > 0).map(|days| days.from_day.max(today)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from_day: i32, to_day: i32, seats: u16) -> FreeInterval {
        FreeInterval { from_day, to_day, seats }
    }

    #[test]
    fn a_packed_run_of_days_comes_back_as_it_was() {
        for run in [days(20_000, 20_010, 3), days(OPEN_START, OPEN_END, 65_535), days(-5, 0, 1)] {
            assert_eq!(unpack_interval(pack_interval(&run)), run);
        }
    }

    #[test]
    fn seats_of_a_period_are_the_fewest_of_its_days() {
        let free = [days(10, 14, 2), days(15, 20, 1), days(22, OPEN_END, 5)];
        assert_eq!(seats_through(&free, 10, 14), 2);
        assert_eq!(seats_through(&free, 12, 18), 1);
        assert_eq!(seats_through(&free, 18, 23), 0, "day 21 has none");
        assert_eq!(seats_through(&free, 30, 40_000), 5);
        assert_eq!(seats_through(&free, 9, 10), 0);
        assert_eq!(seats_through(&[], 9, 10), 0);
    }

    #[test]
    fn the_next_free_day_is_never_in_the_past() {
        let free = [days(10, 14, 2), days(22, OPEN_END, 5)];
        assert_eq!([5, 12, 15, 40].map(|today| next_free_day(&free, today)), [Some(10), Some(12), Some(22), Some(40)]);
    }
}
