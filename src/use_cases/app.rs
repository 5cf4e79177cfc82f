//! The running house without its doors: everything that use cases need, and the one way to run them.

use std::sync::Arc;

use tokio::sync::Notify;

use super::{
    companies::CompanyShelf,
    failure::Failure,
    intention::{Intention, Question},
    rules::shelf::RuleShelf,
};
use crate::{
    base::{
        clock::{Clock, Moment},
        fault::Fault,
        id_source::IdSource,
        secret::Keys,
        sign_in_guard::SignInGuard,
    },
    domain::{
        conditions::ConditionLists,
        ids::{CitizenId, TenantId},
        matching::Weights,
        permission::{Actor, Right, RoleBook},
        reference::Reference,
        refusal::Refusal,
        terms::LookPurpose,
    },
    gateway::cvr::CompanyRegister,
    search::Search,
    settings::Settings,
    store::{
        audit::{self, Look},
        database::Database,
        scope::Reader,
        work::{Tools, Work},
    },
};

/// How often an intention is tried when the database loses a race.
const TRIES: u32 = 8;

/// What use cases need; cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub database: Database,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Ids and randomness.
    pub ids: Arc<dyn IdSource>,
    /// The server's keys.
    pub keys: Keys,
    /// What is set.
    pub settings: Arc<Settings>,
    /// Roles and rights.
    pub roles: Arc<RoleBook>,
    /// The law as dated data, a book for each municipality.
    pub rules: Arc<RuleShelf>,
    /// Places, branches, jobs, words.
    pub reference: Arc<Reference>,
    /// The fixed lists of conditions.
    pub conditions: Arc<ConditionLists>,
    /// What counts how much in a match.
    pub weights: Arc<Weights>,
    /// The company register, for filling forms.
    pub register: Arc<dyn CompanyRegister>,
    /// Counts tries to sign in.
    pub guard: Arc<SignInGuard>,
    /// The kartoteks in memory, for lists.
    pub kartoteks: Arc<CompanyShelf>,
    /// Both search indexes.
    pub search: Arc<Search>,
    /// Rings after each commit, so that jobs and index need not wait.
    pub committed: Arc<Notify>,
}

impl App {
    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    fn tools(&self) -> Tools<'_> {
        Tools { ids: self.ids.as_ref(), keys: &self.keys }
    }

    /// Runs an intention: permission, transaction, commit; once more when the database lost a race.
    ///
    /// # Errors
    /// See [`Failure`]; then nothing was written.
    pub async fn carry_out<I: Intention>(&self, actor: &Actor, intention: &I) -> Result<I::Done, Failure> {
        require(actor, I::RIGHT)?;
        let mut tries = 1;
        loop {
            match self.try_once(actor, intention).await {
                Err(Failure::Fault(fault)) if fault.passing && !fault.has_waited && tries < TRIES => tries += 1,
                Ok(done) => {
                    self.committed.notify_waiters();
                    return Ok(done);
                }
                Err(failure) => return Err(failure),
            }
        }
    }

    /// Does everything that an intention would do and takes it back: what would come of it.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn rehearse<I: Intention>(&self, actor: &Actor, intention: &I) -> Result<I::Done, Failure> {
        require(actor, I::RIGHT)?;
        let mut work = Work::begin(&self.database, actor, self.now(), self.tools()).await?;
        let done = intention.carry_out(self, &mut work).await;
        work.roll_back().await?;
        done
    }

    async fn try_once<I: Intention>(&self, actor: &Actor, intention: &I) -> Result<I::Done, Failure> {
        let mut work = Work::begin(&self.database, actor, self.now(), self.tools()).await?;
        match intention.carry_out(self, &mut work).await {
            Ok(done) => {
                work.commit(I::NAME).await?;
                Ok(done)
            }
            Err(failure) => {
                work.roll_back().await?;
                Err(failure)
            }
        }
    }

    /// Asks a question: permission, one state of the database, and a log row for each citizen shown.
    ///
    /// # Errors
    /// See [`Failure`]; also when the look cannot be logged.
    pub async fn ask<Q: Question>(&self, actor: &Actor, question: &Q) -> Result<Q::Answer, Failure> {
        require(actor, Q::RIGHT)?;
        // Before the reader: who holds a connection and waits for another one, holds up everybody.
        question.prepare(self, actor.tenant).await?;
        let reader = self.reader(actor.tenant).await?;
        let answer = question.answer(self, &reader).await;
        reader.end().await?;
        let answer = answer?;
        self.log_look(actor, Q::NAME, question.purpose(), &question.shown(&answer)).await?;
        Ok(answer)
    }

    /// Begins to read for a municipality.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn reader(&self, tenant: TenantId) -> Result<Reader<'_>, Fault> {
        Reader::begin(&self.database, tenant, self.now(), &self.keys).await
    }

    async fn log_look(&self, actor: &Actor, page: &str, purpose: LookPurpose, citizens: &[CitizenId]) -> Result<(), Failure> {
        let is_somebody = actor.account().is_some() || actor.contact().is_some();
        if citizens.is_empty() || !is_somebody {
            return Ok(());
        }
        let work = Work::begin(&self.database, actor, self.now(), self.tools()).await?;
        audit::log_look(&work, &Look { purpose, page, citizens }).await?;
        work.commit_silently().await?;
        Ok(())
    }
}

/// The first line of each use case.
///
/// # Errors
/// The actor's roles do not include the right.
pub fn require(actor: &Actor, right: Right) -> Result<(), Failure> {
    if actor.may(right) { Ok(()) } else { Err(Failure::Denied(right)) }
}

/// Checks the version that a form or `If-Match` brought.
///
/// # Errors
/// [`Refusal::Stale`] when somebody else was faster.
pub fn same_version(expected: i32, current: i32) -> Result<(), Refusal> {
    if expected == current { Ok(()) } else { Err(Refusal::Stale { current }) }
}
