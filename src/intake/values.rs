//! What a single cell means: numbers, days, times, bands and words, as municipalities write them.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::domain::{
    headcount::CountBand,
    names::is_mail_address,
    numbers::{CprNumber, CvrNumber, ExternalId, NumberRefused, PNumber, Postcode},
    reference::holds_cpr_number,
};

use super::{
    cell::{Cell, day_of_serial, minutes_of, minutes_of_day},
    columns::folded,
    complaint::ComplaintReason,
};

type Read<T> = Result<T, ComplaintReason>;

/// A number with decimal comma or point, blanks between thousands tolerated.
pub(super) fn decimal(cell: &Cell) -> Read<f64> {
    let number = match cell {
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => decimal_of_text(text),
        _ => None,
    };
    number.filter(|number| number.is_finite() && (0.0..1e9).contains(number)).ok_or(ComplaintReason::Number)
}

/// "1.234,5" and "1234,5" and "1234.5"; a lone point is a decimal point.
fn decimal_of_text(text: &str) -> Option<f64> {
    let bare: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let plain = if bare.contains(',') { bare.replace('.', "").replace(',', ".") } else { bare };
    let is_plain =
        plain.starts_with(|letter: char| letter.is_ascii_digit()) && plain.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    if is_plain { plain.parse().ok() } else { None }
}

/// Hours a week, 1–37 in half hours.
pub(super) fn hours(cell: &Cell) -> Read<f64> {
    let hours = decimal(cell).map_err(|_| ComplaintReason::Hours)?;
    let is_half_step = (hours * 2.0).fract() == 0.0;
    if is_half_step && (1.0..=37.0).contains(&hours) { Ok(hours) } else { Err(ComplaintReason::Hours) }
}

/// A whole number.
pub(super) fn count(cell: &Cell) -> Read<u32> {
    let number = decimal(cell).map_err(|_| ComplaintReason::Count)?;
    if number.fract() != 0.0 {
        return Err(ComplaintReason::Count);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "decimal() gives 0 to 1e9")]
    let count = number as u32;
    Ok(count)
}

/// Employees: "4", "2-4", "ANTAL_2_4", "1000+".
pub(super) fn band(cell: &Cell) -> Read<CountBand> {
    match cell {
        Cell::Text(text) => CountBand::parse(text).ok_or(ComplaintReason::Count),
        other => count(other).map(CountBand::exactly),
    }
}

/// A day: ISO, Danish with any separator, or a spreadsheet's day number; years 1900–2100.
pub(super) fn day(cell: &Cell) -> Read<NaiveDate> {
    let found = match cell {
        Cell::Date(day) => Some(*day),
        Cell::Number(serial) => day_of_serial(*serial),
        Cell::Text(text) => day_of_text(text),
        _ => None,
    };
    found.filter(|day| (1900..=2100).contains(&day.year())).ok_or(ComplaintReason::Date)
}

fn day_of_text(text: &str) -> Option<NaiveDate> {
    // A time after the day ("2026-03-02 00:00:00", "2026-03-02T00:00:00Z") says nothing more here.
    let day = text.split(['T', ' ']).next()?.trim_end_matches('.');
    let parts: Vec<&str> = day.split(['-', '.', '/']).collect();
    let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok())?;
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(day)?),
        [day, month, year] if year.len() == 4 => NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(day)?),
        [serial] if serial.len() == 5 => day_of_serial(f64::from(number(serial)?)),
        _ => None,
    }
}

/// A year of four digits.
pub(super) fn year(cell: &Cell) -> Read<i32> {
    let year = count(cell).map_err(|_| ComplaintReason::Year)?;
    i32::try_from(year).ok().filter(|year| (1900..=2100).contains(year)).ok_or(ComplaintReason::Year)
}

/// A time of day as minutes since midnight; 24:00 = 1440.
pub(super) fn time(cell: &Cell) -> Read<u16> {
    let found = match cell {
        Cell::Time(minutes) => Some(*minutes),
        Cell::Number(part) => minutes_of_day(*part),
        Cell::Text(text) => time_of_text(text),
        _ => None,
    };
    found.ok_or(ComplaintReason::Time)
}

fn time_of_text(text: &str) -> Option<u16> {
    let plain = text.replace('.', ":");
    if matches!(plain.as_str(), "24:00" | "24:00:00") {
        return Some(1440);
    }
    ["%H:%M", "%H:%M:%S"].iter().find_map(|format| NaiveTime::parse_from_str(&plain, format).ok()).map(minutes_of)
}

