//! The employees' representative answers by a link: looking never uses it up, the answer does, and it opens nothing else.

use chrono::NaiveDate;

use super::{
    Case,
    answer::{agree, read_note, send_back},
    stepped,
};
use crate::{
    domain::{
        agreement::{AgreementLine, AgreementStep, AgreementVersion, VersionState, Voice},
        ids::{AgreementVersionId, ContactId, LinkId},
        permission::{Actor, Right, Who},
        refusal::Refusal,
        terms::Language,
    },
    store::{
        agreement_versions, companies, contacts,
        links::{self, Link, LinkKind},
        scope::{Reader, Scope},
        tenants,
        work::Work,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
    },
};

/// Whoever holds the link of an employees' representative.
#[derive(Clone, Debug)]
pub struct VoiceHolder {
    /// What may be done with it: answer this one question.
    pub actor: Actor,
    /// The link.
    pub link: LinkId,
}

/// Who acts behind a token; also for links that are used or run out, so that the page can say so.
///
/// # Errors
/// [`Failure::NotFound`] for anything that is no such link, and when its contact is not active any more.
pub async fn voice_holder(app: &App, token: &str) -> Result<VoiceHolder, Failure> {
    let link = links::of_token(&app.database, &app.keys, token).await?.or_not_found()?;
    let (LinkKind::Agreement, Some(contact)) = (link.kind, link.contact) else { return Err(Failure::NotFound) };
    let reader = app.reader(link.tenant).await?;
    let found = contacts::find(&reader, contact).await;
    reader.end().await?;
    let contact = found?.filter(|contact| contact.active).or_not_found()?;
    let who = Who::Contact { contact: contact.id, company: contact.company, workplace: contact.workplace, stepped_up: false };
    let actor = Actor { tenant: link.tenant, who, rights: [Right::AnswerProposals].into(), request_id: None };
    Ok(VoiceHolder { actor, link: link.id })
}

/// A link of this kind that was sent to whoever acts, with its version.
async fn own<S: Scope>(scope: &S, (contact, link): (Option<ContactId>, LinkId)) -> Result<(Link, AgreementVersion), Failure> {
    let link = links::find(scope, link).await?.or_not_found()?;
    if link.kind != LinkKind::Agreement || link.contact.is_none() || link.contact != contact {
        return Err(Failure::NotFound);
    }
    let version = link.subject.map(AgreementVersionId).or_not_found()?;
    let version = agreement_versions::find(scope, version).await?.or_not_found()?;
    Ok((link, version))
}

/// Why a link must not be answered with any more; none where it may.
fn closed(link: &Link, version: &AgreementVersion, at: crate::base::clock::Moment) -> Option<Refusal> {
    let is_asked = version.standing.state == VersionState::Sent && version.standing.voice == Voice::Awaited;
    match link {
        Link { used_at: Some(_), .. } => Some(Refusal::AlreadyAnswered),
        link if link.expires_at <= at => Some(Refusal::Expired),
        _ if !is_asked => Some(Refusal::AlreadyAnswered),
        _ => None,
    }
}

/// What the employees' representative is asked about: work, hours and period, nothing of money and nobody's group.
#[derive(Clone, Debug)]
pub struct AskedForEmployees {
    /// The company.
    pub company: String,
    /// The municipality.
    pub municipality: String,
    /// The representative's language.
    pub language: Language,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// The places; who they are kept for is not told.
    pub lines: Vec<AgreementLine>,
    /// Whether the question can still be answered.
    pub state: EmployeesQuestion,
}

/// Whether the question can still be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmployeesQuestion {
    /// It can.
    Open,
    /// It was.
    Answered,
    /// Not any more.
    Expired,
}

/// Opens what the link asks.
#[derive(Clone, Debug)]
pub struct OpenForEmployees {
    contact: Option<ContactId>,
    link: LinkId,
}

impl OpenForEmployees {
    /// The question of a link that was sent to whoever asks.
    #[must_use]
    pub fn new(actor: &Actor, link: LinkId) -> Self {
        Self { contact: actor.contact(), link }
    }
}

impl Question for OpenForEmployees {
    const NAME: &'static str = "agreement.open_for_employees";
    const RIGHT: Right = Right::AnswerProposals;
    type Answer = AskedForEmployees;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<AskedForEmployees, Failure> {
        let (link, version) = own(reader, (self.contact, self.link)).await?;
        let case = Case::open(reader, version.agreement).await?;
        let contact = contacts::find(reader, self.contact.or_not_found()?).await?.or_not_found()?;
        let lines = version.content.lines.iter().map(|line| AgreementLine { reserved_seats: 0, reserved_for: Vec::new(), ..line.clone() });
        Ok(AskedForEmployees {
            company: companies::find(reader, case.agreement.company).await?.or_not_found()?.name,
            municipality: tenants::name(reader).await?,
            language: contact.language,
            starts_on: version.content.starts_on,
            ends_on: version.content.ends_on,
            lines: lines.collect(),
            state: match closed(&link, &version, reader.at()) {
                None => EmployeesQuestion::Open,
                Some(Refusal::Expired) => EmployeesQuestion::Expired,
                Some(_) => EmployeesQuestion::Answered,
            },
        })
    }
}

/// The employees' representative answers.
#[derive(Clone, Debug)]
pub struct AnswerForEmployees {
    /// The link.
    pub link: LinkId,
    /// Whether the representative agrees.
    pub agrees: bool,
    /// What should be different, where not.
    pub note: String,
}

impl Intention for AnswerForEmployees {
    const NAME: &'static str = "agreement.answer_for_employees";
    const RIGHT: Right = Right::AnswerProposals;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let (link, version) = own(work, (work.actor().contact(), self.link)).await?;
        if let Some(refusal) = closed(&link, &version, work.at()) {
            return Err(refusal.into());
        }
        let mut case = Case::open(work, version.agreement).await?;
        let note = if self.agrees { String::new() } else { read_note(app, &self.note)? };
        if !links::use_up_one(work, link.id).await? {
            return Err(Refusal::AlreadyAnswered.into());
        }
        if !self.agrees {
            return send_back(work, &mut case, (version, AgreementStep::VoiceReturns), note).await;
        }
        let standing = stepped(&version, AgreementStep::VoiceAgrees)?;
        let version = AgreementVersion { standing, representative_yes: Some(work.at()), ..version };
        agree(app, work, &mut case, version).await
    }
}
