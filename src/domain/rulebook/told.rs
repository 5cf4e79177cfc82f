//! A rule as it is told beside a figure: its name in words, its date and its source.

use chrono::NaiveDate;

use super::rule::{Header, Label};

/// A rule in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleTold {
    /// What it is called.
    pub name: Label,
    /// From when it applies.
    pub valid_from: NaiveDate,
    /// Read at its source.
    pub verified: bool,
    /// Where it is written.
    pub source: String,
    /// The address of the source, where it has one.
    pub url: Option<String>,
}

impl From<&Header> for RuleTold {
    fn from(head: &Header) -> Self {
        Self {
            name: head.name.clone(),
            valid_from: head.valid_from,
            verified: head.verified,
            source: head.source.clone(),
            url: head.url.clone(),
        }
    }
}
