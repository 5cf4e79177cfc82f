//! An agreement's life: what a version says, how it comes into force, when it ends, and what of it was kept.

mod calendar;
mod promises;
mod steps;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use calendar::{AgreementPhase, EXPIRY_DAYS, phase, stage_due};
pub use promises::{AnswerTimes, Course, DutyJudged, Judgement, PromiseFigures, figures};
pub use steps::{AgreementStep, Standing, VersionState, Voice};

use super::{
    company::AgreementKind,
    ids::{AccountId, AgreementId, AgreementVersionId, ContactId, SlotId, WorkplaceId},
    slot::HoursWindow,
    terms::{PlacementForm, words},
};
use crate::base::clock::Moment;

/// Fewest seats of a virksomhedscenter (Cabi's advice).
pub const CENTRE_SEATS: u32 = 4;

words! {
    /// Who promises something.
    Side {
        /// The municipality.
        Municipality = "municipality",
        /// The company.
        Company = "company",
    }
}

words! {
    /// Who pays for the mentor's hours.
    Payer {
        /// The municipality.
        Municipality = "municipality",
        /// The company.
        Company = "company",
        /// Both, as the terms say.
        Shared = "shared",
    }
}

/// One line of an agreement: the places of one kind at one workplace. It makes the slot of the same id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementLine {
    /// The slot that the line makes; the same in every version.
    pub slot: SlotId,
    /// Where.
    pub workplace: WorkplaceId,
    /// Job title.
    pub title: String,
    /// DISCO-08 code.
    pub occupation: Option<String>,
    /// Kinds of placement.
    pub forms: Vec<PlacementForm>,
    /// Seats promised.
    pub seats: u32,
    /// Hours a week.
    pub hours: Option<HoursWindow>,
    /// Seats kept for the groups; nought = none.
    pub reserved_seats: u32,
    /// Target groups for which they are kept.
    pub reserved_for: Vec<String>,
}

/// A mentor at the workplace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mentor {
    /// Hours a week.
    pub hours: f64,
    /// Who pays.
    pub paid_by: Payer,
    /// Kroner an hour.
    pub rate: Option<f64>,
    /// What the invoice is made out on.
    pub invoice: String,
}

/// Something that one side promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Own id, the same in every version that holds it.
    pub id: Uuid,
    /// Who promises it.
    pub side: Side,
    /// In one sentence.
    pub text: String,
}

/// What a version of an agreement says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementContent {
    /// Kind.
    pub kind: AgreementKind,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day; none = open-ended.
    pub ends_on: Option<NaiveDate>,
    /// Places.
    pub lines: Vec<AgreementLine>,
    /// Mentor and economy.
    pub mentor: Option<Mentor>,
    /// What each side promises.
    pub duties: Vec<Duty>,
    /// Anything else that was agreed.
    pub terms: String,
}

impl AgreementContent {
    /// Seats of all lines.
    #[must_use]
    pub fn seats(&self) -> u32 {
        self.lines.iter().map(|line| line.seats).fold(0, u32::saturating_add)
    }

    /// The workplaces of the lines, each once.
    #[must_use]
    pub fn workplaces(&self) -> BTreeSet<WorkplaceId> {
        self.lines.iter().map(|line| line.workplace).collect()
    }

    /// The duties of a side.
    pub fn duties_of(&self, side: Side) -> impl Iterator<Item = &Duty> {
        self.duties.iter().filter(move |duty| duty.side == side)
    }

    /// Whether a virksomhedscenter has fewer places than is advised.
    #[must_use]
    pub fn is_small_centre(&self) -> bool {
        self.kind == AgreementKind::Virksomhedscenter && self.seats() < CENTRE_SEATS
    }

    /// The parts in which another version differs.
    #[must_use]
    pub fn differs_in(&self, other: &Self) -> Vec<ContentPart> {
        let parts = [
            (ContentPart::Kind, self.kind != other.kind),
            (ContentPart::Period, (self.starts_on, self.ends_on) != (other.starts_on, other.ends_on)),
            (ContentPart::Lines, self.lines != other.lines),
            (ContentPart::Mentor, self.mentor != other.mentor),
            (ContentPart::Duties, self.duties != other.duties),
            (ContentPart::Terms, self.terms != other.terms),
        ];
        parts.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
    }
}

words! {
    /// A part of an agreement in which versions may differ.
    ContentPart {
        /// Its kind.
        Kind = "kind",
        /// First and last day.
        Period = "period",
        /// The places.
        Lines = "lines",
        /// Mentor and economy.
        Mentor = "mentor",
        /// What each side promises.
        Duties = "duties",
        /// The terms.
        Terms = "terms",
    }
}

/// A signature on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperSignature {
    /// Who signed for the company.
    pub by: String,
    /// On which day.
    pub on: NaiveDate,
}

/// One version of an agreement.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementVersion {
    /// Own id.
    pub id: AgreementVersionId,
    /// The agreement.
    pub agreement: AgreementId,
    /// 1, 2, 3 …
    pub number: u32,
    /// What it says.
    pub content: AgreementContent,
    /// How far it has come.
    pub standing: Standing,
    /// When it was sent to the company.
    pub sent_at: Option<Moment>,
    /// The company's yes in the portal.
    pub company_yes: Option<(Moment, ContactId)>,
    /// The signature on paper, where there is one.
    pub paper: Option<PaperSignature>,
    /// The employees' representative who is asked.
    pub representative: Option<ContactId>,
    /// When the representative agreed.
    pub representative_yes: Option<Moment>,
    /// Why nobody speaks for the employees.
    pub no_representative: Option<String>,
    /// Why it came back.
    pub note: Option<String>,
    /// When it came into force: its slots are made.
    pub in_force_at: Option<Moment>,
    /// The last reminder that was sent, in days before the end.
    pub reminded: Option<u32>,
    /// Who wrote it last.
    pub written_by: Option<AccountId>,
    /// Raised by each change.
    pub version: i32,
}

impl AgreementVersion {
    /// Whether it can be changed.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.standing.state, VersionState::Draft | VersionState::Returned)
    }

    /// Whether it holds now.
    #[must_use]
    pub const fn is_in_force(&self) -> bool {
        matches!(self.standing.state, VersionState::Approved) && self.in_force_at.is_some()
    }
}
