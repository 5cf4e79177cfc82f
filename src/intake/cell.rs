//! One cell as the file holds it, before anybody asks what it means.

use calamine::{DataRef, ExcelDateTime};
use chrono::{NaiveDate, Timelike};

use crate::base::spreadsheet::plain;

/// The content of a cell; text files only have [`Cell::Text`] and [`Cell::Empty`].
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Date(NaiveDate),
    /// Minutes since midnight.
    Time(u16),
    Flag(bool),
    /// An error such as `#N/A`.
    Fault(String),
}

impl Cell {
    pub(super) fn from_text(text: &str) -> Self {
        let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
        // What we wrote for a spreadsheet comes back as it was.
        let text = plain(text);
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// A formula's cell comes with the value that the spreadsheet program last worked out.
    pub(super) fn from_workbook(value: &DataRef<'_>) -> Self {
        match value {
            DataRef::Empty => Self::Empty,
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Self::from_text(text),
            DataRef::SharedString(text) => Self::from_text(text),
            #[expect(clippy::cast_precision_loss, reason = "a number of a spreadsheet is a float anyway")]
            DataRef::Int(number) => Self::Number(*number as f64),
            DataRef::Float(number) => Self::Number(*number),
            DataRef::Bool(flag) => Self::Flag(*flag),
            DataRef::DateTime(moment) => Self::from_moment(moment),
            DataRef::Error(fault) => Self::Fault(fault.to_string()),
        }
    }

    fn from_moment(moment: &ExcelDateTime) -> Self {
        let serial = moment.as_f64();
        if (0.0..=1.0).contains(&serial) {
            return minutes_of_day(serial).map_or(Self::Number(serial), Self::Time);
        }
        let (year, month, day, ..) = moment.to_ymd_hms_milli();
        NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)).map_or(Self::Number(serial), Self::Date)
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The cell as a person would read it; empty for an empty cell.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Fault(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(day) => day.to_string(),
            Self::Time(minutes) => format!("{:02}:{:02}", minutes / 60, minutes % 60),
            Self::Flag(flag) => (if *flag { "ja" } else { "nej" }).to_owned(),
        }
    }
}

/// Reads a part of a day (0.5 = noon) as minutes.
pub(super) fn minutes_of_day(part: f64) -> Option<u16> {
    if !(0.0..=1.0).contains(&part) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1440")]
    let minutes = (part * 1440.0).round() as u16;
    Some(minutes)
}

/// Reads a spreadsheet's day number (1 = 1900-01-01, with its leap year that never was).
pub(super) fn day_of_serial(serial: f64) -> Option<NaiveDate> {
    if !(60.0..80_000.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "60 to 80 000")]
    let days = serial as u64;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(days))
}

/// Minutes since midnight of a written time.
pub(super) fn minutes_of(time: chrono::NaiveTime) -> u16 {
    u16::try_from(time.hour() * 60 + time.minute()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn a_day_number_is_a_day_in_both_epochs() {
        let expected = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        assert_eq!(day_of_serial(46083.0), Some(expected));
        for (serial, is_1904) in [(46083.0, false), (44621.0, true)] {
            let moment = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904);
            assert_eq!(Cell::from_workbook(&DataRef::DateTime(moment)), Cell::Date(expected));
        }
    }

    #[test]
    fn a_part_of_a_day_is_a_time() {
        let moment = ExcelDateTime::new(0.3125, ExcelDateTimeType::DateTime, false);
        assert_eq!(Cell::from_workbook(&DataRef::DateTime(moment)), Cell::Time(450));
    }

    #[test]
    fn a_whole_number_shows_without_decimals() {
        assert_eq!(Cell::Number(9_000_000_001.0).shown(), "9000000001");
    }
}
