//! Free text about a citizen: refused when it holds a CPR number or a word of health, and printed masked.

use std::fmt;

use super::diagnosis::DiagnosisWords;
use crate::domain::numbers::CprNumber;

/// Longest free text, characters.
const MAX_CHARACTERS: usize = 2000;

/// Text about a citizen that has passed the check.
#[derive(Clone, PartialEq, Eq)]
pub struct FreeText(String);

/// Why a text was refused. The words are shown to the person who typed them and printed nowhere.
#[derive(Clone, PartialEq, Eq)]
pub enum FreeTextRefused {
    /// It holds ten digits that read as a CPR number.
    CprNumber,
    /// It holds a word of health.
    Diagnosis {
        /// As it was typed.
        word: String,
        /// Codes of the conditions to choose instead (`ikke:KRAV`, `behov:TILBUD`).
        instead: Vec<String>,
    },
    /// It is longer than so many characters.
    TooLong(usize),
}

impl FreeTextRefused {
    /// The word that was refused, where it was one.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Diagnosis { word, .. } => Some(word),
            Self::CprNumber | Self::TooLong(_) => None,
        }
    }

    /// The codes of the conditions to choose instead.
    #[must_use]
    pub fn advice(&self) -> &[String] {
        match self {
            Self::Diagnosis { instead, .. } => instead,
            Self::CprNumber | Self::TooLong(_) => &[],
        }
    }

    /// The key of its text.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::CprNumber => "free-text-cpr",
            Self::Diagnosis { .. } => "free-text-diagnosis",
            Self::TooLong(_) => "free-text-too-long",
        }
    }
}

impl fmt::Display for FreeTextRefused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CprNumber => out.write_str("teksten ligner et CPR-nummer; skriv den uden"),
            Self::Diagnosis { .. } => out.write_str("teksten nævner helbred; vælg i stedet et hensyn fra listen"),
            Self::TooLong(most) => write!(out, "teksten er længere end {most} tegn"),
        }
    }
}

impl fmt::Debug for FreeTextRefused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "FreeTextRefused({})", self.key())
    }
}

impl std::error::Error for FreeTextRefused {}

impl FreeText {
    /// Checks a text.
    ///
    /// # Errors
    /// It holds a CPR number or a word of health, or is longer than 2,000 characters.
    pub fn parse(text: &str, words: &DiagnosisWords) -> Result<Self, FreeTextRefused> {
        let text = text.trim();
        if text.chars().count() > MAX_CHARACTERS {
            return Err(FreeTextRefused::TooLong(MAX_CHARACTERS));
        }
        if holds_cpr_number(text) {
            return Err(FreeTextRefused::CprNumber);
        }
        match words.find(text) {
            Some(found) => Err(FreeTextRefused::Diagnosis { word: found.word, instead: found.instead }),
            None => Ok(Self(text.to_owned())),
        }
    }

    /// The text, for the page of someone who may see it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for FreeText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("FreeText(…)")
    }
}

/// Whether ten digits stand in the text that begin with a date: in one piece, or with blanks, dashes, dots or
/// slashes between, of which one must stand before the last four ("01 01 90 12 34"; "01.01.2026-31" is a date).
#[must_use]
pub fn holds_cpr_number(text: &str) -> bool {
    let mut before = None;
    for (start, letter) in text.char_indices() {
        let begins_group = letter.is_ascii_digit() && !before.is_some_and(|letter: char| letter.is_ascii_digit());
        before = Some(letter);
        if begins_group && text.get(start..).and_then(ten_digits).is_some_and(|digits| reads_as_cpr(&digits)) {
            return true;
        }
    }
    false
}

/// The next ten digits, when they end a group, and whether they stand in one piece or part before the last four.
fn ten_digits(text: &str) -> Option<String> {
    let (mut digits, mut gap, mut whole, mut parted) = (String::with_capacity(10), 0, true, false);
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            if digits.len() == 10 {
                return None;
            }
            parted |= digits.len() == 6 && gap > 0;
            whole &= gap == 0;
            digits.push(letter);
            gap = 0;
        } else if digits.len() == 10 {
            break;
        } else if gap < 3 && matches!(letter, ' ' | '\u{a0}' | '-' | '–' | '.' | '/' | '\t') {
            gap += 1;
        } else {
            return None;
        }
    }
    Some(digits).filter(|digits| digits.len() == 10 && (whole || parted))
}

/// A CPR number, or one of the replacement numbers, whose day is raised by 60.
fn reads_as_cpr(digits: &str) -> bool {
    if CprNumber::parse(digits).is_ok() {
        return true;
    }
    let (day, rest) = digits.split_at(2);
    let replaced = day.parse::<u32>().ok().and_then(|day| day.checked_sub(60)).map(|day| format!("{day:02}{rest}"));
    replaced.is_some_and(|digits| CprNumber::parse(&digits).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cpr_number_is_seen_however_it_is_typed() {
        for text in
            ["010190-1234", "født 0101901234.", "CPR010190 1234", "01 01 90 12 34", "01.01.90-1234", "nr. 12 010190–1234", "610190-1234"]
        {
            assert!(holds_cpr_number(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in ["9000000001", "ring 59 43 12 34", "+45 59431234", "01.01.2026-31.12.2026", "5790000123456", "kl. 8-13", "3102901234"] {
            assert!(!holds_cpr_number(text), "{text}");
        }
    }

    #[test]
    fn a_refusal_prints_no_word() {
        let words = DiagnosisWords::new(vec![("slidgigt".into(), vec!["ikke:loeft_over_10kg".into()])]);
        let refused = FreeText::parse("Har slidgigt.", &words).expect_err("a word of health");
        assert_eq!((refused.word(), refused.advice()), (Some("slidgigt"), ["ikke:loeft_over_10kg".to_owned()].as_slice()));
        assert!(!format!("{refused} {refused:?}").contains("gigt"));
        assert!(FreeText::parse("Er glad for faste opgaver.", &words).is_ok());
        assert!(!format!("{:?}", FreeText::parse("hemmelig", &words)).contains("hemmelig"));
    }
}
