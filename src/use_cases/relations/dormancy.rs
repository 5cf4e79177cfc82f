//! Owners hear once of each dormancy of their companies, in at most one letter a week (M19).

use chrono::Days;
use serde_json::json;

use super::list::dormant_since;
use crate::{
    base::clock::day_of,
    domain::{event::Event, ids::AccountId, permission::Right},
    store::{
        accounts, relations,
        scope::{Reader, Scope},
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
    },
};

/// Days between two letters to one owner.
const DAYS_BETWEEN: u64 = 7;

/// The owners with dormant companies of which they were not told, and to whom no letter went this week.
#[derive(Clone, Copy, Debug)]
pub struct OwnersToTell;

impl Question for OwnersToTell {
    const NAME: &'static str = "relation.owners_to_tell";
    const RIGHT: Right = Right::Housekeeping;
    type Answer = Vec<AccountId>;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Vec<AccountId>, Failure> {
        let today = day_of(reader.at());
        let told_since = today.checked_sub_days(Days::new(DAYS_BETWEEN)).unwrap_or(today);
        let untold = relations::untold(reader, dormant_since(app, today), told_since).await?;
        let mut owners: Vec<AccountId> = untold.into_keys().collect();
        let there = accounts::some(reader, &owners).await?;
        owners.retain(|id| there.iter().any(|one| one.id == *id && one.disabled_at.is_none()));
        owners.sort();
        Ok(owners)
    }
}

/// Tells an owner of those dormant companies of which they were not told.
#[derive(Clone, Copy, Debug)]
pub struct TellOwner {
    /// Who is told.
    pub owner: AccountId,
}

impl Intention for TellOwner {
    const NAME: &'static str = "relation.tell_owner";
    const RIGHT: Right = Right::Housekeeping;
    type Done = u64;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<u64, Failure> {
        let owner = accounts::find(work, self.owner).await?.or_not_found()?;
        let today = day_of(work.at());
        let count = relations::told(work, owner.id, dormant_since(app, today), today).await?;
        if count > 0 {
            work.happened(Event::RelationsDormant { account: owner.id, count });
        }
        work.note(Subject::new("account", owner.id), json!({ "dormant": count }));
        Ok(count)
    }
}
