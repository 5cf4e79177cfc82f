//! What can be done to many companies at once, what becomes of each, and how long it can be taken back.

use serde::{Deserialize, Serialize};

use super::{
    company::Company,
    ids::AccountId,
    terms::{LadderStep, words},
};

/// Most companies of one change.
pub const MOST_COMPANIES: usize = 10_000;
/// Minutes in which a change can be taken back.
pub const UNDO_MINUTES: i64 = 10;

words! {
    /// What became of one company.
    LineState {
        /// Nothing yet.
        Waiting = "waiting",
        /// It was changed.
        Changed = "changed",
        /// It was so already.
        Same = "same",
        /// It is closed by the register, so its step stays.
        Closed = "closed",
        /// It has been merged into another meanwhile.
        Gone = "gone",
        /// It was changed and is as before again.
        Undone = "undone",
        /// It was changed, then by somebody else too, so it stays.
        Kept = "kept",
    }
}

/// What is done to each company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Somebody, or nobody, becomes its consultant.
    Consultant(Option<AccountId>),
    /// Somebody, or nobody, becomes the consultant's substitute.
    Substitute(Option<AccountId>),
    /// It comes on a step of the ladder.
    Step(LadderStep),
}

impl Act {
    /// Reads a stored act.
    #[must_use]
    pub fn read(act: &str, value: Option<&str>) -> Option<Self> {
        let account = || value.map(str::parse).transpose().ok();
        match act {
            "consultant" => account().map(Self::Consultant),
            "substitute" => account().map(Self::Substitute),
            "step" => LadderStep::parse(value?).map(Self::Step),
            _ => None,
        }
    }

    /// The act as it is stored.
    #[must_use]
    pub fn stored(self) -> (&'static str, Option<String>) {
        match self {
            Self::Consultant(account) => ("consultant", account.map(|id| id.to_string())),
            Self::Substitute(account) => ("substitute", account.map(|id| id.to_string())),
            Self::Step(step) => ("step", Some(step.to_string())),
        }
    }

    /// The account that it names.
    #[must_use]
    pub const fn account(self) -> Option<AccountId> {
        match self {
            Self::Consultant(account) | Self::Substitute(account) => account,
            Self::Step(_) => None,
        }
    }

    /// What would become of a company.
    #[must_use]
    pub fn on(self, company: &Company) -> LineState {
        if company.relation.merged_into.is_some() {
            LineState::Gone
        } else if self.of(company) == self {
            LineState::Same
        } else if matches!(self, Self::Step(_)) && company.closed_on.is_some() {
            LineState::Closed
        } else {
            LineState::Changed
        }
    }

    /// The same kind of act with what the company has now: doing it later takes this one back.
    #[must_use]
    pub const fn of(self, company: &Company) -> Self {
        match self {
            Self::Consultant(_) => Self::Consultant(company.consultant),
            Self::Substitute(_) => Self::Substitute(company.relation.substitute),
            Self::Step(_) => Self::Step(company.ladder),
        }
    }

    /// The company as it is afterwards.
    #[must_use]
    pub fn done_to(self, company: &Company) -> Company {
        let mut after = company.clone();
        match self {
            Self::Consultant(account) => after.consultant = account,
            Self::Substitute(account) => after.relation.substitute = account,
            Self::Step(step) => {
                after.ladder = step;
                // What was proposed is answered by this.
                after.relation.proposed_step = after.relation.proposed_step.filter(|proposed| *proposed != step);
            }
        }
        after
    }
}
