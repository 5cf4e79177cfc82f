//! A program may send a write again under the same key: it is done once, and answered as the first time.

use serde_json::json;
use uuid::Uuid;

use super::{app::App, failure::Failure, intention::Intention, placements::Moved};
pub use crate::store::idempotency::CallKey;
use crate::{
    domain::{ids::TenantId, permission::Right, refusal::Refusal},
    store::{
        idempotency::{self, Earlier},
        work::{Subject, Work},
    },
};

/// What an intention was about, so that a second call can be answered.
pub trait About {
    /// The id of what was written.
    fn subject(&self) -> Uuid;
}

impl About for Moved {
    fn subject(&self) -> Uuid {
        self.placement.0
    }
}

/// An intention under a program's key.
pub struct Once<'a, I> {
    /// What is wanted.
    pub intention: &'a I,
    /// The key.
    pub call: &'a CallKey,
}

/// How a call under a key went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done, or done earlier without its answer being kept: what was written.
    Wrote(Uuid),
    /// Done earlier, with this status and body.
    Answered(u16, String),
}

impl<I> Intention for Once<'_, I>
where
    I: Intention,
    I::Done: About,
{
    const NAME: &'static str = I::NAME;
    const RIGHT: Right = I::RIGHT;
    type Done = Outcome;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Outcome, Failure> {
        if let Some(earlier) = idempotency::take(work, self.call).await? {
            return self.again(work, earlier);
        }
        let subject = self.intention.carry_out(app, work).await?.subject();
        idempotency::wrote(work, self.call, subject).await?;
        Ok(Outcome::Wrote(subject))
    }
}

impl<I> Once<'_, I> {
    fn again(&self, work: &mut Work<'_>, earlier: Earlier) -> Result<Outcome, Failure> {
        if earlier.fingerprint != self.call.fingerprint {
            return Err(Refusal::KeyReused.into());
        }
        work.note(Subject::new("api_call", self.call.token), json!({ "again": true }));
        match (earlier.status, Uuid::parse_str(&earlier.body)) {
            (Some(status), _) => Ok(Outcome::Answered(status, earlier.body)),
            (None, Ok(subject)) => Ok(Outcome::Wrote(subject)),
            (None, Err(_)) => Err(Refusal::KeyReused.into()),
        }
    }
}

/// Keeps the answer of a call, so that a second one gets the same.
///
/// # Errors
/// The database refuses.
pub async fn keep_answer(app: &App, tenant: TenantId, call: &CallKey, answer: (u16, String)) -> Result<(), Failure> {
    Ok(idempotency::answered(&app.database, tenant, call, answer).await?)
}
