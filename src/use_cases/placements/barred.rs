//! A company that is blocked or paused gets no proposal, no reservation and no confirmation; what is agreed goes on.

use crate::{
    base::clock::day_of,
    domain::{company::Company, ids::CompanyId, refusal::Refusal, relation::Bar},
    store::{accounts, companies, scope::Scope, work::Work},
    use_cases::failure::{Failure, OrNotFound},
};

/// Refuses a company that gets no proposals today, and says whom to ask.
pub(super) async fn must_take_proposals(work: &Work<'_>, company: CompanyId) -> Result<(), Failure> {
    let company = companies::find(work, company).await?.or_not_found()?;
    let Some(bar) = company.relation.bar_on(day_of(work.at())) else { return Ok(()) };
    let ask = whom_to_ask(work, &company).await?;
    Err(match bar {
        Bar::Blocked => Refusal::CompanyBlocked { ask },
        Bar::PausedUntil(until) => Refusal::CompanyPaused { until, ask },
    }
    .into())
}

/// The company's consultant, the substitute, or whoever blocked it; for staff only.
async fn whom_to_ask(work: &Work<'_>, company: &Company) -> Result<Option<String>, Failure> {
    if !work.actor().is_inside() {
        return Ok(None);
    }
    let relation = &company.relation;
    let blocker = relation.blocked.as_ref().map(|blocked| blocked.by);
    let ids: Vec<_> = [company.consultant, relation.substitute, blocker].into_iter().flatten().collect();
    let found = accounts::some(work, &ids).await?;
    let name = |id| found.iter().find(|one| one.id == id && one.disabled_at.is_none()).map(|one| one.display_name.clone());
    Ok(ids.into_iter().find_map(name))
}
