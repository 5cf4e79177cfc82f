//! How things stand between the municipality and a company: who owns the contact, and what holds for proposals to it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ids::{AccountId, CompanyId},
    terms::{LadderStep, words},
};

words! {
    /// Why a company gets no proposals.
    BlockReason {
        /// Placements took the place of ordinary employees.
        Displacement = "displacement",
        /// The place of work was not in order.
        WorkingConditions = "working_conditions",
        /// The company did not keep what was agreed.
        BrokenPromises = "broken_promises",
        /// The company asked for it.
        OwnWish = "own_wish",
        /// Something else; the note says what.
        Other = "other",
    }
}

/// A decision that a company gets no proposals until somebody takes it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocked {
    /// Coded reason.
    pub reason: BlockReason,
    /// The reason in words; inside only.
    pub note: String,
    /// Since when.
    pub on: NaiveDate,
    /// Who decided it.
    pub by: AccountId,
}

/// What holds between the municipality and a company.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relation {
    /// Who stands in for the company's consultant.
    pub substitute: Option<AccountId>,
    /// Legal form in the register's words.
    pub legal_form: Option<String>,
    /// A registered social enterprise, or an association that works as one.
    pub social_enterprise: bool,
    /// The decision that it gets no proposals.
    pub blocked: Option<Blocked>,
    /// No proposals up to and with this day.
    pub paused_until: Option<NaiveDate>,
    /// Most proposals in a calendar month; none = the setting.
    pub proposal_cap: Option<u32>,
    /// The step of the ladder that the nightly look proposes.
    pub proposed_step: Option<LadderStep>,
    /// Latest day on which somebody of the municipality was in contact.
    pub last_contact_on: Option<NaiveDate>,
    /// The company that this one turned out to be; it is shown there.
    pub merged_into: Option<CompanyId>,
}