/// Yes or no.
pub(super) fn yes_no(cell: &Cell) -> Read<bool> {
    let shown = match cell {
        Cell::Flag(flag) => return Ok(*flag),
        other => other.shown(),
    };
    match folded(&shown).as_str() {
        "ja" | "j" | "true" | "sand" | "yes" | "1" => Ok(true),
        "nej" | "n" | "false" | "falsk" | "no" | "0" => Ok(false),
        _ => Err(ComplaintReason::YesNo),
    }
}

/// The digits of a number that others have given out; says so when a spreadsheet has shortened it ("1,02E+09").
fn digits(cell: &Cell) -> Read<String> {
    let shown = cell.shown();
    let is_shortened = matches!(cell, Cell::Text(_)) && shown.len() > 4 && shown.to_ascii_uppercase().contains("E+");
    if is_shortened { Err(ComplaintReason::Shortened) } else { Ok(shown) }
}

pub(super) fn cvr(cell: &Cell) -> Read<CvrNumber> {
    CvrNumber::parse(&digits(cell)?).map_err(ComplaintReason::Cvr)
}

pub(super) fn p_number(cell: &Cell) -> Read<PNumber> {
    PNumber::parse(&digits(cell)?).map_err(|_| ComplaintReason::PNumber)
}

/// A CPR number; a first zero that a spreadsheet took away comes back.
pub(super) fn cpr(cell: &Cell) -> Read<CprNumber> {
    CprNumber::parse(&with_lost_zero(&digits(cell)?)).map_err(ComplaintReason::Cpr)
}

fn with_lost_zero(text: &str) -> String {
    let count = text.chars().filter(char::is_ascii_digit).count();
    let is_number = text.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '-' | ' '));
    if is_number && count == 9 { format!("0{text}") } else { text.to_owned() }
}

/// An id of the municipality's own list, never a CPR number, also not one that lost its first zero.
pub(super) fn own_id(cell: &Cell) -> Read<ExternalId> {
    let shown = digits(cell)?;
    let id = ExternalId::parse(&shown).map_err(ComplaintReason::OwnId)?;
    let reads_as_cpr = CprNumber::parse(&with_lost_zero(&shown)).is_ok();
    if reads_as_cpr { Err(ComplaintReason::OwnId(NumberRefused::LooksLikeCpr)) } else { Ok(id) }
}

/// As [`own_id`], and no CPR number inside a longer id either.
pub(super) fn person_id(cell: &Cell) -> Read<ExternalId> {
    let id = own_id(cell)?;
    if holds_cpr_number(id.as_str()) { Err(ComplaintReason::OwnId(NumberRefused::LooksLikeCpr)) } else { Ok(id) }
}

pub(super) fn postcode(cell: &Cell) -> Read<Postcode> {
    let shown = digits(cell)?;
    // "4300 Holbæk" stands in some lists.
    let code = shown.split_whitespace().next().unwrap_or_default().trim_start_matches("DK-");
    Postcode::parse(code).ok().filter(|code| code.as_str() >= "0500").ok_or(ComplaintReason::Postcode)
}

/// A branch code, six digits; points and a lost first zero are tolerated.
pub(super) fn branch(cell: &Cell) -> Read<String> {
    let shown = digits(cell)?;
    let code: String = shown.split_whitespace().next().unwrap_or_default().replace('.', "");
    let is_code = matches!(code.len(), 5 | 6) && code.bytes().all(|byte| byte.is_ascii_digit());
    if is_code { Ok(format!("{code:0>6}")) } else { Err(ComplaintReason::Branch) }
}

/// A DISCO code, 4 or 6 digits; the first zero of the armed forces may be lost.
pub(super) fn occupation(cell: &Cell) -> Read<String> {
    let code = digits(cell)?;
    let is_number = code.bytes().all(|byte| byte.is_ascii_digit());
    match code.len() {
        4 | 6 if is_number => Ok(code),
        3 | 5 if is_number => Ok(format!("0{code}")),
        _ => Err(ComplaintReason::Occupation),
    }
}

/// A mail address as far as its shape tells.
pub(super) fn email(text: String) -> Read<String> {
    if is_mail_address(&text) { Ok(text) } else { Err(ComplaintReason::Email) }
}

/// The categories of a Danish driving licence (Færdselsstyrelsen); BE and B/E are one.
const LICENCES: [&str; 19] =
    ["AM", "A1", "A2", "A", "B1", "B", "B+", "C1", "C", "D1", "D", "BE", "C1E", "CE", "D1E", "DE", "TM", "LK", "K"];

