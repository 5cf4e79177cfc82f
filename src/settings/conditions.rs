//! The lists of work conditions, from `config/reference/conditions.toml` or a file of the municipality.

use serde::Deserialize;

use crate::domain::conditions::{ConditionCode, ConditionLists};

const EMBEDDED: &str = include_str!("../../config/reference/conditions.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    demand: Vec<Code>,
    #[serde(default)]
    offer: Vec<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    code: String,
    da: String,
    en: String,
    #[serde(default)]
    implies: Vec<String>,
    duty: Option<String>,
}

/// Why the lists cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConditionsFault {
    /// Not TOML of this shape.
    #[error("conditions.toml: {0}")]
    Shape(#[from] toml::de::Error),
    /// A code that stands twice.
    #[error("conditions.toml: koden \"{0}\" står to gange")]
    Twice(String),
    /// A code that implies one that is not there.
    #[error("conditions.toml: \"{code}\" medfører \"{implied}\", som listen ikke har")]
    Unknown {
        /// The code.
        code: String,
        /// The code that is not there.
        implied: String,
    },
}

/// The embedded lists.
///
/// # Errors
/// The embedded file is not sound; a test sees to that.
pub fn embedded() -> Result<ConditionLists, ConditionsFault> {
    read(EMBEDDED)
}

/// Reads the lists.
///
/// # Errors
/// Not TOML of this shape, a code that stands twice, or an implied code that is not there.
pub fn read(text: &str) -> Result<ConditionLists, ConditionsFault> {
    let file: File = toml::from_str(text)?;
    let lists = ConditionLists { demands: codes(file.demand), offers: codes(file.offer) };
    check(&lists)?;
    Ok(lists)
}

fn codes(read: Vec<Code>) -> Vec<ConditionCode> {
    read.into_iter().map(|Code { code, da, en, implies, duty }| ConditionCode { code, da, en, implies, duty }).collect()
}

fn check(lists: &ConditionLists) -> Result<(), ConditionsFault> {
    let mut seen = std::collections::BTreeSet::new();
    for code in lists.demands.iter().chain(&lists.offers) {
        if !seen.insert(&code.code) {
            return Err(ConditionsFault::Twice(code.code.clone()));
        }
        if let Some(implied) = code.implies.iter().find(|implied| lists.demand(implied).is_none()) {
            return Err(ConditionsFault::Unknown { code: code.code.clone(), implied: implied.clone() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEMANDS: &str = "loeft_over_5kg loeft_over_10kg loeft_over_20kg staaende gaaende trapper hoejder stoej stoev kemikalier allergener kulde_varme hoejt_tempo mange_mennesker kundekontakt alene nat weekend tidlig_morgen skaerm koersel boerneattest straffeattest";
    const OFFERS: &str = "mentor fast_kontaktperson roligt_rum pauser fleksibel_moedetid opgaver_kan_udelades hjaelpemidler oplaering";

    #[test]
    fn the_lists_hold_exactly_the_codes_of_the_import_columns() {
        let lists = embedded().unwrap();
        let codes = |list: &[ConditionCode]| list.iter().map(|code| code.code.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!((codes(&lists.demands).as_str(), codes(&lists.offers).as_str()), (DEMANDS, OFFERS));
    }

    #[test]
    fn attests_carry_a_duty() {
        let lists = embedded().unwrap();
        let with_duty: Vec<_> = lists.demands.iter().filter(|code| code.duty.is_some()).map(|code| code.code.as_str()).collect();
        assert_eq!(with_duty, ["boerneattest", "straffeattest"]);
    }

    #[test]
    fn a_code_that_stands_twice_or_implies_nothing_known_is_refused() {
        let twice = "[[demand]]\ncode=\"nat\"\nda=\"nat\"\nen=\"night\"\n".repeat(2);
        assert!(matches!(read(&twice), Err(ConditionsFault::Twice(code)) if code == "nat"));
        let lost = "[[demand]]\ncode=\"nat\"\nda=\"nat\"\nen=\"night\"\nimplies=[\"aften\"]\n";
        assert!(matches!(read(lost), Err(ConditionsFault::Unknown { implied, .. }) if implied == "aften"));
    }
}
