//! Reads what people type into a form: each field once, and all refusals together.

use chrono::NaiveDate;

use super::app::App;
use crate::domain::{
    names::is_mail_address,
    period::is_plausible,
    reference::FreeText,
    refusal::{FieldRefused, Refusal},
    slot::HoursWindow,
};

/// Longest name, title or number that is kept, characters.
const LONGEST_LINE: usize = 200;

/// Reads the fields of one form and collects what is wrong with them.
#[derive(Debug, Default)]
pub struct Fields {
    refused: Vec<FieldRefused>,
}

impl Fields {
    /// Refuses a field; the reason is a text key.
    pub fn refuse(&mut self, field: &'static str, reason: &'static str) {
        self.refused.push(FieldRefused::new(field, reason));
    }

    /// What was read, when nothing was refused.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every refused field.
    pub fn accept<T>(self, read: Option<T>) -> Result<T, Refusal> {
        match read {
            Some(read) if self.refused.is_empty() => Ok(read),
            _ => Err(Refusal::Invalid { fields: self.refused }),
        }
    }

    /// A line of text that may be empty.
    pub fn line(&mut self, field: &'static str, typed: &str) -> Option<String> {
        let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() > LONGEST_LINE {
            self.refuse(field, "error-too-long");
        }
        Some(line).filter(|line| !line.is_empty())
    }

    /// A line of text that must be there.
    pub fn required(&mut self, field: &'static str, typed: &str) -> Option<String> {
        let line = self.line(field, typed);
        if line.is_none() {
            self.refuse(field, "error-required");
        }
        line
    }

    /// A value read by a parser; empty is refused.
    pub fn parsed<T, E>(
        &mut self,
        field: &'static str,
        typed: &str,
        reason: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        if typed.trim().is_empty() {
            self.refuse(field, "error-required");
            return None;
        }
        let read = parse(typed).ok();
        if read.is_none() {
            self.refuse(field, reason);
        }
        read
    }

    /// A word of a fixed list; anything else is refused.
    pub fn word<T>(&mut self, field: &'static str, typed: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let read = parse(typed);
        if read.is_none() {
            self.refuse(field, "error-choose");
        }
        read
    }

    /// A choice that may be left open; a value that is no choice is refused.
    pub fn optional_word<T>(&mut self, field: &'static str, typed: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        if typed.is_empty() { None } else { self.word(field, typed, parse) }
    }

    /// A mail address; may be empty.
    pub fn mail_address(&mut self, field: &'static str, typed: &str) -> Option<String> {
        let line = self.line(field, typed)?;
        if !is_mail_address(&line) {
            self.refuse(field, "error-email");
        }
        Some(line)
    }

    /// A day, `2026-03-02` or `2-3-2026`; may be empty.
    pub fn day(&mut self, field: &'static str, typed: &str) -> Option<NaiveDate> {
        let bare = typed.trim();
        if bare.is_empty() {
            return None;
        }
        let formats = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"];
        let day = formats.iter().find_map(|format| NaiveDate::parse_from_str(bare, format).ok()).filter(|day| is_plausible(*day));
        if day.is_none() {
            self.refuse(field, "error-day");
        }
        day
    }

    /// A number with decimal comma or point, not negative; may be empty.
    pub fn decimal(&mut self, field: &'static str, typed: &str) -> Option<f64> {
        let bare = typed.trim().replace(',', ".");
        if bare.is_empty() {
            return None;
        }
        let number = bare.parse::<f64>().ok().filter(|number| (0.0..1e6).contains(number));
        if number.is_none() {
            self.refuse(field, "error-number");
        }
        number
    }

    /// A whole number, not negative; may be empty.
    pub fn whole(&mut self, field: &'static str, typed: &str) -> Option<i32> {
        let bare = typed.trim().replace(['.', ' '], "");
        if bare.is_empty() {
            return None;
        }
        let number = bare.parse::<i32>().ok().filter(|number| (0..1_000_000).contains(number));
        if number.is_none() {
            self.refuse(field, "error-number");
        }
        number
    }

    /// Hours a week, from–to in half hours between 1 and 37; may be empty.
    pub fn hours(&mut self, fields: [&'static str; 2], typed: [&str; 2]) -> Option<HoursWindow> {
        let before = self.refused.len();
        let (min, max) = (self.decimal(fields[0], typed[0]), self.decimal(fields[1], typed[1]));
        if self.refused.len() > before {
            return None;
        }
        let window = HoursWindow { min: min.or(max)?, max: max.or(min)? };
        let fits = |hours: f64| (1.0..=37.0).contains(&hours) && (hours * 2.0).fract() == 0.0;
        for (field, hours) in [(fields[0], window.min), (fields[1], window.max)] {
            if !fits(hours) {
                self.refuse(field, "error-hours");
            }
        }
        if window.min > window.max {
            self.refuse(fields[1], "error-order");
        }
        Some(window)
    }

    /// Text that must not hold a CPR number or a word of health.
    pub fn free_text(&mut self, field: &'static str, typed: &str, app: &App) -> String {
        match FreeText::parse(typed, &app.reference.diagnosis_words) {
            Ok(text) => text.reveal().to_owned(),
            Err(why) => {
                self.refused.push(FieldRefused::free_text(field, &why));
                String::new()
            }
        }
    }
}

/// A number as a form shows it: with decimal comma, without needless decimals.
#[must_use]
pub fn shown_number(number: f64) -> String {
    number.to_string().replace('.', ",")
}

/// Something that may be absent, as a form shows it.
#[must_use]
pub fn shown<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// The names of those fields that differ, for the audit.
#[must_use]
pub fn changed_fields(fields: &[(&'static str, bool)]) -> Vec<&'static str> {
    fields.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_half_hours_between_one_and_thirty_seven() {
        for (typed, fine) in
            [(["10", "20,5"], true), (["", "15"], true), (["0,5", "20"], false), (["10", "38"], false), (["20", "10"], false)]
        {
            let mut fields = Fields::default();
            let read = fields.hours(["hours_min", "hours_max"], typed);
            assert_eq!(fields.accept(read).is_ok(), fine, "{typed:?}");
        }
    }

    #[test]
    fn a_day_is_read_as_danes_write_it() {
        let mut fields = Fields::default();
        assert_eq!(fields.day("day", "2-3-2026"), NaiveDate::from_ymd_opt(2026, 3, 2));
        assert_eq!(fields.day("day", "2026-03-02"), NaiveDate::from_ymd_opt(2026, 3, 2));
        assert_eq!(fields.day("day", "31-2-2026"), None);
        assert!(fields.accept(Some(())).is_err());
    }

    #[test]
    fn all_refusals_come_together() {
        let mut fields = Fields::default();
        fields.required("name", "  ");
        fields.mail_address("email", "ikke en adresse");
        let Err(Refusal::Invalid { fields }) = fields.accept(Some(())) else { panic!("refused") };
        assert_eq!(fields.len(), 2);
    }
}