/// One licence category.
pub(super) fn licence(text: &str) -> Read<String> {
    let plain: String = text.to_uppercase().chars().filter(|letter| !matches!(letter, '/' | ' ' | '-')).collect();
    if LICENCES.contains(&plain.as_str()) { Ok(plain) } else { Err(ComplaintReason::Licence) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::from_text(text)
    }

    #[test]
    fn a_day_is_read_in_every_usual_shape() {
        let expected = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        for written in
            ["2026-03-02", "2-3-2026", "02.03.2026", "2/3/2026", "2/3-2026", "2026-03-02 00:00:00", "2026-03-02T00:00:00Z", "46083"]
        {
            assert_eq!(day(&text(written)), Ok(expected), "{written}");
        }
        assert_eq!(day(&Cell::Number(46083.0)), Ok(expected));
        for wrong in ["31-2-2026", "02-03-26", "marts", "2026", "1-1-1800", "2026-13-01", "+2-3-2026"] {
            assert_eq!(day(&text(wrong)), Err(ComplaintReason::Date), "{wrong}");
        }
    }

    #[test]
    fn times_are_minutes_since_midnight() {
        for (written, minutes) in [("07:30", 450), ("7:30", 450), ("7.30", 450), ("07:30:00", 450), ("00:00", 0), ("24:00", 1440)] {
            assert_eq!(time(&text(written)), Ok(minutes), "{written}");
        }
        assert_eq!(time(&Cell::Number(0.3125)), Ok(450));
        for wrong in ["25:00", "halv otte", "7", "12:60"] {
            assert_eq!(time(&text(wrong)), Err(ComplaintReason::Time), "{wrong}");
        }
    }

    #[test]
    fn hours_come_in_half_steps_with_a_decimal_comma() {
        assert_eq!((hours(&text("12,5")), hours(&text("37")), hours(&Cell::Number(7.5))), (Ok(12.5), Ok(37.0), Ok(7.5)));
        for wrong in ["12,3", "0", "60", "-5", "fuld tid", "inf"] {
            assert_eq!(hours(&text(wrong)), Err(ComplaintReason::Hours), "{wrong}");
        }
    }

    #[test]
    fn thousands_may_have_a_point_before_a_decimal_comma() {
        assert_eq!((decimal(&text("1.234,5")), decimal(&text("1 234,5")), decimal(&text("1234.5"))), (Ok(1234.5), Ok(1234.5), Ok(1234.5)));
    }

    #[test]
    fn a_lost_first_zero_comes_back() {
        assert_eq!(postcode(&Cell::Number(800.0)).map(|code| code.to_string()), Ok("0800".to_owned()));
        assert_eq!(cpr(&Cell::Number(104_909_995.0)).map(|number| number.reveal().to_owned()), Ok("0104909995".to_owned()));
        assert_eq!(branch(&text("11100")), Ok("011100".to_owned()));
    }

    #[test]
    fn a_shortened_number_says_so() {
        assert_eq!(p_number(&text("1,02E+09")), Err(ComplaintReason::Shortened));
        assert_eq!(p_number(&Cell::Number(9_000_000_001.0)).map(|number| number.to_string()), Ok("9000000001".to_owned()));
    }

    #[test]
    fn an_own_id_that_reads_as_a_cpr_number_is_refused() {
        let refused = Err(ComplaintReason::OwnId(NumberRefused::LooksLikeCpr));
        for id in [text("0104909995"), text("010490-9995"), Cell::Number(104_909_995.0)] {
            assert_eq!((own_id(&id), person_id(&id)), (refused.clone(), refused.clone()), "{id:?}");
        }
        assert_eq!(person_id(&text("B-010490-9995")), refused);
        assert!(own_id(&text("1001015678-2")).is_ok() && person_id(&text("B-0042")).is_ok());
    }

    #[test]
    fn licences_are_the_danish_categories() {
        assert_eq!((licence("b/e"), licence("B"), licence("c1 e")), (Ok("BE".into()), Ok("B".into()), Ok("C1E".into())));
        assert_eq!(licence("Ja"), Err(ComplaintReason::Licence));
    }

    #[test]
    fn a_mail_address_has_one_at_sign_and_no_second_line() {
        assert!(email("navn@eksempel.dk".into()).is_ok());
        for wrong in ["ingen", "a@b", "a@b.dk\r\nBcc: x@y.dk", "a b@c.dk", "a@b@c.dk", "@b.dk"] {
            assert_eq!(email(wrong.into()), Err(ComplaintReason::Email), "{wrong}");
        }
    }
}
