//! A version is sent to the company, taken back, or signed on paper.

use chrono::Duration;

use super::{Case, force::settle, stepped};
use crate::{
    base::clock::day_of,
    domain::{
        agreement::{AgreementStep, AgreementVersion, PaperSignature},
        company::{Contact, ContactRole},
        event::Event,
        ids::{AgreementId, ContactId, LinkId},
        permission::Right,
        refusal::Refusal,
        task::TaskKind,
    },
    store::{
        agreements, contacts,
        links::{self, Link, LinkKind},
        scope::Scope,
        tasks,
        work::Work,
        workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
        typed::Fields,
    },
};

/// Days that the employees' representative has to answer by link.
const LINK_DAYS: i64 = 14;

/// Sends a version to the company, and to the employees' representative where there is one.
pub struct SendAgreement {
    /// The agreement.
    pub agreement: AgreementId,
    /// The count of changes that the page showed.
    pub version: i32,
    /// Id of the contact who speaks for the employees; empty = nobody is asked.
    pub representative: String,
    /// Why nobody is asked.
    pub reason: String,
}

/// Who speaks for the employees, or why nobody does.
struct ForEmployees {
    contact: Option<ContactId>,
    reason: Option<String>,
}

impl Intention for SendAgreement {
    const NAME: &'static str = "agreement.send";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let mut case = Case::as_shown(work, self.agreement, self.version).await?;
        let newest = complete(&case)?;
        let (company, for_employees) = (asked(work, &case).await?, self.for_employees(app, work, &newest).await?);
        let step = if for_employees.contact.is_some() { AgreementStep::Send } else { AgreementStep::SendWithoutVoice };
        let version = AgreementVersion {
            standing: stepped(&newest, step)?,
            sent_at: Some(work.at()),
            representative: for_employees.contact,
            no_representative: for_employees.reason,
            note: None,
            ..newest
        };
        case.keep(work, &version).await?;
        for contact in company {
            work.happened(Event::AgreementSent { version: version.id, contact });
        }
        if let Some(contact) = version.representative {
            ask_for_employees(work, &version, contact).await?;
        }
        tasks::done_about(work, TaskKind::AgreementReturned, case.agreement.id.0).await?;
        case.note(work, &version);
        Ok(())
    }
}

/// Whoever may say yes for the company and can be told by mail.
async fn asked(work: &Work<'_>, case: &Case) -> Result<Vec<ContactId>, Failure> {
    let all = contacts::of_company(work, case.agreement.company).await?;
    let told: Vec<ContactId> = all.iter().filter(|contact| speaks_for_company(contact)).map(|contact| contact.id).collect();
    if told.is_empty() { Err(Refusal::NoContact.into()) } else { Ok(told) }
}

/// Whether a contact may say yes for the whole company and has an address.
pub(super) fn speaks_for_company(contact: &Contact) -> bool {
    contact.active && contact.role == ContactRole::Admin && contact.workplace.is_none() && contact.email.is_some()
}

impl SendAgreement {
    async fn for_employees(&self, app: &App, work: &Work<'_>, version: &AgreementVersion) -> Result<ForEmployees, Failure> {
        if !self.representative.is_empty() {
            let chosen: Option<ContactId> = self.representative.parse().ok();
            return Ok(ForEmployees { contact: Some(self.contact(work, chosen).await?), reason: None });
        }
        let mut fields = Fields::default();
        let reason = fields.line("reason", &self.reason).map(|reason| fields.free_text("reason", &reason, app));
        if reason.is_none() && !is_alone(work, version).await? {
            fields.refuse("representative", "agreement-representative-missing");
        }
        fields.accept(Some(()))?;
        Ok(ForEmployees { contact: None, reason })
    }

