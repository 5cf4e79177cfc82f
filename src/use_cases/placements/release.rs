//! Releases who a citizen is to one company, and takes a release back (F39).

use chrono::NaiveDate;
use serde_json::json;

use super::{
    case::{Case, Moved},
    words,
};
use crate::{
    base::clock::day_of,
    domain::{
        citizen::Citizen,
        event::Event,
        ids::{AccountId, ContactId, PlacementId, ReleaseId},
        permission::Right,
        placement::Verb,
        reasons::CitizenAnswer,
        refusal::Refusal,
        release::{Release, ReleasedField},
    },
    store::{
        citizens, contacts, releases,
        scope::Scope,
        work::{Subject, Work},
    },
    use_cases::{
        app::{App, require},
        failure::{Failure, OrNotFound},
        intention::Intention,
    },
};

/// The decision that the company which said yes may see who it is.
#[derive(Clone, Debug)]
pub struct ReleaseName {
    /// Which placement.
    pub placement: PlacementId,
    /// What is shown.
    pub fields: Vec<ReleasedField>,
    /// Legal basis.
    pub legal_basis: String,
    /// What it is for; none = the placement's purpose.
    pub purpose: Option<String>,
    /// Last day.
    pub until: NaiveDate,
    /// With whom of the company it was talked over; none = the contact who answered. The recipient is the company.
    pub recipient: Option<ContactId>,
    /// The citizen's own yes or no; none = as said before the confirmation.
    pub citizen_answer: Option<CitizenAnswer>,
    /// The citizen's short statement; stays inside.
    pub statement: Option<String>,
}

impl Intention for ReleaseName {
    const NAME: &'static str = "placement.release";
    const RIGHT: Right = Right::Release;
    type Done = Moved;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        let me = work.actor().account().ok_or(Refusal::NeedsPerson)?;
        let mut case = Case::open(work, self.placement).await?;
        case.may(Verb::Release)?;
        let citizen = citizens::find(work, case.record.placement.citizen).await?.or_not_found()?;
        if citizen.profile.protected {
            require(work.actor(), Right::ReleaseProtected)?;
        }
        self.must_be_sound(work, &citizen)?;
        let release = self.decision(app, work, &case, me).await?;
        // The newest decision stands alone, so that taking it back leaves nothing open.
        releases::withdraw_all(work, self.placement, Some(me)).await?;
        releases::insert(work, &release).await?;
        work.happened(Event::NameReleased { placement: self.placement, release: release.id });
        let fields: Vec<&str> = release.fields.iter().map(ReleasedField::word).collect();
        let fact = json!({
            "release": release.id, "fields": fields, "until": release.until, "citizen_answer": release.citizen_answer,
            "company": case.slot.company, "contact": release.recipient,
        });
        case.take_step(work, Verb::Release, fact).await
    }
}

impl ReleaseName {
    fn must_be_sound(&self, work: &Work<'_>, citizen: &Citizen) -> Result<(), Refusal> {
        if !self.fields.contains(&ReleasedField::Name) {
            return Err(Refusal::field("fields", "release-needs-name"));
        }
        if !self.fields.iter().all(|field| is_of(citizen, field)) {
            return Err(Refusal::field("fields", "field-not-there"));
        }
        if self.until < day_of(work.at()) { Err(Refusal::field("until", "day-is-past")) } else { Ok(()) }
    }

    async fn decision(&self, app: &App, work: &Work<'_>, case: &Case, me: AccountId) -> Result<Release, Failure> {
        let purpose = self.purpose.as_deref().unwrap_or(case.record.placement.purpose.as_str());
        let recipient = self.recipient.or(case.record.placement.answered_by).ok_or(Refusal::NoContact)?;
        let contact = contacts::find(work, recipient).await?.or_not_found()?;
        let reaches = contact.workplace.is_none_or(|own| own == case.slot.workplace);
        if contact.company != case.slot.company || !contact.active || !reaches {
            return Err(Refusal::field("recipient", "recipient-of-another-company").into());
        }
        Ok(Release {
            id: ReleaseId(work.new_id()),
            placement: self.placement,
            recipient,
            fields: self.fields.clone(),
            legal_basis: words::needed(app, "legal_basis", &self.legal_basis)?,
            purpose: words::needed(app, "purpose", purpose)?,
            until: self.until,
            decided_by: me,
            decided_at: work.at(),
            citizen_answer: self.citizen_answer.or(case.record.citizen_answer).ok_or(Refusal::CitizenAnswerMissing)?,
            citizen_statement: words::checked(app, "statement", self.statement.as_deref())?,
            withdrawn_at: None,
        })
    }
}

/// Whether the citizen has what is to be shown; a phone number is written for the release itself.
fn is_of(citizen: &Citizen, field: &ReleasedField) -> bool {
    match field {
        ReleasedField::Name => true,
        ReleasedField::Phone { number } => is_phone(number),
        ReleasedField::Condition { code } => match code.split_once(':') {
            Some(("ikke", code)) => citizen.profile.avoids.iter().any(|own| own == code),
            Some(("behov", code)) => citizen.profile.needs.iter().any(|own| own == code),
            _ => false,
        },
    }
}

fn is_phone(number: &str) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let plain = number.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '+' | ' '));
    // Ten digits would read as a CPR number; a Danish number has eight.
    plain && (digits == 8 || (number.starts_with('+') && (9..=15).contains(&digits)))
}

/// Takes back every release of a placement: nothing is shown from now on.
#[derive(Clone, Debug)]
pub struct WithdrawRelease {
    /// Of which placement.
    pub placement: PlacementId,
}

impl Intention for WithdrawRelease {
    const NAME: &'static str = "placement.withdraw_release";
    const RIGHT: Right = Right::Release;
    type Done = Moved;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        let case = Case::open(work, self.placement).await?;
        let standing = releases::of_placement(work, self.placement).await?.into_iter().find(|release| release.withdrawn_at.is_none());
        let release = standing.or_not_found()?;
        releases::withdraw_all(work, self.placement, work.actor().account()).await?;
        work.happened(Event::ReleaseWithdrawn { placement: self.placement, release: release.id });
        work.note(Subject::new("placement", self.placement), json!({ "release": release.id, "withdrawn": true }));
        Ok(Moved { placement: self.placement, state: case.state() })
    }
}
