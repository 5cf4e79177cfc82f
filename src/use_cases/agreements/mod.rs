//! Agreements with companies: written, sent, answered, brought into force, renewed, ended, and looked at.

mod answer;
mod clockwork;
mod end;
mod force;
mod look;
mod own;
mod promises;
mod representative;
mod send;
mod typed;
mod write;

pub use answer::{ApproveAgreement, ReturnAgreement};
pub use clockwork::{AgreementsDue, BringIntoForce, Due, RemindOfEnd};
pub use end::EndAgreement;
pub use look::{AgreementDraft, AgreementFile, AgreementList, AgreementRow, ListAgreements, OpenAgreement, PrepareAgreement};
pub use own::{OpenOwnAgreement, OwnAgreement, OwnAgreementRow, OwnAgreements};
pub use promises::JudgeDuty;
pub use representative::{AnswerForEmployees, AskedForEmployees, EmployeesQuestion, OpenForEmployees, VoiceHolder, voice_holder};
pub use send::{RecallAgreement, SendAgreement, SignOnPaper};
pub use typed::{LINE_FIELDS, LineFields, TypedAgreement, TypedLine};
pub use write::{NewVersion, SaveAgreement};

use serde_json::json;

use crate::{
    domain::{
        agreement::{AgreementContent, AgreementStep, AgreementVersion, Standing},
        company::Agreement,
        ids::{AccountId, AgreementId, AgreementVersionId, CompanyId},
        refusal::Refusal,
    },
    store::{
        accounts, agreement_versions, agreements, companies,
        scope::Scope,
        work::{Subject, Work},
    },
    use_cases::{
        app::same_version,
        failure::{Failure, OrNotFound},
        owners::in_charge,
    },
};

/// An agreement with its versions, as an intention finds and leaves it.
pub(super) struct Case {
    /// The agreement.
    pub agreement: Agreement,
    /// Its versions, latest first.
    pub versions: Vec<AgreementVersion>,
}

impl Case {
    /// An agreement of the municipality.
    async fn open<S: Scope>(scope: &S, agreement: AgreementId) -> Result<Self, Failure> {
        let agreement = agreements::find(scope, agreement).await?.or_not_found()?;
        let versions = agreement_versions::of_agreement(scope, agreement.id).await?;
        Ok(Self { agreement, versions })
    }

    /// The same, as a form showed it.
    async fn as_shown<S: Scope>(scope: &S, agreement: AgreementId, version: i32) -> Result<Self, Failure> {
        let case = Self::open(scope, agreement).await?;
        same_version(version, case.agreement.version)?;
        Ok(case)
    }

    /// An agreement of one company; another's is not there.
    async fn of_company<S: Scope>(scope: &S, company: CompanyId, agreement: AgreementId) -> Result<Self, Failure> {
        let case = Self::open(scope, agreement).await?;
        if case.agreement.company == company { Ok(case) } else { Err(Failure::NotFound) }
    }

    /// The latest version.
    fn newest(&self) -> Result<&AgreementVersion, Failure> {
        self.versions.first().or_not_found()
    }

    /// The version that holds now.
    fn in_force(&self) -> Option<&AgreementVersion> {
        self.versions.iter().find(|version| version.is_in_force())
    }

    /// One of the versions.
    fn version(&self, id: AgreementVersionId) -> Result<&AgreementVersion, Failure> {
        self.versions.iter().find(|version| version.id == id).or_not_found()
    }

    /// Writes a version with the agreement, whose count of changes is what forms and other writers are held against.
    async fn keep(&mut self, work: &mut Work<'_>, version: &AgreementVersion) -> Result<(), Failure> {
        agreement_versions::update(work, version).await?;
        self.keep_agreement(work).await
    }

    async fn keep_agreement(&mut self, work: &mut Work<'_>) -> Result<(), Failure> {
        if !agreements::save(work, &self.agreement, false).await? {
            return Err(Refusal::ExistsAlready { field: "number" }.into());
        }
        self.agreement.version += 1;
        Ok(())
    }

    /// Who sees to it: the responsible consultant, or whoever sees to the company where that person has left.
    async fn assignee(&self, work: &Work<'_>) -> Result<Option<AccountId>, Failure> {
        if let Some(id) = self.agreement.responsible
            && accounts::find(work, id).await?.is_some_and(|account| account.disabled_at.is_none())
        {
            return Ok(Some(id));
        }
        let company = companies::find(work, self.agreement.company).await?.or_not_found()?;
        Ok(in_charge(work, &company).await?)
    }

    /// Notes what was done to a version.
    fn note(&self, work: &mut Work<'_>, version: &AgreementVersion) {
        let fact = json!({ "number": version.number, "state": version.standing.state, "voice": version.standing.voice });
        work.note(Subject::new("agreement", self.agreement.id), fact);
    }
}

/// Where a step leads from where a version stands.
fn stepped(version: &AgreementVersion, step: AgreementStep) -> Result<Standing, Refusal> {
    version.standing.after(step).ok_or(Refusal::AgreementState { state: version.standing.state })
}

/// What an agreement from before there were versions says.
fn content_of(agreement: &Agreement) -> AgreementContent {
    AgreementContent {
        kind: agreement.kind,
        starts_on: agreement.starts_on,
        ends_on: agreement.ends_on,
        lines: Vec::new(),
        mentor: None,
        duties: Vec::new(),
        terms: agreement.terms.clone(),
    }
}
