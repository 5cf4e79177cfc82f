//! The company approves a version in its portal, or sends it back with a note.

use super::{Case, force::settle, send::speaks_for_company, stepped};
use crate::{
    base::clock::Moment,
    domain::{
        agreement::{AgreementStep, AgreementVersion, VersionState},
        ids::{AgreementId, AgreementVersionId, ContactId},
        permission::{Right, Who},
        refusal::Refusal,
        task::TaskKind,
    },
    store::{
        contacts,
        links::{self, LinkKind},
        scope::Scope,
        tasks::{self, NewTask},
        work::Work,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
        typed::Fields,
    },
};

/// Days within which somebody looks at what came back.
const RETURNED_DAYS: i64 = 3;

/// The company says yes to a version.
pub struct ApproveAgreement {
    /// The agreement.
    pub agreement: AgreementId,
    /// The version that the page showed.
    pub version: AgreementVersionId,
    /// When the text of the page was sent; taken back, changed and sent again it is another.
    pub sent_at: Moment,
}

impl Intention for ApproveAgreement {
    const NAME: &'static str = "portal.approve_agreement";
    const RIGHT: Right = Right::UsePortal;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let (mut case, contact) = own(work, self.agreement).await?;
        let version = as_shown(&case, self.version, self.sent_at)?;
        let standing = stepped(&version, AgreementStep::CompanyApproves)?;
        let version = AgreementVersion { standing, company_yes: Some((work.at(), contact)), ..version };
        agree(app, work, &mut case, version).await
    }
}

/// A version with the text that the company read; nobody answers for one that was changed meanwhile.
fn as_shown(case: &Case, version: AgreementVersionId, sent_at: Moment) -> Result<AgreementVersion, Failure> {
    let version = case.version(version)?;
    if version.sent_at != Some(sent_at) {
        return Err(Refusal::Stale { current: case.agreement.version }.into());
    }
    Ok(version.clone())
}

/// Keeps a version that one of those who are asked has agreed to.
pub(super) async fn agree(app: &App, work: &mut Work<'_>, case: &mut Case, version: AgreementVersion) -> Result<(), Failure> {
    if version.standing.state == VersionState::Approved {
        return settle(app, work, case, version).await;
    }
    case.keep(work, &version).await?;
    case.note(work, &version);
    Ok(())
}

/// The company sends a version back.
pub struct ReturnAgreement {
    /// The agreement.
    pub agreement: AgreementId,
    /// The version that the page showed.
    pub version: AgreementVersionId,
    /// When the text of the page was sent.
    pub sent_at: Moment,
    /// What should be different.
    pub note: String,
}

impl Intention for ReturnAgreement {
    const NAME: &'static str = "portal.return_agreement";
    const RIGHT: Right = Right::UsePortal;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let (mut case, _) = own(work, self.agreement).await?;
        let note = read_note(app, &self.note)?;
        let version = as_shown(&case, self.version, self.sent_at)?;
        send_back(work, &mut case, (version, AgreementStep::CompanyReturns), note).await
    }
}

/// The note that goes back with a version.
pub(super) fn read_note(app: &App, typed: &str) -> Result<String, Failure> {
    let mut fields = Fields::default();
    let note = fields.free_text("note", typed.trim(), app);
    if typed.trim().is_empty() {
        fields.refuse("note", "agreement-note-missing");
    }
    Ok(fields.accept(Some(note))?)
}

/// Keeps a version that came back, and tells whoever is responsible by a task.
pub(super) async fn send_back(
    work: &mut Work<'_>,
    case: &mut Case,
    (version, step): (AgreementVersion, AgreementStep),
    note: String,
) -> Result<(), Failure> {
    let standing = stepped(&version, step)?;
    let version = AgreementVersion { standing, company_yes: None, representative_yes: None, note: Some(note), ..version };
    case.keep(work, &version).await?;
    links::use_up_about(work, LinkKind::Agreement, version.id.0).await?;
    let task = NewTask {
        kind: TaskKind::AgreementReturned,
        company: Some(case.agreement.company),
        subject: Some(case.agreement.id.0),
        assigned_to: case.assignee(work).await?,
        due_at: work.at() + chrono::Duration::days(RETURNED_DAYS),
        note: Some(case.agreement.number.clone()),
        once_key: None,
    };
    tasks::add(work, &task).await?;
    case.note(work, &version);
    Ok(())
}

/// An agreement of the company of whoever acts, who may answer for it.
async fn own(work: &Work<'_>, agreement: AgreementId) -> Result<(Case, ContactId), Failure> {
    let Who::Contact { contact, company, .. } = work.actor().who else { return Err(Failure::NotFound) };
    let case = Case::of_company(work, company, agreement).await?;
    let me = contacts::find(work, contact).await?.or_not_found()?;
    if speaks_for_company(&me) { Ok((case, contact)) } else { Err(Failure::Denied(Right::UsePortal)) }
}
