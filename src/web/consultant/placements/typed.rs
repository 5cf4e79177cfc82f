//! Days and numbers as people type them.

use chrono::NaiveDate;

use crate::domain::period::is_plausible;

/// `2026-03-02` as browsers send it, or `2-3-2026` as Danes write it.
pub(super) fn day(typed: &str) -> Option<NaiveDate> {
    let typed = typed.trim();
    let read = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"].iter().find_map(|shape| NaiveDate::parse_from_str(typed, shape).ok());
    read.filter(|day| is_plausible(*day))
}

/// `15`, `15,5` or `15.5`.
pub(super) fn number(typed: &str) -> Option<f64> {
    typed.trim().replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite())
}

/// The text, where there is any.
pub(super) fn text(typed: &str) -> Option<String> {
    Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_danish_day_and_a_browsers_day_are_the_same() {
        assert_eq!(day("2-3-2026"), day("2026-03-02"));
        assert_eq!(day("den 2."), None);
        assert_eq!(day("2-3-0026"), None);
    }

    #[test]
    fn a_comma_parts_the_decimals() {
        assert_eq!(number("15,5"), Some(15.5));
        assert_eq!(number("inf"), None);
    }
}
