//! Days as the index counts them: since 1 January 1970.

use chrono::{Days, NaiveDate};

/// The number of a day.
#[must_use]
pub fn number(day: NaiveDate) -> i32 {
    i32::try_from((day - NaiveDate::default()).num_days()).unwrap_or(i32::MAX)
}

/// The day of a number.
#[must_use]
pub fn day(number: i32) -> Option<NaiveDate> {
    NaiveDate::default().checked_add_days(Days::new(u64::try_from(number).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_comes_back_from_its_number() {
        let monday: NaiveDate = "2026-03-02".parse().expect("a date");
        assert_eq!((number(monday), day(number(monday))), (20_514, Some(monday)));
    }
}
