//! Numbers that others have given out: CVR, P-number, CPR, municipality and postcode; parsed once at the door.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Why a number was refused; the words are for the person who typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberRefused {
    /// Not the right count of digits.
    #[error("skal være {0} cifre")]
    Digits(usize),
    /// The CVR check digit is wrong (modulus 11, Erhvervsstyrelsen).
    #[error("er ikke et gyldigt CVR-nummer (kontrolcifferet passer ikke)")]
    Checksum,
    /// The first six digits are no date.
    #[error("begynder ikke med en gyldig dato")]
    Date,
    /// An own id must not be a CPR number.
    #[error("ligner et CPR-nummer; brug et andet id")]
    LooksLikeCpr,
    /// Empty or too long.
    #[error("skal have mellem 1 og 64 tegn")]
    Length,
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

macro_rules! text_number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The number as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

text_number! {
    /// A company's CVR number: eight digits, modulus 11 (Erhvervsstyrelsen).
    CvrNumber
}
text_number! {
    /// A workplace's P-number: ten digits and nothing more (the generator's check digits are not reliable).
    PNumber
}
text_number! {
    /// A Danish municipality, four digits with leading zeros ("0316").
    MunicipalityCode
}
text_number! {
    /// A Danish postcode, four digits, text because some begin with zero.
    Postcode
}
text_number! {
    /// An id that the municipality's own lists use (`borger_id`, `plads_id`); never a CPR number.
    ExternalId
}

const CVR_WEIGHTS: [u32; 8] = [2, 7, 6, 5, 4, 3, 2, 1];

impl CvrNumber {
    /// Reads eight digits, with a DK prefix and blanks tolerated.
    ///
    /// # Errors
    /// Not eight digits, or the check digit is wrong.
    pub fn parse(text: &str) -> Result<Self, NumberRefused> {
        let bare = text.trim().trim_start_matches(['D', 'd', 'K', 'k']).replace([' ', '.'], "");
        if bare.len() != 8 || digits(&bare) != bare || bare.starts_with('0') {
            return Err(NumberRefused::Digits(8));
        }
        let sum: u32 = bare.chars().filter_map(|digit| digit.to_digit(10)).zip(CVR_WEIGHTS).map(|(digit, weight)| digit * weight).sum();
        if sum.is_multiple_of(11) { Ok(Self(bare)) } else { Err(NumberRefused::Checksum) }
    }
}

impl PNumber {
    /// Reads ten digits; blanks are tolerated.
    ///
    /// # Errors
    /// Not ten digits.
    pub fn parse(text: &str) -> Result<Self, NumberRefused> {
        let bare = text.trim().replace(' ', "");
        if bare.len() == 10 && digits(&bare) == bare { Ok(Self(bare)) } else { Err(NumberRefused::Digits(10)) }
    }
}

fn four_digits(text: &str) -> Result<String, NumberRefused> {
    let bare = text.trim();
    if bare.is_empty() || bare.len() > 4 || digits(bare) != bare {
        return Err(NumberRefused::Digits(4));
    }
    Ok(format!("{bare:0>4}"))
}

impl MunicipalityCode {
    /// Reads up to four digits and puts back zeros that a spreadsheet took away.
    ///
    /// # Errors
    /// Not one to four digits.
    pub fn parse(text: &str) -> Result<Self, NumberRefused> {
        four_digits(text).map(Self)
    }
}

impl Postcode {
    /// Reads up to four digits and puts back zeros that a spreadsheet took away.
    ///
    /// # Errors
    /// Not one to four digits.
    pub fn parse(text: &str) -> Result<Self, NumberRefused> {
        four_digits(text).map(Self)
    }
}

impl ExternalId {
    /// Takes any short text that is not a CPR number.
    ///
    /// # Errors
    /// Empty, longer than 64 characters, or it reads as a CPR number.
    pub fn parse(text: &str) -> Result<Self, NumberRefused> {
        let bare = text.trim();
        if bare.is_empty() || bare.chars().count() > 64 {
            return Err(NumberRefused::Length);
        }
        if CprNumber::parse(bare).is_ok() { Err(NumberRefused::LooksLikeCpr) } else { Ok(Self(bare.to_owned())) }
    }
}

