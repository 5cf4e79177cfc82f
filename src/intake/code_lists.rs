//! The lists against which cells are checked; whoever imports hands them in.

use std::collections::BTreeSet;

use crate::domain::{
    branch::BranchVersion,
    conditions::ConditionLists,
    numbers::MunicipalityCode,
    reference::{DiagnosisWords, Municipalities, Reference},
};

/// Codes that may stand in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum KnownCodes {
    /// No list is known: every well-formed code is taken.
    #[default]
    Any,
    /// These and no others.
    These(BTreeSet<String>),
}

impl KnownCodes {
    /// A list of these codes.
    pub fn these<T: Into<String>>(codes: impl IntoIterator<Item = T>) -> Self {
        Self::These(codes.into_iter().map(Into::into).collect())
    }

    pub(super) fn holds(&self, code: &str) -> bool {
        match self {
            Self::Any => true,
            Self::These(codes) => codes.contains(code),
        }
    }
}

/// Everything that a cell is looked up in.
#[derive(Clone, Debug, Default)]
pub struct CodeLists<'a> {
    /// `krav`: what a place may demand.
    pub demands: KnownCodes,
    /// `tilbud`: what a place may offer.
    pub offers: KnownCodes,
    /// `maalgruppe`, `reserveret_til`.
    pub target_groups: KnownCodes,
    /// DISCO-08, 4 and 6 digits; a code outside it is reported and left out.
    pub occupations: KnownCodes,
    /// Code and name of each municipality; without it every four digits are taken and no name.
    pub municipalities: Option<&'a Municipalities>,
    /// Words of health that no text about a citizen may hold.
    pub diagnosis_words: Option<&'a DiagnosisWords>,
    /// The version of a branch list that does not name its own.
    pub branch_version: Option<BranchVersion>,
}

impl<'a> CodeLists<'a> {
    /// The lists of an installation; target groups and occupations are known where rules and database are.
    #[must_use]
    pub fn of(conditions: &ConditionLists, reference: &'a Reference) -> Self {
        Self {
            demands: KnownCodes::these(conditions.demands.iter().map(|demand| demand.code.as_str())),
            offers: KnownCodes::these(conditions.offers.iter().map(|offer| offer.code.as_str())),
            municipalities: Some(&reference.municipalities),
            diagnosis_words: Some(&reference.diagnosis_words),
            ..Self::default()
        }
    }

    pub(super) fn municipality(&self, text: &str) -> Option<MunicipalityCode> {
        match self.municipalities {
            Some(table) => table.read(text).map(|found| found.code.clone()),
            None => MunicipalityCode::parse(text).ok(),
        }
    }
}
