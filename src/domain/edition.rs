//! A municipality's own edition of the rules on its way from draft to force: two persons stand behind each that is in force.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ids::{AccountId, EditionId},
    refusal::Refusal,
    terms::words,
};
use crate::base::clock::Moment;

words! {
    /// How far an edition has come.
    EditionState {
        /// Being written; decides nothing.
        Draft = "draft",
        /// Waits for a second person.
        Proposed = "proposed",
        /// Decides from its first day on.
        Published = "published",
        /// Taken back; what was decided by it stays.
        Withdrawn = "withdrawn",
    }
}

/// Who put their name to a step, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: Moment,
}

/// An edition without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleEdition {
    /// Own id.
    pub id: EditionId,
    /// What it is called.
    pub name: String,
    /// First day of the placements that follow it.
    pub valid_from: NaiveDate,
    /// Hash of its text.
    pub hash: String,
    /// How far it has come.
    pub state: EditionState,
    /// Who made it.
    pub made: Signed,
    /// Who put it up for approval.
    pub proposed: Option<Signed>,
    /// The other person, who approved it.
    pub approved: Option<Signed>,
    /// Who took it back.
    pub withdrawn: Option<Signed>,
    /// Why it was sent back, or taken back.
    pub reason: Option<String>,
    /// Raised by each change.
    pub version: i32,
}

impl RuleEdition {
    /// A fresh draft.
    #[must_use]
    pub fn draft(id: EditionId, name: String, valid_from: NaiveDate, hash: String, made: Signed) -> Self {
        Self {
            id,
            name,
            valid_from,
            hash,
            state: EditionState::Draft,
            made,
            proposed: None,
            approved: None,
            withdrawn: None,
            reason: None,
            version: 1,
        }
    }

    fn must_be(&self, state: EditionState) -> Result<(), Refusal> {
        if self.state == state { Ok(()) } else { Err(Refusal::EditionState { state: self.state }) }
    }

    /// Refuses changes of the text of anything but a draft.
    ///
    /// # Errors
    /// It is no draft.
    pub fn must_be_draft(&self) -> Result<(), Refusal> {
        self.must_be(EditionState::Draft)
    }

    /// Puts a draft up for approval.
    ///
    /// # Errors
    /// It is no draft.
    pub fn propose(&mut self, signed: Signed) -> Result<(), Refusal> {
        self.must_be(EditionState::Draft)?;
        self.state = EditionState::Proposed;
        self.proposed = Some(signed);
        self.reason = None;
        Ok(())
    }

    /// Approves it: another person than the one who put it up.
    ///
    /// # Errors
    /// It waits for no approval, or the same person would sign twice.
    pub fn approve(&mut self, signed: Signed) -> Result<(), Refusal> {
        self.must_be(EditionState::Proposed)?;
        if self.proposed.is_none_or(|proposed| proposed.by == signed.by) {
            return Err(Refusal::NeedsSecondPerson);
        }
        self.state = EditionState::Published;
        self.approved = Some(signed);
        Ok(())
    }

    /// Sends it back to be written further.
    ///
    /// # Errors
    /// It waits for no approval.
    pub fn send_back(&mut self, reason: String) -> Result<(), Refusal> {
        self.must_be(EditionState::Proposed)?;
        self.state = EditionState::Draft;
        self.proposed = None;
        self.reason = Some(reason);
        Ok(())
    }

    /// Takes it back: placements follow the edition before it again; kept verdicts stay as they are.
    ///
    /// # Errors
    /// It is not in force.
    pub fn withdraw(&mut self, signed: Signed, reason: String) -> Result<(), Refusal> {
        self.must_be(EditionState::Published)?;
        self.state = EditionState::Withdrawn;
        self.withdrawn = Some(signed);
        self.reason = Some(reason);
        Ok(())
    }
}
