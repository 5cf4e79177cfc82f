//! Tells the staff of a change of the rules two weeks before it takes effect (M31), whichever edition or row it comes from.

use chrono::{Days, NaiveDate};
use serde_json::json;

use super::simulate::not_allowed_from;
use crate::{
    base::clock::day_of,
    domain::{event::Event, ids::AccountId, permission::Right},
    store::{
        accounts, rule_announcements,
        scope::{Reader, Scope},
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::Failure,
        intention::{Intention, Question},
    },
};

/// Days before the first day on which the staff are told.
const DAYS_BEFORE: u64 = 14;

/// Roles that are told (`product.md`, M31).
const TOLD: [&str; 3] = ["job_consultant", "company_consultant", "team_leader"];

/// The days on which rules change within two weeks, and of which nobody was told yet.
#[derive(Clone, Copy, Debug)]
pub struct ChangesAhead;

impl Question for ChangesAhead {
    const NAME: &'static str = "rules.changes_ahead";
    const RIGHT: Right = Right::Housekeeping;
    type Answer = Vec<NaiveDate>;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Vec<NaiveDate>, Failure> {
        let tomorrow = day_of(reader.at()) + Days::new(1);
        let last = day_of(reader.at()) + Days::new(DAYS_BEFORE);
        let book = app.rules.of(reader).await?;
        let told = rule_announcements::days_from(reader, tomorrow).await?;
        let days = book.change_days(tomorrow, last).into_iter().filter(|day| !told.contains(day));
        Ok(days.filter(|day| !book.changes_on(*day).is_empty()).collect())
    }
}

/// Tells the staff of the change of a day, once.
#[derive(Clone, Copy, Debug)]
pub struct AnnounceChange {
    /// The first day of the new rules.
    pub day: NaiveDate,
}

impl Intention for AnnounceChange {
    const NAME: &'static str = "rules.announce";
    const RIGHT: Right = Right::Housekeeping;
    type Done = usize;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<usize, Failure> {
        let affected = not_allowed_from(app, work, self.day).await?;
        if !rule_announcements::insert(work, self.day, affected).await? {
            return Ok(0);
        }
        let told = recipients(work).await?;
        for account in &told {
            work.happened(Event::RulesChangeAhead { account: *account, day: self.day });
        }
        let fact = json!({ "day": self.day, "affected": affected, "told": told.len() });
        work.note(Subject { entity: "rules", id: work.new_id() }, fact);
        Ok(told.len())
    }
}

async fn recipients(work: &Work<'_>) -> Result<Vec<AccountId>, Failure> {
    let is_told = |roles: &[String]| roles.iter().any(|role| TOLD.contains(&role.as_str()));
    let all = accounts::all(work).await?;
    Ok(all.into_iter().filter(|one| one.disabled_at.is_none() && is_told(&one.roles)).map(|one| one.id).collect())
}
