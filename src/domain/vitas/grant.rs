//! The municipality's decisions in VITAS, as somebody noted them here.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    base::clock::Moment,
    domain::{
        ids::{AccountId, GrantId, PlacementId},
        rulebook::{Answer, Task},
        terms::words,
    },
};

words! {
    /// How far an application in VITAS has come.
    GrantDecision {
        /// Sent, not yet decided.
        Ansoegt = "ansoegt",
        /// The municipality agrees beforehand; the last yes is still to come.
        Forhaandsgodkendt = "forhaandsgodkendt",
        /// Granted.
        Bevilget = "bevilget",
        /// Refused.
        Afslaaet = "afslaaet",
        /// Granted once, and taken back.
        Tilbagekaldt = "tilbagekaldt",
    }
}

/// A decision of VITAS as somebody noted it here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Own id.
    pub id: GrantId,
    /// Which placement it is about.
    pub placement: PlacementId,
    /// The number that VITAS gave.
    pub number: String,
    /// How far it has come.
    pub decision: GrantDecision,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// Who noted it.
    pub noted_by: AccountId,
    /// When it was noted.
    pub noted_at: Moment,
}

/// Most characters of a VITAS number.
pub const LONGEST_NUMBER: usize = 40;

/// Whether a text can be a number of VITAS: digits, letters and dashes.
#[must_use]
pub fn is_number(text: &str) -> bool {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
    (1..=LONGEST_NUMBER).contains(&text.chars().count()) && text.chars().all(is_sign)
}

/// Whether the law asks for a grant in VITAS before the placement starts.
#[must_use]
pub fn needs_grant(law: &Answer) -> bool {
    law.tasks.contains(&Task::VitasApply)
}

/// Whether a grant is asked for and none stands; `grants` newest first.
#[must_use]
pub fn lacks_grant(law: &Answer, grants: &[Grant]) -> bool {
    needs_grant(law) && grants.first().is_none_or(|latest| latest.decision != GrantDecision::Bevilget)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(decision: GrantDecision) -> Grant {
        let id = uuid::Uuid::nil();
        let (noted_at, decided_on) = (Moment::default(), NaiveDate::default());
        Grant {
            id: GrantId(id),
            placement: PlacementId(id),
            number: "1".to_owned(),
            decision,
            decided_on,
            noted_by: AccountId(id),
            noted_at,
        }
    }

    #[test]
    fn a_number_is_digits_letters_and_dashes() {
        for (text, fine) in [("2026-00123", true), ("V7", true), ("", false), ("12 3", false), ("nr.3", false)] {
            assert_eq!(is_number(text), fine, "{text}");
        }
        assert!(is_number(&"1".repeat(40)) && !is_number(&"1".repeat(41)));
    }

    #[test]
    fn only_the_last_word_granted_is_a_grant() {
        let mut law = Answer::undecided("", "");
        assert!(!lacks_grant(&law, &[]), "no grant is asked for");
        law.tasks = vec![Task::VitasApply];
        assert!(lacks_grant(&law, &[]));
        for decision in GrantDecision::ALL {
            let latest_first = [grant(*decision), grant(GrantDecision::Bevilget)];
            assert_eq!(lacks_grant(&law, &latest_first), *decision != GrantDecision::Bevilget, "{decision}");
        }
    }
}
