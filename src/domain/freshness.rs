//! How long ago a company said that a slot is true, what follows from it by the calendar, and what it can answer.

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::terms::words;
use crate::base::clock::{Moment, moment_at};

/// Days after which a company is reminded of a slot.
pub const AGING_AFTER_DAYS: i64 = 30;
/// Days after which it is reminded once more.
pub const OLD_AFTER_DAYS: i64 = 60;
/// Days within which a confirmed slot is not asked about.
pub const QUIET_DAYS: u64 = 14;

words! {
    /// How far a slot is from its latest confirmation.
    Freshness {
        /// Lately.
        Fresh = "fresh",
        /// Thirty days or more.
        Aging = "aging",
        /// Sixty days or more.
        Old = "old",
        /// So long that it is not searched any more.
        Closed = "closed",
    }
}

words! {
    /// What a company or its consultant is told once.
    NoticeKind {
        /// The question of a week, to a contact.
        Week = "week",
        /// A slot has been unconfirmed for thirty days.
        Aging = "aging",
        /// For sixty days.
        Old = "old",
        /// For so long that it is closed.
        Closed = "closed",
        /// A consultant was written to on a day about slots that closed.
        Staff = "staff",
    }
}

/// How far a slot is that was confirmed on a day.
#[must_use]
pub fn freshness(since: NaiveDate, today: NaiveDate, closed_after_days: u32) -> Freshness {
    match (today - since).num_days() {
        days if days >= i64::from(closed_after_days) => Freshness::Closed,
        days if days >= OLD_AFTER_DAYS => Freshness::Old,
        days if days >= AGING_AFTER_DAYS => Freshness::Aging,
        _ => Freshness::Fresh,
    }
}

/// The Monday of a day's week.
#[must_use]
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

/// When the question of a week goes out: Monday at 08:30, or with the day where letters know no quiet hours.
#[must_use]
pub fn asked_from(monday: NaiveDate, quiet_hours: bool) -> Moment {
    let half_past_eight = NaiveTime::from_hms_opt(8, 30, 0).filter(|_| quiet_hours);
    moment_at(monday, half_past_eight.unwrap_or(NaiveTime::MIN))
}

/// The last day whose confirmation is too long ago for the question of a week to leave a slot out.
#[must_use]
pub fn asked_before(monday: NaiveDate) -> NaiveDate {
    monday.checked_sub_days(Days::new(QUIET_DAYS)).unwrap_or(monday)
}

/// What a company says of one slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// It is as it stands.
    AsItStands,
    /// It can be used; with how many seats nobody has, where that was said.
    Open {
        /// Free seats; none = all that are not in use.
        free: Option<u32>,
    },
    /// It is taken, until the company says otherwise.
    Taken,
    /// It takes nobody up to and with a day.
    PausedUntil(NaiveDate),
}

/// How a slot stands, in the words of the page that asks about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Seats are free, or the slot has not begun.
    Open,
    /// All its seats are in use.
    InUse,
    /// The company has said that it is taken.
    Taken,
    /// The company takes nobody up to and with a day.
    PausedUntil(NaiveDate),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_slot_ages_by_the_calendar() {
        let today = day("2026-06-01");
        let words: Vec<&str> = ["2026-05-03", "2026-05-02", "2026-04-03", "2026-04-02", "2026-03-04", "2026-03-03"]
            .map(|since| freshness(day(since), today, 90).as_str())
            .to_vec();
        assert_eq!(words, ["fresh", "aging", "aging", "old", "old", "closed"]);
    }

    #[test]
    fn the_question_goes_out_on_monday_morning_also_when_summer_time_has_begun() {
        assert_eq!(monday_of(day("2026-03-08")), day("2026-03-02"));
        assert_eq!(monday_of(day("2026-03-02")), day("2026-03-02"));
        assert_eq!(asked_from(day("2026-03-23"), true).to_rfc3339(), "2026-03-23T07:30:00+00:00");
        assert_eq!(asked_from(day("2026-03-30"), true).to_rfc3339(), "2026-03-30T06:30:00+00:00");
        assert_eq!(asked_from(day("2026-03-02"), false).to_rfc3339(), "2026-03-01T23:00:00+00:00");
    }
}