    async fn contact(&self, work: &Work<'_>, chosen: Option<ContactId>) -> Result<ContactId, Failure> {
        let company = agreements::find(work, self.agreement).await?.or_not_found()?.company;
        let found = match chosen {
            Some(id) => contacts::find(work, id).await?,
            None => None,
        };
        let fits = |contact: &Contact| {
            contact.company == company && contact.active && contact.email.is_some() && contact.role == ContactRole::Representative
        };
        match found.filter(fits) {
            Some(contact) => Ok(contact.id),
            None => Err(Refusal::field("representative", "error-choose").into()),
        }
    }
}

/// Whether each workplace of a version has one employee, so that nobody can speak for the others.
async fn is_alone(work: &Work<'_>, version: &AgreementVersion) -> Result<bool, Failure> {
    for place in version.content.workplaces() {
        let place = workplaces::find(work, place).await?.or_not_found()?;
        if place.employees_total != Some(1) {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn ask_for_employees(work: &mut Work<'_>, version: &AgreementVersion, contact: ContactId) -> Result<(), Failure> {
    let link = Link {
        tenant: work.tenant(),
        id: LinkId(work.new_id()),
        kind: LinkKind::Agreement,
        placement: None,
        contact: Some(contact),
        account: None,
        subject: Some(version.id.0),
        expires_at: work.at() + Duration::days(LINK_DAYS),
        used_at: None,
    };
    links::insert(work, &link).await?;
    work.happened(Event::RepresentativeAsked { version: version.id, contact, link: link.id });
    Ok(())
}

/// Takes a version back that is out, so that it can be changed; its links end.
pub struct RecallAgreement {
    /// The agreement.
    pub agreement: AgreementId,
    /// The count of changes that the page showed.
    pub version: i32,
}

impl Intention for RecallAgreement {
    const NAME: &'static str = "agreement.recall";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let mut case = Case::as_shown(work, self.agreement, self.version).await?;
        let newest = case.newest()?.clone();
        let version = AgreementVersion { standing: stepped(&newest, AgreementStep::Recall)?, ..forgotten(newest) };
        case.keep(work, &version).await?;
        links::use_up_about(work, LinkKind::Agreement, version.id.0).await?;
        case.note(work, &version);
        Ok(())
    }
}

/// A version as if nobody had been asked.
fn forgotten(version: AgreementVersion) -> AgreementVersion {
    AgreementVersion {
        sent_at: None,
        company_yes: None,
        representative: None,
        representative_yes: None,
        no_representative: None,
        ..version
    }
}

/// The newest version, which must promise something before anybody is asked to sign it.
fn complete(case: &Case) -> Result<AgreementVersion, Failure> {
    let newest = case.newest()?;
    if newest.content.lines.is_empty() {
        return Err(Refusal::field("lines", "agreement-lines-missing").into());
    }
    Ok(newest.clone())
}

/// Notes that both sides have signed on paper.
pub struct SignOnPaper {
    /// The agreement.
    pub agreement: AgreementId,
    /// The count of changes that the page showed.
    pub version: i32,
    /// Who signed for the company.
    pub by: String,
    /// On which day.
    pub on: String,
}

impl Intention for SignOnPaper {
    const NAME: &'static str = "agreement.sign_on_paper";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let mut case = Case::as_shown(work, self.agreement, self.version).await?;
        let newest = complete(&case)?;
        let mut fields = Fields::default();
        let by = fields.required("by", &self.by).map(|by| fields.free_text("by", &by, app));
        let on = fields.day("on", &self.on);
        if on.is_none() || on.is_some_and(|on| on > day_of(work.at())) {
            fields.refuse("on", "agreement-signed-day");
        }
        let (by, on) = fields.accept(by.zip(on))?;
        let standing = stepped(&newest, AgreementStep::SignOnPaper)?;
        let version = AgreementVersion { standing, paper: Some(PaperSignature { by, on }), note: None, ..newest };
        links::use_up_about(work, LinkKind::Agreement, version.id.0).await?;
        tasks::done_about(work, TaskKind::AgreementReturned, case.agreement.id.0).await?;
        settle(app, work, &mut case, version).await
    }
}
