//! The rules say no: why, in codes that the pages and the API put into words.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    agreement::VersionState, edition::EditionState, ids::PlacementId, period::Period, placement::StateName, placement::Verb,
    reference::FreeTextRefused,
};
use crate::base::clock::Moment;

/// One field of a form and why its value was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldRefused {
    /// Name of the field, as in the form and the API.
    pub field: &'static str,
    /// Text key that says what to do instead.
    pub reason: &'static str,
    /// What to write or choose instead: codes of conditions, or words; empty where nothing is known.
    pub advice: Vec<String>,
}

impl FieldRefused {
    /// A refused field.
    #[must_use]
    pub fn new(field: &'static str, reason: &'static str) -> Self {
        Self { field, reason, advice: Vec::new() }
    }

    /// A refused free text: the word that was refused stays out, the codes to choose instead go along.
    #[must_use]
    pub fn free_text(field: &'static str, why: &FreeTextRefused) -> Self {
        Self { field, reason: why.key(), advice: why.advice().to_vec() }
    }
}

/// Who holds a seat; only for staff of the same municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// The colleague's name.
    pub name: String,
    /// Until when it is held; none when it is taken.
    pub until: Option<Moment>,
    /// Last day of the period.
    pub ends_on: NaiveDate,
}

/// A no from the rules; 409 or 422.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
pub enum Refusal {
    /// Every seat is promised on some day of the period.
    #[error("no_free_seat")]
    NoFreeSeat {
        /// Who holds it; empty outside the municipality's staff.
        holders: Vec<Holder>,
    },
    /// The law says no, by these rules.
    #[error("law_blocks")]
    LawBlocks {
        /// Ids of the rules.
        rules: Vec<String>,
    },
    /// The law cannot be judged before these facts are known.
    #[error("law_unknown")]
    LawUnknown {
        /// Names of the missing facts.
        missing: Vec<String>,
    },
    /// This kind must not start before its grant.
    #[error("no_grant")]
    NoGrant,
    /// The placement's state does not allow this.
    #[error("wrong_state")]
    WrongState {
        /// The state it is in.
        state: StateName,
        /// What was asked.
        verb: Verb,
    },
    /// The citizen has not said yes.
    #[error("citizen_answer_missing")]
    CitizenAnswerMissing,
    /// The slot is paused, closed or not open in the period.
    #[error("slot_closed")]
    SlotClosed,
    /// The company gets no proposals until the decision is taken back.
    #[error("company_blocked")]
    CompanyBlocked {
        /// The colleague to ask; none outside the municipality's staff, or where nobody is named.
        ask: Option<String>,
    },
    /// The company gets no proposals for some time.
    #[error("company_paused")]
    CompanyPaused {
        /// The last day of that.
        until: NaiveDate,
        /// The colleague to ask.
        ask: Option<String>,
    },
    /// Something that moved with a merge has been changed so that it cannot go back.
    #[error("merge_changed_since")]
    MergeChangedSince {
        /// What: a word of `company-merge-moved-…`.
        what: &'static str,
    },
    /// The place has nobody with an address to ask.
    #[error("no_contact")]
    NoContact,
    /// The company has had as many proposals this month as it takes.
    #[error("cap_reached")]
    CapReached {
        /// How many it has had.
        used: u32,
        /// How many it takes.
        cap: u32,
        /// From when on they are counted anew.
        anew_on: NaiveDate,
    },
    /// Only a named person with the right may do this.
    #[error("needs_person")]
    NeedsPerson,
    /// The link or code has been used.
    #[error("already_answered")]
    AlreadyAnswered,
    /// The link or code has run out.
    #[error("expired")]
    Expired,
    /// The code or password is wrong.
    #[error("wrong_secret")]
    WrongSecret,
    /// Too many tries; wait.
    #[error("too_many_attempts")]
    TooManyAttempts,
    /// The name is shown only after the code.
    #[error("step_up_needed")]
    StepUpNeeded,
    /// Somebody else has changed it meanwhile.
    #[error("stale")]
    Stale {
        /// The version that is there now.
        current: i32,
    },
    /// Some fields need another value.
    #[error("invalid")]
    Invalid {
        /// Which and why.
        fields: Vec<FieldRefused>,
    },
    /// A thing with this number or name is there already.
    #[error("exists_already")]
    ExistsAlready {
        /// Name of the field.
        field: &'static str,
    },
    /// Seats in use cannot be taken away.
    #[error("seats_in_use")]
    SeatsInUse {
        /// How many are in use.
        in_use: u32,
    },
    /// Citizens of other groups sit on seats that shall be kept.
    #[error("kept_seats_in_use")]
    KeptSeatsInUse {
        /// On how many seats they sit.
        others: u32,
    },
    /// What is free is kept for citizens of other groups.
    #[error("seats_reserved")]
    SeatsReserved,
    /// The place is closed on a day of the period, or on its first day.
    #[error("slot_closed")]
    ClosedThen {
        /// When.
        days: Period,
    },
    /// Placements stand on the days on which the place shall be closed.
    #[error("closed_over_placements")]
    ClosedOverPlacements {
        /// Which.
        placements: Vec<PlacementId>,
    },
    /// What must be there before the first day is not noted yet.
    #[error("attest_missing")]
    AttestMissing {
        /// Codes of the conditions (`krav`) that ask for it.
        missing: Vec<String>,
    },
    /// The version of the agreement is not so far, or farther.
    #[error("agreement_state")]
    AgreementState {
        /// How far it is.
        state: VersionState,
    },
    /// The last administrator cannot be disabled.
    #[error("last_administrator")]
    LastAdministrator,
    /// A company is never left without somebody who keeps its users.
    #[error("last_company_admin")]
    LastCompanyAdmin,
    /// The edition of the rules is not so far, or farther.
    #[error("edition_state")]
    EditionState {
        /// How far it is.
        state: EditionState,
    },
    /// Who put an edition of the rules up cannot be the one who approves it.
    #[error("needs_second_person")]
    NeedsSecondPerson,
    /// The rule files have faults.
    #[error("rules_faulty")]
    RulesFaulty {
        /// Each fault as a sentence with file and line.
        faults: Vec<String>,
    },
    /// A program has used this key for another call.
    #[error("key_reused")]
    KeyReused,
}

impl Refusal {
    /// One refused field.
    #[must_use]
    pub fn field(field: &'static str, reason: &'static str) -> Self {
        Self::Invalid { fields: vec![FieldRefused::new(field, reason)] }
    }

    /// The stable code for API and texts.
    #[must_use]
    pub fn code(&self) -> String {
        self.to_string()
    }

    /// Whether the input is at fault (422) and not the state of things (409).
    #[must_use]
    pub fn is_about_input(&self) -> bool {
        matches!(self, Self::Invalid { .. } | Self::CitizenAnswerMissing)
    }
}
