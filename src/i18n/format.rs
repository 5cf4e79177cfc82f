//! Numbers as Danes and Englishmen write them, and shown amounts that follow from them.

use super::Texts;
use crate::domain::terms::Language;

/// `1.234,5` in Danish, `1,234.5` in English.
#[must_use]
pub(super) fn number(language: Language, number: f64, decimals: usize) -> String {
    let (group, point) = match language {
        Language::Da => ('.', ','),
        Language::En => (',', '.'),
    };
    let plain = format!("{:.decimals$}", number.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut shown = String::new();
    if number < 0.0 && plain.chars().any(|digit| digit.is_ascii_digit() && digit != '0') {
        shown.push('\u{2212}');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            shown.push(group);
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push(point);
        shown.push_str(fraction);
    }
    shown
}

impl Texts {
    /// A number with so many decimals: `1.234,5`.
    #[must_use]
    pub fn number(self, value: f64, decimals: usize) -> String {
        number(self.language(), value, decimals)
    }

    /// A whole number with its groups of three: `12.480`.
    #[must_use]
    pub fn whole(self, value: i64) -> String {
        #[expect(clippy::cast_precision_loss, reason = "counts that are shown stay far below 2^53")]
        let value = value as f64;
        number(self.language(), value, 0)
    }

    /// A distance in kilometres: one decimal under 10 km, none above.
    #[must_use]
    pub fn kilometres(self, km: f64) -> String {
        let decimals = usize::from(km < 9.95);
        format!("{}\u{a0}km", self.number(km, decimals))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_numbers_have_points_in_groups_and_a_comma() {
        let texts = Texts::new(Language::Da);
        assert_eq!(texts.number(1234.5, 1), "1.234,5");
        assert_eq!(texts.number(-0.04, 1), "0,0");
        assert_eq!(texts.whole(-1_234_567), "\u{2212}1.234.567");
        assert_eq!(texts.whole(999), "999");
        assert_eq!(texts.kilometres(4.26), "4,3\u{a0}km");
        assert_eq!(texts.kilometres(42.2), "42\u{a0}km");
    }

    #[test]
    fn english_numbers_swap_the_signs() {
        assert_eq!(Texts::new(Language::En).number(1234.5, 1), "1,234.5");
    }
}
