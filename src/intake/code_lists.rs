//! The lists against which cells are checked; whoever imports hands them in.

use std::collections::{BTreeSet, HashMap};

use crate::domain::numbers::MunicipalityCode;

use super::{columns::folded, rows::BranchVersion};

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

/// The municipalities, found by code or by name ("København", "Københavns Kommune").
#[derive(Clone, Debug, Default)]
pub struct Municipalities {
    by_name: HashMap<String, MunicipalityCode>,
    codes: BTreeSet<MunicipalityCode>,
}

impl Municipalities {
    /// A table of codes and names; an empty table takes every four digits and no name.
    pub fn new<T: AsRef<str>>(table: impl IntoIterator<Item = (MunicipalityCode, T)>) -> Self {
        let mut found = Self::default();
        for (code, name) in table {
            found.by_name.insert(folded(name.as_ref()), code.clone());
            found.codes.insert(code);
        }
        found
    }

    pub(super) fn find(&self, text: &str) -> Option<MunicipalityCode> {
        if let Ok(code) = MunicipalityCode::parse(text) {
            return (self.codes.is_empty() || self.codes.contains(&code)).then_some(code);
        }
        let name = folded(text);
        let bare = name.strip_suffix("regionskommune").or_else(|| name.strip_suffix("kommune")).unwrap_or(&name);
        let found = self.by_name.get(bare).or_else(|| self.by_name.get(bare.strip_suffix('s')?));
        found.cloned()
    }
}

/// Everything that a cell's code is looked up in.
#[derive(Clone, Debug, Default)]
pub struct CodeLists {
    /// `krav`: what a place may demand.
    pub demands: KnownCodes,
    /// `tilbud`: what a place may offer.
    pub offers: KnownCodes,
    /// `maalgruppe`, `reserveret_til`.
    pub target_groups: KnownCodes,
    /// DISCO-08, 4 and 6 digits; a code outside it is reported and left out.
    pub occupations: KnownCodes,
    /// Code and name of each municipality.
    pub municipalities: Municipalities,
    /// The version of a branch list that does not name its own.
    pub branch_version: Option<BranchVersion>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_municipality_is_found_by_code_and_by_every_usual_name() {
        let code = |text| MunicipalityCode::parse(text).expect("a code");
        let table = Municipalities::new([(code("0101"), "København"), (code("0706"), "Syddjurs"), (code("0316"), "Holbæk")]);
        for text in ["101", "0101", "København", "KØBENHAVN", "Københavns Kommune", "koebenhavn kommune"] {
            assert_eq!(table.find(text), Some(code("0101")), "{text}");
        }
        assert_eq!(table.find("Syddjurs Kommune"), Some(code("0706")));
        assert_eq!((table.find("9999"), table.find("Atlantis"), table.find("kommune")), (None, None, None));
    }
}