/// A CPR number. Prints masked; the digits leave it only through [`CprNumber::reveal`].
///
/// Never refused for modulus 11: numbers without it are fully valid since 2007 (cpr.dk).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CprNumber(String);

impl CprNumber {
    /// Reads ten digits, with one hyphen or blank after the date tolerated.
    ///
    /// # Errors
    /// Not ten digits, or the first six are no date.
    pub fn parse(text: &str) -> Result<Self, NumberRefused> {
        let bare = text.trim().replace(['-', ' '], "");
        if bare.len() != 10 || digits(&bare) != bare {
            return Err(NumberRefused::Digits(10));
        }
        let number = Self(bare);
        if number.birth_date().is_some() { Ok(number) } else { Err(NumberRefused::Date) }
    }

    /// The digits; only for the cipher and for the page of someone who may see them.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The birth date; the century follows from the seventh digit (cpr.dk).
    #[must_use]
    pub fn birth_date(&self) -> Option<NaiveDate> {
        let part = |from: usize, to: usize| self.0.get(from..to)?.parse::<u32>().ok();
        let (day, month, year, seventh) = (part(0, 2)?, part(2, 4)?, part(4, 6)?, part(6, 7)?);
        let century = match (seventh, year) {
            (0..=3, _) | (4 | 9, 37..) => 1900,
            (4 | 9, _) | (5..=8, 0..=57) => 2000,
            _ => 1800,
        };
        NaiveDate::from_ymd_opt(i32::try_from(century + year).ok()?, month, day)
    }
}

impl fmt::Debug for CprNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("CprNumber(xxxxxx-xxxx)")
    }
}

impl fmt::Display for CprNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-xxxx", &self.0[..6])
    }
}

/// Whole years between birth and a day.
#[must_use]
pub fn age_on(born: NaiveDate, day: NaiveDate) -> i32 {
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    day.year() - born.year() - i32::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cvr_numbers_obey_modulus_11() {
        for good in ["13748136", "24256790", "13585628", "DK 13 58 56 28"] {
            assert!(CvrNumber::parse(good).is_ok(), "{good}");
        }
        for (bad, why) in [("24256791", NumberRefused::Checksum), ("35254119", NumberRefused::Checksum), ("1234", NumberRefused::Digits(8))]
        {
            assert_eq!(CvrNumber::parse(bad), Err(why), "{bad}");
        }
    }

    #[test]
    fn a_cpr_number_is_never_refused_for_modulus_11() {
        let test_person = CprNumber::parse("010490-9995").expect("a national test person");
        assert_eq!(test_person.birth_date(), NaiveDate::from_ymd_opt(1990, 4, 1));
        assert_eq!(CprNumber::parse("3102901234"), Err(NumberRefused::Date));
    }

    #[test]
    fn a_cpr_number_prints_masked() {
        let number = CprNumber::parse("0104909995").expect("valid");
        assert_eq!(format!("{number} {number:?}"), "010490-xxxx CprNumber(xxxxxx-xxxx)");
    }

    #[test]
    fn lost_zeros_come_back() {
        assert_eq!(MunicipalityCode::parse("101").map(|code| code.to_string()), Ok("0101".to_owned()));
        assert_eq!(Postcode::parse("800").map(|code| code.to_string()), Ok("0800".to_owned()));
    }

    #[test]
    fn an_own_id_is_never_a_cpr_number() {
        assert_eq!(ExternalId::parse("010490-9995"), Err(NumberRefused::LooksLikeCpr));
        assert!(ExternalId::parse("B-0042").is_ok());
    }

    #[test]
    fn age_is_whole_years() {
        let born = NaiveDate::from_ymd_opt(1990, 3, 2).expect("a day");
        let eve = NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day");
        assert_eq!((age_on(born, eve), age_on(born, eve.succ_opt().expect("a day"))), (35, 36));
    }
}
