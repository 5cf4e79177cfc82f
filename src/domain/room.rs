//! Whether there is news of the room at a workplace that company and consultant should hear of.

use chrono::NaiveDate;

/// How many of the allowed places are filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Filled.
    pub used: u32,
    /// Allowed.
    pub allowed: u32,
}

/// Days between two letters about one workplace.
const DAYS_BETWEEN: i64 = 7;

impl Room {
    /// Whether there is none.
    #[must_use]
    pub const fn is_full(self) -> bool {
        self.used >= self.allowed
    }

    /// Whether something has changed that somebody plans by: full or no longer full, or another number is allowed.
    #[must_use]
    pub const fn is_news_after(self, told: Self) -> bool {
        self.is_full() != told.is_full() || self.allowed != told.allowed
    }
}

/// Whether a letter may go today, the latest having gone on a day.
#[must_use]
pub fn may_be_told(told_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    told_on.is_none_or(|day| (today - day).num_days() >= DAYS_BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_crossed_or_moved_is_news_and_one_more_placement_is_not() {
        let told = Room { used: 3, allowed: 4 };
        assert!(!Room { used: 2, allowed: 4 }.is_news_after(told));
        assert!(Room { used: 4, allowed: 4 }.is_news_after(told), "full");
        assert!(Room { used: 3, allowed: 5 }.is_news_after(told), "another limit");
        assert!(!Room { used: 5, allowed: 4 }.is_news_after(Room { used: 4, allowed: 4 }), "still full");
    }

    #[test]
    fn a_week_lies_between_two_letters() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).expect("a day");
        assert!(may_be_told(None, day(2)) && may_be_told(Some(day(2)), day(9)));
        assert!(!may_be_told(Some(day(2)), day(8)));
    }
}
