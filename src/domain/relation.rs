//! How things stand between the municipality and a company: who owns the contact, and what holds for proposals to it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ids::{AccountId, CompanyId},
    ladder::ProposedStep,
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
    /// The facts behind that.
    pub proposed_because: Option<ProposedStep>,
    /// The mark of a proposal that somebody dismissed.
    pub dismissed_proposal: Option<String>,
    /// Needs help to keep employees who are ill; never who they are.
    pub retention_need: bool,
    /// Is the municipality itself: its workplaces are the municipality's institutions.
    pub municipal_own: bool,
    /// Latest day on which somebody of the municipality was in contact.
    pub last_contact_on: Option<NaiveDate>,
    /// The company that this one turned out to be; it is shown there.
    pub merged_into: Option<CompanyId>,
}

/// Why a company gets no proposals today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// Until somebody takes the decision back.
    Blocked,
    /// Up to and with this day.
    PausedUntil(NaiveDate),
}

impl Relation {
    /// Why the company gets no proposals on a day; nothing where it gets them.
    #[must_use]
    pub fn bar_on(&self, day: NaiveDate) -> Option<Bar> {
        if self.blocked.is_some() {
            return Some(Bar::Blocked);
        }
        self.paused_until.filter(|until| *until >= day).map(Bar::PausedUntil)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_pause_holds_through_its_last_day() {
        let paused = Relation { paused_until: Some(day("2026-03-05")), ..Relation::default() };
        assert_eq!(paused.bar_on(day("2026-03-05")), Some(Bar::PausedUntil(day("2026-03-05"))));
        assert_eq!(paused.bar_on(day("2026-03-06")), None);
    }

    #[test]
    fn a_block_goes_before_a_pause_and_has_no_end() {
        let blocked = Blocked { reason: BlockReason::Other, note: String::new(), on: day("2026-03-01"), by: AccountId(uuid::Uuid::nil()) };
        let both = Relation { blocked: Some(blocked), paused_until: Some(day("2026-03-05")), ..Relation::default() };
        assert_eq!(both.bar_on(day("2036-03-05")), Some(Bar::Blocked));
    }
}
