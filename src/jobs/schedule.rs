//! What is done by the clock, and how often.

use std::time::Duration;

use chrono::Duration as Span;
use futures_util::future::BoxFuture;

use crate::{base::fault::Fault, store::outbox, use_cases::app::App};

/// Does a piece of work and tells how many things it touched.
pub type Act = for<'a> fn(&'a App) -> BoxFuture<'a, Result<usize, Fault>>;

/// Work that is done again and again; doing it twice, or on two nodes at once, does no harm.
#[derive(Clone, Copy)]
pub struct Chore {
    /// Name in the log.
    pub name: &'static str,
    /// How often.
    pub every: Duration,
    /// The work.
    pub act: Act,
}

/// Days for which dispatched events and dead codes are kept.
const KEPT_DAYS: i64 = 30;

/// All chores.
#[must_use]
pub fn chores() -> Vec<Chore> {
    vec![Chore { name: "purge", every: Duration::from_secs(3600), act: purge }]
}

fn purge(app: &App) -> BoxFuture<'_, Result<usize, Fault>> {
    Box::pin(async move {
        let gone = outbox::purge(&app.database, app.now() - Span::days(KEPT_DAYS)).await?;
        Ok(usize::try_from(gone).unwrap_or(usize::MAX))
    })
}
