//! Days and spans of days, inclusive at both ends.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Whether a day lies in the years that a register of places can mean.
#[must_use]
pub fn is_plausible(day: NaiveDate) -> bool {
    (1900..2200).contains(&day.year())
}

/// A span of whole days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// A period, or nothing when it ends before it starts.
    #[must_use]
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// Whether the day lies inside.
    #[must_use]
    pub fn covers(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Count of days.
    #[must_use]
    pub fn days(self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// Every day, in order.
    pub fn each_day(self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take_while(move |day| *day <= self.to)
    }
}

/// The last day of a run of whole weeks: start + 7n − 1 (`law.md`, "How the draft is read").
#[must_use]
pub fn last_day_of_weeks(start: NaiveDate, weeks: u32) -> NaiveDate {
    start.checked_add_days(Days::new(u64::from(weeks) * 7)).and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX)
}

/// The last day of a run of whole months: the day before the same day of the month; where that day
/// does not exist, the last day of that month (31 January + 1 month ends on 28 or 29 February).
#[must_use]
pub fn last_day_of_months(start: NaiveDate, months: u32) -> NaiveDate {
    let Some(same_day) = start.checked_add_months(Months::new(months)) else { return NaiveDate::MAX };
    if same_day.day() == start.day() { same_day.pred_opt().unwrap_or(same_day) } else { same_day }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn four_weeks_end_on_the_day_before_the_fifth() {
        assert_eq!(last_day_of_weeks(day("2026-03-02"), 4), day("2026-03-29"));
    }

    #[test]
    fn months_end_on_the_day_before_the_same_day() {
        assert_eq!(last_day_of_months(day("2026-03-02"), 6), day("2026-09-01"));
        assert_eq!(last_day_of_months(day("2026-01-31"), 1), day("2026-02-28"));
    }

    #[test]
    fn periods_that_share_one_day_overlap() {
        let first = Period::new(day("2026-03-02"), day("2026-03-10")).expect("in order");
        let second = Period::new(day("2026-03-10"), day("2026-03-20")).expect("in order");
        assert!(first.overlaps(second));
        assert_eq!(first.days(), 9);
        assert!(Period::new(day("2026-03-10"), day("2026-03-02")).is_none());
    }
}
