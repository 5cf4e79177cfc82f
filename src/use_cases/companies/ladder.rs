//! The nightly look at the ladder, and the person who accepts or dismisses what it proposes.

use serde::Deserialize;
use serde_json::json;

use crate::{
    domain::{ids::CompanyId, ladder, permission::Right, refusal::Refusal, terms::LadderStep},
    store::{
        companies, company_figures, company_keys,
        work::{Subject, Work},
    },
    use_cases::{
        app::{App, same_version},
        failure::{Failure, OrNotFound},
        intention::Intention,
    },
};

/// Companies of one commit.
const AT_ONCE: u64 = 200;

/// Looks at some companies in the order of their ids and writes down which step the facts speak for; never takes it.
#[derive(Clone, Copy, Debug)]
pub struct LookAtLadder {
    /// Only those after this one.
    pub after: Option<CompanyId>,
}

impl Intention for LookAtLadder {
    const NAME: &'static str = "company.look_at_ladder";
    const RIGHT: Right = Right::Housekeeping;
    /// The last company that was looked at, where there may be more, and how many have another proposal now.
    type Done = (Option<CompanyId>, usize);

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Self::Done, Failure> {
        let found = company_figures::standings(work, self.after, AT_ONCE).await?;
        let today = app.clock.today();
        let (mut changed, last) = (0, found.last().map(|(company, _)| company.id));
        company_keys::complete(work, found.iter().map(|(company, _)| company)).await?;
        for (company, standing) in &found {
            let dismissed = company.relation.dismissed_proposal.as_deref();
            let proposal = ladder::proposed(standing, today).filter(|proposal| Some(proposal.mark().as_str()) != dismissed);
            if proposal != company.relation.proposed_because {
                company_figures::propose_step(work, company.id, proposal.as_ref()).await?;
                let fact = json!({ "step": proposal.as_ref().map(|one| one.step), "reason": proposal.as_ref().map(|one| one.reason) });
                work.note(Subject::new("company", company.id), fact);
                work.changed(Subject::new("company", company.id));
                changed += 1;
            }
        }
        if changed == 0 {
            work.leave_no_trace();
        }
        Ok((last.filter(|_| found.len() as u64 == AT_ONCE), changed))
    }
}

/// What the buttons beside a proposed step send.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedAnswer {
    /// The version that the page showed.
    pub version: i32,
    /// The step that the page showed.
    pub step: String,
    /// ja takes it; anything else dismisses it.
    pub answer: String,
}

/// Takes the proposed step, or dismisses it until the facts are others.
pub struct AnswerProposedStep {
    /// Which company.
    pub company: CompanyId,
    /// The answer.
    pub typed: TypedAnswer,
}

impl Intention for AnswerProposedStep {
    const NAME: &'static str = "company.answer_step";
    const RIGHT: Right = Right::ChangeCompanies;
    /// The step on which the company stands now.
    type Done = LadderStep;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<LadderStep, Failure> {
        work.actor().account().ok_or(Refusal::NeedsPerson)?;
        let mut company = companies::find(work, self.company).await?.or_not_found()?;
        same_version(self.typed.version, company.version)?;
        let proposal = company.relation.proposed_because.take().filter(|proposal| proposal.step.as_str() == self.typed.step);
        let proposal = proposal.ok_or(Refusal::Stale { current: company.version })?;
        let is_taken = self.typed.answer == "ja";
        if is_taken {
            company.ladder = proposal.step;
        } else {
            company.relation.dismissed_proposal = Some(proposal.mark());
        }
        company.relation.proposed_step = None;
        companies::update(work, &company).await?;
        work.note(Subject::new("company", company.id), json!({ "step": proposal.step, "reason": proposal.reason, "taken": is_taken }));
        Ok(company.ladder)
    }
}
