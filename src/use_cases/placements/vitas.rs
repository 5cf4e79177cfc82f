//! VITAS beside a placement: what the company types there, and the number and decisions that are noted here.

use serde_json::json;

use super::{
    dossier::{Dossier, OpenDossier},
    law::{self, Circumstances},
};
use crate::{
    base::clock::day_of,
    domain::{
        event::Event,
        ids::{AccountId, CitizenId, GrantId, PlacementId},
        permission::Right,
        placement::Placement,
        reference::holds_cpr_number,
        refusal::Refusal,
        rulebook::Answer,
        terms::LookPurpose,
        vitas::{self, Field, Grant, GrantDecision, Material},
    },
    store::{
        placements,
        scope::{Reader, Scope},
        vitas_decisions,
        work::{Subject, Work},
    },
    use_cases::{
        app::{App, same_version},
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
        typed::Fields,
    },
};

/// Notes a decision of VITAS; earlier ones stay.
#[derive(Clone, Debug)]
pub struct RecordGrant {
    /// On which placement.
    pub placement: PlacementId,
    /// The version of the placement that was looked at.
    pub version: i32,
    /// The number that VITAS gave, as typed.
    pub number: String,
    /// The decision's word.
    pub decision: String,
    /// Its day, as typed.
    pub decided_on: String,
}

impl Intention for RecordGrant {
    const NAME: &'static str = "placement.record_grant";
    const RIGHT: Right = Right::FollowUp;
    type Done = GrantId;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<GrantId, Failure> {
        let me = work.actor().account().ok_or(Refusal::NeedsPerson)?;
        let mut record = placements::lock(work, self.placement).await?.or_not_found()?;
        same_version(self.version, record.placement.version)?;
        let grant = self.read(work, me)?;
        vitas_decisions::insert(work, &grant).await?;
        // A form that was sent twice, or beside a colleague's, finds another version.
        placements::update(work, &mut record).await?;
        work.happened(Event::GrantRecorded { placement: self.placement, decision: grant.decision.to_string() });
        let detail = json!({ "grant": grant.id, "decision": grant.decision, "decided_on": grant.decided_on });
        work.note(Subject::new("placement", self.placement), detail);
        Ok(grant.id)
    }
}

impl RecordGrant {
    fn read(&self, work: &Work<'_>, me: AccountId) -> Result<Grant, Refusal> {
        let mut fields = Fields::default();
        let number = fields.required("number", &self.number);
        match &number {
            Some(number) if holds_cpr_number(number) => fields.refuse("number", "free-text-cpr"),
            Some(number) if !vitas::is_number(number) => fields.refuse("number", "vitas-number-shape"),
            _ => {}
        }
        let decision = fields.word("decision", &self.decision, GrantDecision::parse);
        let decided_on = fields.day("decided_on", &self.decided_on);
        if self.decided_on.trim().is_empty() {
            fields.refuse("decided_on", "error-required");
        }
        if decided_on.is_some_and(|day| day > day_of(work.at())) {
            fields.refuse("decided_on", "error-day-ahead");
        }
        let ((number, decision), decided_on) = fields.accept(number.zip(decision).zip(decided_on))?;
        let (id, placement) = (GrantId(work.new_id()), self.placement);
        Ok(Grant { id, placement, number, decision, decided_on, noted_by: me, noted_at: work.at() })
    }
}

/// A placement with what the company types into VITAS.
#[derive(Clone, Debug)]
pub struct VitasCase {
    /// The placement and all that belongs to it.
    pub dossier: Dossier,
    /// The fields in the order of the form.
    pub fields: Vec<Field>,
}

/// Makes the VITAS package of a placement.
#[derive(Clone, Copy, Debug)]
pub struct OpenVitas {
    /// Which placement.
    pub placement: PlacementId,
    /// Why it is looked at.
    pub purpose: LookPurpose,
}

impl Question for OpenVitas {
    const NAME: &'static str = "placement.vitas";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = VitasCase;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<VitasCase, Failure> {
        let dossier = OpenDossier { placement: self.placement, purpose: self.purpose }.answer(app, reader).await?;
        let placement = &dossier.closely.seen.record.placement;
        let at_application = law_at_application(app, reader, placement).await?;
        let fields = vitas::package(&Material {
            placement,
            slot: &dossier.slot,
            workplace: &dossier.workplace,
            company: &dossier.company,
            contact: dossier.contact.as_ref(),
            law: &dossier.closely.seen.law,
            law_at_application: at_application.as_ref(),
            extended: dossier.history.iter().any(|past| past.what == "extend"),
        });
        Ok(VitasCase { dossier, fields })
    }

    fn shown(&self, answer: &VitasCase) -> Vec<CitizenId> {
        vec![answer.dossier.citizen.id]
    }

    fn purpose(&self) -> LookPurpose {
        self.purpose
    }
}

/// The law as VITAS tests it on the day of the application: as if the placement began today. None where it has begun.
async fn law_at_application(app: &App, reader: &Reader<'_>, placement: &Placement) -> Result<Option<Answer>, Failure> {
    let mut judged = placement.clone();
    judged.period.from = day_of(reader.at());
    if judged.period.from >= placement.period.from {
        return Ok(None);
    }
    match law::judge(app, reader, &judged, Circumstances::default()).await {
        // What the rules cannot read is told by the placement's own law.
        Err(Failure::Refused(_)) => Ok(None),
        answer => answer.map(Some),
    }
}
