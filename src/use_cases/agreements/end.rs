//! An agreement ends before its last day.

use serde_json::json;

use super::{Case, force::close, stepped};
use crate::{
    base::clock::day_of,
    domain::{
        agreement::{AgreementLine, AgreementStep, AgreementVersion, VersionState},
        company::AgreementState,
        ids::AgreementId,
        permission::Right,
        refusal::Refusal,
        task::TaskKind,
    },
    store::{
        agreement_versions,
        links::{self, LinkKind},
        scope::Scope,
        tasks,
        work::{Subject, Work},
    },
    use_cases::{app::App, failure::Failure, intention::Intention, typed::Fields},
};

/// Ends an agreement now: its slots offer nothing more, what is agreed there goes on.
pub struct EndAgreement {
    /// The agreement.
    pub agreement: AgreementId,
    /// The count of changes that the page showed.
    pub version: i32,
    /// Why.
    pub reason: String,
}

impl Intention for EndAgreement {
    const NAME: &'static str = "agreement.end";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let mut case = Case::as_shown(work, self.agreement, self.version).await?;
        let mut fields = Fields::default();
        let reason = fields.required("reason", &self.reason).map(|reason| fields.free_text("reason", &reason, app));
        let reason = fields.accept(reason)?;
        if case.agreement.state == AgreementState::Ended {
            return Err(Refusal::AgreementState { state: VersionState::Superseded }.into());
        }
        let lines: Vec<AgreementLine> = case.in_force().iter().flat_map(|version| version.content.lines.clone()).collect();
        close(app, work, &lines).await?;
        self.end_versions(work, &case, &reason).await?;
        let today = day_of(work.at());
        case.agreement.state = AgreementState::Ended;
        case.agreement.ends_on = Some(case.agreement.ends_on.map_or(today, |last| last.min(today)));
        case.keep_agreement(work).await?;
        for kind in [TaskKind::AgreementExpires, TaskKind::AgreementReturned] {
            tasks::done_about(work, kind, case.agreement.id.0).await?;
        }
        work.note(Subject::new("agreement", case.agreement.id), json!({ "state": case.agreement.state, "slots": lines.len() }));
        Ok(())
    }
}

impl EndAgreement {
    /// No version holds or waits any more; the reason stands at the one that held, or at the latest.
    async fn end_versions(&self, work: &Work<'_>, case: &Case, reason: &str) -> Result<(), Failure> {
        let last = case.in_force().or(case.versions.first()).map(|version| version.id);
        for version in case.versions.iter().filter(|version| version.standing.state != VersionState::Superseded) {
            let standing = stepped(version, AgreementStep::Replace)?;
            let note = if Some(version.id) == last { Some(reason.to_owned()) } else { version.note.clone() };
            agreement_versions::update(work, &AgreementVersion { standing, note, ..version.clone() }).await?;
            links::use_up_about(work, LinkKind::Agreement, version.id.0).await?;
        }
        Ok(())
    }
}
