//! Dates and times as they are shown: `man. 2. marts 2026`, `uge 10`, `kl. 14:05`, `for 3 dage siden`.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use chrono_tz::Europe::Copenhagen;

use super::Texts;
use crate::domain::terms::Language;

const DAYS_DA: [&str; 7] = ["man.", "tirs.", "ons.", "tors.", "fre.", "lør.", "søn."];
const DAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS_DA: [&str; 12] =
    ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];
const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

impl Texts {
    /// `man. 2. marts 2026` · `Mon 2 March 2026`.
    #[must_use]
    pub fn date(self, day: NaiveDate) -> String {
        format!("{} {}", self.weekday(day), self.date_plain(day))
    }

    /// `2. marts 2026` · `2 March 2026`.
    #[must_use]
    pub fn date_plain(self, day: NaiveDate) -> String {
        format!("{} {}", self.day_and_month(day), day.year())
    }

    /// `2. mar.` · `2 Mar`, for tight tables.
    #[must_use]
    pub fn date_tight(self, day: NaiveDate) -> String {
        let month: String = self.month(day).chars().take(3).collect();
        match self.language() {
            Language::Da if matches!(day.month(), 5) => format!("{}. {month}", day.day()),
            Language::Da => format!("{}. {month}.", day.day()),
            Language::En => format!("{} {month}", day.day()),
        }
    }

    /// A period without repeating what both ends share: `2.–29. marts 2026`, `28. feb. – 3. mar.` written out in full.
    #[must_use]
    pub fn period(self, from: NaiveDate, to: Option<NaiveDate>) -> String {
        let Some(to) = to else { return self.name("period-open", &self.date_plain(from)).into_owned() };
        if from == to {
            return self.date_plain(from);
        }
        let point = if self.language() == Language::Da { "." } else { "" };
        if (from.year(), from.month()) == (to.year(), to.month()) {
            return format!("{}{point}–{}", from.day(), self.date_plain(to));
        }
        let start = if from.year() == to.year() { self.day_and_month(from) } else { self.date_plain(from) };
        format!("{start} – {}", self.date_plain(to))
    }

    /// `uge 10` · `week 10` (ISO week).
    #[must_use]
    pub fn week(self, day: NaiveDate) -> String {
        self.count("week-number", day.iso_week().week()).into_owned()
    }

    /// `14:05`.
    #[must_use]
    pub fn time(self, time: NaiveTime) -> String {
        time.format("%H:%M").to_string()
    }

    /// A moment on the clock of Copenhagen: `man. 2. marts 2026 kl. 14:05`.
    #[must_use]
    pub fn moment(self, moment: DateTime<Utc>) -> String {
        let local = moment.with_timezone(&Copenhagen);
        let at = if self.language() == Language::Da { "kl." } else { "at" };
        format!("{} {at} {}", self.date(local.date_naive()), self.time(local.time()))
    }

    /// How long ago or ahead a day is: `i dag`, `for 3 dage siden`, `om 2 uger`.
    #[must_use]
    pub fn relative(self, day: NaiveDate, today: NaiveDate) -> String {
        let days = (day - today).num_days();
        match days {
            0 => self.text("relative-today").into_owned(),
            -1 => self.text("relative-yesterday").into_owned(),
            1 => self.text("relative-tomorrow").into_owned(),
            _ => self.relative_far(days),
        }
    }

    /// Whole days up to two weeks, weeks up to two months, then months and years.
    fn relative_far(self, days: i64) -> String {
        let (unit, size) = match days.unsigned_abs() {
            0..=13 => ("days", 1),
            14..=60 => ("weeks", 7),
            61..=729 => ("months", 30),
            _ => ("years", 365),
        };
        let side = if days < 0 { "ago" } else { "ahead" };
        self.count(&format!("relative-{unit}-{side}"), days.unsigned_abs() / size).into_owned()
    }

    fn weekday(self, day: NaiveDate) -> &'static str {
        let index = day.weekday().num_days_from_monday() as usize;
        let names = if self.language() == Language::Da { DAYS_DA } else { DAYS_EN };
        names.get(index).copied().unwrap_or_default()
    }

    fn month(self, day: NaiveDate) -> &'static str {
        let names = if self.language() == Language::Da { MONTHS_DA } else { MONTHS_EN };
        names.get(day.month0() as usize).copied().unwrap_or_default()
    }

    fn day_and_month(self, day: NaiveDate) -> String {
        let point = if self.language() == Language::Da { "." } else { "" };
        format!("{}{point} {}", day.day(), self.month(day))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    const DA: Texts = Texts::new(Language::Da);
    const EN: Texts = Texts::new(Language::En);

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn dates_are_written_as_danes_write_them() {
        assert_eq!(DA.date(day(2026, 3, 2)), "man. 2. marts 2026");
        assert_eq!(EN.date(day(2026, 3, 2)), "Mon 2 March 2026");
        assert_eq!(DA.week(day(2026, 3, 2)), "uge 10");
        assert_eq!(DA.date_tight(day(2026, 5, 2)), "2. maj");
        assert_eq!(DA.date_tight(day(2026, 3, 2)), "2. mar.");
    }

    #[test]
    fn a_period_does_not_repeat_what_its_ends_share() {
        assert_eq!(DA.period(day(2026, 3, 2), Some(day(2026, 3, 29))), "2.–29. marts 2026");
        assert_eq!(DA.period(day(2026, 3, 2), Some(day(2026, 4, 3))), "2. marts – 3. april 2026");
        assert_eq!(DA.period(day(2025, 12, 2), Some(day(2026, 1, 3))), "2. december 2025 – 3. januar 2026");
        assert_eq!(DA.period(day(2026, 3, 2), None), "fra 2. marts 2026");
        assert_eq!(EN.period(day(2026, 3, 2), Some(day(2026, 3, 29))), "2–29 March 2026");
    }

    #[test]
    fn a_moment_is_shown_on_the_clock_of_copenhagen() {
        let winter = Utc.with_ymd_and_hms(2026, 3, 2, 13, 5, 0).unwrap();
        let summer = Utc.with_ymd_and_hms(2026, 7, 1, 22, 30, 0).unwrap();
        assert_eq!(DA.moment(winter), "man. 2. marts 2026 kl. 14:05");
        assert_eq!(DA.moment(summer), "tors. 2. juli 2026 kl. 00:30");
    }

    #[test]
    fn age_is_told_in_words() {
        let today = day(2026, 3, 2);
        let told: Vec<_> = [0, -1, 1, -3, -20, 15, -100, -800]
            .map(|days| DA.relative(today + chrono::Days::new(0) + chrono::TimeDelta::days(days), today))
            .into();
        assert_eq!(
            told,
            ["i dag", "i går", "i morgen", "for 3 dage siden", "for 2 uger siden", "om 2 uger", "for 3 måneder siden", "for 2 år siden"]
        );
        assert_eq!(EN.relative(day(2026, 2, 27), today), "3 days ago");
    }
}
