//! A release: the recorded decision that a company may see who a citizen is, and exactly what it sees (F39).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ids::{AccountId, ContactId, PlacementId, ReleaseId},
    placement::StateName,
    reasons::CitizenAnswer,
};
use crate::base::clock::Moment;

/// One thing that a company is shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "field", rename_all = "snake_case")]
pub enum ReleasedField {
    /// The citizen's name.
    Name,
    /// A phone number, chosen and written for this release.
    Phone {
        /// The number.
        number: String,
    },
    /// One work condition of the citizen's profile (`ikke:` or `behov:` code).
    Condition {
        /// The code.
        code: String,
    },
}

impl ReleasedField {
    /// The field's name without its value, for audit and lists.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone { .. } => "phone",
            Self::Condition { .. } => "condition",
        }
    }
}

impl std::fmt::Debug for ReleasedField {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "ReleasedField({})", self.word())
    }
}

/// A decision to show a company who a citizen is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Own id.
    pub id: ReleaseId,
    /// The placement that it is about.
    pub placement: PlacementId,
    /// The contact with whom it was talked over. The recipient is the company: all its contacts for the workplace see it
    /// (F39: "each release of data to a company"), and each look stands in the access log.
    pub recipient: ContactId,
    /// What is shown.
    pub fields: Vec<ReleasedField>,
    /// Legal basis.
    pub legal_basis: String,
    /// What it is for.
    pub purpose: String,
    /// Last day.
    pub until: NaiveDate,
    /// Who decided.
    pub decided_by: AccountId,
    /// When.
    pub decided_at: Moment,
    /// The citizen's own yes or no; beside the decision, not its ground.
    pub citizen_answer: CitizenAnswer,
    /// The citizen's short statement; stays inside.
    pub citizen_statement: Option<String>,
    /// When it was taken back.
    pub withdrawn_at: Option<Moment>,
}

impl Release {
    /// Whether the company may see the fields on the day, while the placement is in the state.
    #[must_use]
    pub fn is_open(&self, today: NaiveDate, state: StateName) -> bool {
        let in_progress = matches!(state, StateName::Accepted | StateName::Agreed | StateName::Running);
        self.withdrawn_at.is_none() && today <= self.until && in_progress
    }
}
