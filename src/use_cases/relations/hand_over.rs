//! One consultant's companies are handed over to another, tasks and all.

use serde_json::json;

use super::list::staff;
use crate::{
    domain::{
        ids::{AccountId, CompanyId},
        permission::Right,
        refusal::Refusal,
    },
    store::{
        accounts, relations,
        scope::Reader,
        tasks,
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        companies::StaffName,
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
    },
};

/// A colleague and how many companies they own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerCount {
    /// The colleague.
    pub person: StaffName,
    /// How many companies.
    pub companies: u64,
}

/// Asks who owns how many companies.
pub struct OwnersOf;

impl Question for OwnersOf {
    const NAME: &'static str = "relation.owners";
    const RIGHT: Right = Right::ChangeCompanies;
    type Answer = Vec<OwnerCount>;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Vec<OwnerCount>, Failure> {
        let counts = relations::owned(reader).await?;
        let count = |person: StaffName| OwnerCount { companies: counts.get(&person.id).copied().unwrap_or(0), person };
        Ok(staff(reader).await?.into_iter().map(count).collect())
    }
}

/// Hands all companies of a consultant over to another.
pub struct HandOverCompanies {
    /// From whom; may have left.
    pub from: AccountId,
    /// To whom.
    pub to: AccountId,
    /// Whether the open tasks go along.
    pub with_tasks: bool,
}

/// How much was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOver {
    /// The companies.
    pub companies: Vec<CompanyId>,
    /// How many tasks.
    pub tasks: u64,
}

impl Intention for HandOverCompanies {
    const NAME: &'static str = "relation.hand_over";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = HandedOver;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<HandedOver, Failure> {
        let from = accounts::find(work, self.from).await?.or_not_found()?;
        let to = accounts::find(work, self.to).await?.or_not_found()?;
        if to.disabled_at.is_some() || to.id == from.id {
            return Err(Refusal::field("to", "error-choose").into());
        }
        let companies = relations::hand_over(work, from.id, to.id).await?;
        let tasks = if self.with_tasks { tasks::give_all(work, from.id, to.id).await? } else { 0 };
        for company in &companies {
            work.note(Subject::new("company", *company), json!({ "fields": ["consultant"], "from": from.id, "to": to.id }));
        }
        work.note(Subject::new("account", from.id), json!({ "to": to.id, "companies": companies.len(), "tasks": tasks }));
        Ok(HandedOver { companies, tasks })
    }
}
