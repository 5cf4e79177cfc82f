//! Danish public holidays and working days, computed for any year.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The last year with Store Bededag as a holiday (lov nr. 214 af 06-03-2023).
const LAST_STORE_BEDEDAG: i32 = 2023;

/// Days from Easter Sunday: Skærtorsdag, Langfredag, Påskedag, 2. påskedag, Kristi himmelfartsdag, Pinsedag, 2. pinsedag.
const FROM_EASTER: [i64; 7] = [-3, -2, 0, 1, 39, 49, 50];
/// Days from Easter Sunday to Store Bededag.
const TO_STORE_BEDEDAG: i64 = 26;

/// Every public holiday of a year in order; 5 June, 24 and 31 December are none by law.
#[must_use]
pub fn holidays(year: i32) -> Vec<NaiveDate> {
    let fixed = [(1, 1), (12, 25), (12, 26)];
    let mut days: Vec<NaiveDate> = fixed.into_iter().filter_map(|(month, date)| NaiveDate::from_ymd_opt(year, month, date)).collect();
    if let Some(easter) = easter_sunday(year) {
        let bededag = (year <= LAST_STORE_BEDEDAG).then_some(TO_STORE_BEDEDAG);
        days.extend(FROM_EASTER.into_iter().chain(bededag).filter_map(|days| easter.checked_add_signed(chrono::TimeDelta::days(days))));
    }
    days.sort_unstable();
    days.dedup();
    days
}

/// Whether people work in offices on the day: Monday to Friday and no public holiday.
#[must_use]
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !holidays(day.year()).contains(&day)
}

/// The last working day on or before a day.
#[must_use]
pub fn working_day_by(day: NaiveDate) -> NaiveDate {
    // The longest run of free days (Easter) is five, so ten days back are always enough.
    (0..10).filter_map(|back| day.checked_sub_days(Days::new(back))).find(|day| is_working_day(*day)).unwrap_or(day)
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus/Jones/Butcher).
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let (golden, century, of_century) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4).rem_euclid(7);
    let shift = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * shift + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn easter_and_what_follows_it_fall_as_the_calendar_says() {
        let free = [
            "2020-04-09",
            "2020-04-13",
            "2020-05-08",
            "2020-05-21",
            "2021-05-24",
            "2022-05-13",
            "2023-05-05",
            "2023-05-29",
            "2024-03-31",
            "2024-05-09",
            "2025-04-17",
            "2025-04-21",
            "2026-04-03",
            "2026-05-14",
            "2026-05-25",
            "2027-03-29",
            "2030-04-22",
            "2035-03-25",
            "2026-01-01",
            "2026-12-25",
            "2026-12-26",
        ];
        for text in free {
            assert!(holidays(day(text).year()).contains(&day(text)), "{text}");
        }
        for text in ["2024-04-26", "2026-05-01", "2026-06-05", "2026-12-24", "2026-12-31"] {
            assert!(!holidays(day(text).year()).contains(&day(text)), "{text}");
        }
    }

    #[test]
    fn a_year_has_eleven_holidays_until_store_bededag_was_abolished_and_ten_since() {
        for year in 2020..=2035 {
            assert_eq!(holidays(year).len(), if year <= 2023 { 11 } else { 10 }, "{year}");
        }
    }

    #[test]
    fn the_working_day_by_a_day_lies_before_weekends_easter_and_christmas() {
        let cases = [
            ("2026-03-02", "2026-03-02"),
            ("2026-02-28", "2026-02-27"),
            ("2026-04-06", "2026-04-01"),
            ("2026-05-17", "2026-05-15"),
            ("2026-12-27", "2026-12-24"),
            ("2027-01-01", "2026-12-31"),
            ("2023-05-05", "2023-05-04"),
            ("2024-04-26", "2024-04-26"),
        ];
        for (given, by) in cases {
            assert_eq!(working_day_by(day(given)), day(by), "{given}");
        }
    }
}
