//! When a letter that can wait may go: on working days between seven and five, and one a day to each contact.

use chrono::{Days, NaiveDate, NaiveTime, Timelike};

use super::holidays::is_working_day;
use crate::base::clock::{Moment, ZONE, moment_at};

/// The first hour of the Danish day in which such letters go.
const FIRST_HOUR: u32 = 7;
/// The hour from which they do not go any more.
const LAST_HOUR: u32 = 17;
/// Days that are looked through for one on which a letter may go.
const LOOK_AHEAD_DAYS: u64 = 60;

/// Whether a letter that can wait may go at a moment.
#[must_use]
pub fn is_open(at: Moment) -> bool {
    let local = at.with_timezone(&ZONE);
    is_working_day(local.date_naive()) && (FIRST_HOUR..LAST_HOUR).contains(&local.hour())
}

/// The first moment from one on at which a letter that can wait may go, on none of the days that have one already.
#[must_use]
pub fn opens_at(at: Moment, days_with_one: &[NaiveDate]) -> Moment {
    let local = at.with_timezone(&ZONE);
    let today = local.date_naive();
    if is_open(at) && !days_with_one.contains(&today) {
        return at;
    }
    let first_ahead = u64::from(local.hour() >= FIRST_HOUR);
    let ahead = (first_ahead..LOOK_AHEAD_DAYS).filter_map(|days| today.checked_add_days(Days::new(days)));
    let day = ahead.into_iter().find(|day| is_working_day(*day) && !days_with_one.contains(day));
    moment_at(day.unwrap_or(today), NaiveTime::from_hms_opt(FIRST_HOUR, 0, 0).unwrap_or(NaiveTime::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        let wall = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment");
        moment_at(wall.date(), wall.time())
    }

    fn told(text: &str) -> String {
        opens_at(at(text), &[]).with_timezone(&ZONE).format("%Y-%m-%d %H:%M").to_string()
    }

    #[test]
    fn letters_wait_for_the_morning_of_a_working_day() {
        let cases = [
            ("2026-03-02 06:59", "2026-03-02 07:00"),
            ("2026-03-02 07:00", "2026-03-02 07:00"),
            ("2026-03-02 16:59", "2026-03-02 16:59"),
            ("2026-03-02 17:00", "2026-03-03 07:00"),
            ("2026-03-06 18:00", "2026-03-09 07:00"),
            ("2026-03-07 12:00", "2026-03-09 07:00"),
            // Before Easter, and before Whit Monday.
            ("2026-04-01 17:00", "2026-04-07 07:00"),
            ("2026-05-22 19:30", "2026-05-26 07:00"),
            ("2026-12-24 17:30", "2026-12-28 07:00"),
        ];
        for (given, opens) in cases {
            assert_eq!(told(given), opens, "{given}");
        }
    }

    #[test]
    fn the_clock_is_that_of_copenhagen_on_both_sides_of_summer_time() {
        let moment = |text: &str| text.parse::<Moment>().expect("a moment");
        // 29 March and 25 October 2026 are Sundays.
        for (given, opens) in [("2026-03-27T16:30:00Z", "2026-03-30T05:00:00Z"), ("2026-10-23T15:30:00Z", "2026-10-26T06:00:00Z")] {
            assert_eq!(opens_at(moment(given), &[]), moment(opens), "{given}");
        }
        assert!(!is_open(moment("2026-03-27T05:59:00Z")) && is_open(moment("2026-03-27T06:00:00Z")));
        assert!(!is_open(moment("2026-03-30T04:59:00Z")) && is_open(moment("2026-03-30T05:00:00Z")));
    }

    #[test]
    fn a_day_that_has_a_letter_is_passed_over() {
        let days = ["2026-03-02", "2026-03-03"].map(|day| day.parse().expect("a date"));
        assert_eq!(opens_at(at("2026-03-02 10:00"), &days), at("2026-03-04 07:00"));
        assert_eq!(opens_at(at("2026-03-02 10:00"), &days[1..]), at("2026-03-02 10:00"));
        assert_eq!(opens_at(at("2026-03-02 18:00"), &days[..1]), at("2026-03-03 07:00"));
    }
}
