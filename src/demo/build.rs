//! Fills a database with the invented municipality: accounts, then rows through the same import as real files.

use super::{Accounts, Demo, Town, story};
use crate::{
    domain::{ids::TenantId, numbers::NumberRefused, permission::Actor},
    intake::{Line, rows::SkillRow},
    use_cases::{
        accounts::{self, AccountDetails, CreateAccount, GivePassword, ListAccounts, SaveTeam},
        app::App,
        failure::Failure,
        imports::{BATCH, Incoming, TakeIn},
    },
};

/// Why the demo could not be built.
#[derive(Debug, thiserror::Error)]
pub enum NotBuilt {
    /// The generator made a number that is none.
    #[error("the demo made a bad number: {0}")]
    Number(#[from] NumberRefused),
    /// A use case refused.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// A row was refused.
    #[error("the demo made a row that was refused, in line {line} ({column}): {reason}")]
    Row {
        /// Number of the row.
        line: u64,
        /// Column.
        column: String,
        /// Why.
        reason: String,
    },
    /// The story cannot be told as it is written.
    #[error("the demo's story (config/demo/story.toml) cannot be told: {act}: {reason}")]
    Story {
        /// What was to be done, or who was to play.
        act: String,
        /// Why not.
        reason: String,
    },
}

impl NotBuilt {
    pub(super) fn untold(act: &str, reason: &str) -> Self {
        Self::Story { act: act.to_owned(), reason: reason.to_owned() }
    }
}

/// Tells how many rows have gone in.
pub type Progress<'a> = &'a (dyn Fn(u64) + Sync);

/// Fills one municipality.
///
/// # Errors
/// See [`NotBuilt`]; rows before it stay.
pub async fn fill(app: &App, tenant: TenantId, demo: &Demo<'_>, town: &Town<'_>, progress: Progress<'_>) -> Result<(), NotBuilt> {
    let filling = Filling { app, actor: Actor::system(tenant), progress };
    filling.people(demo.accounts()).await?;
    filling.rows(demo.skills().map(Ok)).await?;
    filling.rows(town.companies()).await?;
    filling.rows(town.slots()).await?;
    filling.rows(town.citizens()).await?;
    if town.is_home() { story::tell(app, tenant, town).await } else { Ok(()) }
}

struct Filling<'a> {
    app: &'a App,
    actor: Actor,
    progress: Progress<'a>,
}

impl Filling<'_> {
    async fn people(&self, people: &Accounts) -> Result<(), NotBuilt> {
        for team in &people.teams {
            self.app.carry_out(&self.actor, &SaveTeam { team: None, name: team.name.clone(), active: true }).await?;
        }
        let teams = self.app.ask(&self.actor, &ListAccounts).await?.teams;
        for person in &people.staff {
            let details = AccountDetails {
                user_name: person.user.clone(),
                display_name: person.name.clone(),
                email: Some(person.email.clone()),
                phone: Some(person.phone.clone()),
                roles: vec![person.role.clone()],
                team: teams.iter().find(|team| team.name == person.team).map(|team| team.id),
            };
            self.app.carry_out(&self.actor, &CreateAccount { details, password_hash: None }).await?;
        }
        Ok(())
    }

    async fn rows<R: Incoming + Send>(&self, rows: impl Iterator<Item = Result<R, NumberRefused>>) -> Result<(), NotBuilt> {
        let mut batch = Vec::with_capacity(BATCH);
        for (row, number) in rows.zip(1..) {
            batch.push(Line { number, row: row?, notices: Vec::new() });
            if batch.len() == BATCH {
                self.commit(&mut batch).await?;
            }
        }
        self.commit(&mut batch).await
    }

    async fn commit<R: Incoming + Send>(&self, batch: &mut Vec<Line<R>>) -> Result<(), NotBuilt> {
        let taken = self.app.carry_out(&self.actor, &TakeIn { lines: batch }).await?;
        if let Some(complaint) = taken.complaints.into_iter().next() {
            let reason = complaint.reason.sentence(crate::domain::terms::Language::Da);
            return Err(NotBuilt::Row { line: complaint.line, column: complaint.column, reason });
        }
        (self.progress)(u64::try_from(batch.len()).unwrap_or(0));
        batch.clear();
        Ok(())
    }
}

/// A demo account with the password of this start.
#[derive(Clone, Debug)]
pub struct FreshPassword {
    /// Role.
    pub role: String,
    /// User name.
    pub user: String,
    /// Password.
    pub password: String,
}

/// Gives every demo account a new password, which is printed once; a demo's data may be kept for weeks, its passwords not.
///
/// # Errors
/// The database refuses.
pub async fn fresh_passwords(app: &App, tenant: TenantId, people: &Accounts) -> Result<Vec<FreshPassword>, Failure> {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let actor = Actor::system(tenant);
    let there = app.ask(&actor, &ListAccounts).await?.accounts;
    let mut fresh = Vec::new();
    for person in &people.staff {
        let Some(account) = there.iter().find(|account| account.user_name == person.user) else { continue };
        let password = URL_SAFE_NO_PAD.encode(&app.ids.token()[..12]);
        let password_hash = accounts::hashed(app, &password).await?;
        app.carry_out(&actor, &GivePassword { account: account.id, password_hash }).await?;
        fresh.push(FreshPassword { role: person.role.clone(), user: person.user.clone(), password });
    }
    Ok(fresh)
}

impl Demo<'_> {
    /// Every skill that the demo's people have, as rows of a skill list.
    pub fn skills(&self) -> impl Iterator<Item = SkillRow> {
        let row = |skill: String| SkillRow { uri: format!("demo:{skill}"), kind: None, reuse: None, title: skill, synonyms: Vec::new() };
        self.all_skills().into_iter().map(row)
    }
}
