//! Tells the staff of a change of the rules two weeks before it takes effect (M31), whichever edition or row it comes from.

use chrono::{Days, NaiveDate};
use serde_json::json;

use super::simulate::hit_by_change;
use crate::{
    base::clock::day_of,
    domain::{
        event::Event,
        ids::AccountId,
        permission::Right,
        rulebook::{RuleBook, plain::PlainRule},
    },
    settings::rules::text::hash_of,
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

/// The days, today among them, on which rules change within two weeks, and of whose changes nobody was told yet.
#[derive(Clone, Copy, Debug)]
pub struct ChangesAhead;

impl Question for ChangesAhead {
    const NAME: &'static str = "rules.changes_ahead";
    const RIGHT: Right = Right::Housekeeping;
    type Answer = Vec<NaiveDate>;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Vec<NaiveDate>, Failure> {
        let today = day_of(reader.at());
        let book = app.rules.of(reader).await?;
        let told = rule_announcements::told_from(reader, today).await?;
        let is_new = |day: &NaiveDate| mark(&book, *day).is_some_and(|mark| !told.contains(&(*day, mark)));
        Ok(book.change_days(today, today + Days::new(DAYS_BEFORE)).into_iter().filter(is_new).collect())
    }
}

/// What tells one change from another of the same day; none where nothing changes.
fn mark(book: &RuleBook, day: NaiveDate) -> Option<String> {
    let changes = book.changes_on(day);
    let line = |rule: &PlainRule| format!("{} {} {} {}\n", rule.head.id, rule.head.valid_from, rule.says.da, rule.whom.da);
    (!changes.is_empty()).then(|| hash_of(&changes.all().map(line).collect::<String>()))
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
        let Some(mark) = mark(&*app.rules.of(work).await?, self.day) else { return Ok(0) };
        let affected = hit_by_change(app, work, self.day).await?;
        if !rule_announcements::insert(work, (self.day, &mark), affected).await? {
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
