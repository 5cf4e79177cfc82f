//! The two kinds of use case: an intention writes, a question reads. Permission stands in front of both.

use std::future::Future;

use super::{app::App, failure::Failure};
use crate::{
    domain::{
        ids::{CitizenId, TenantId},
        permission::Right,
        terms::LookPurpose,
    },
    store::{scope::Reader, work::Work},
};

/// Something a user wants done: one transaction, with its events and audit.
pub trait Intention: Sync {
    /// Name in the audit and the permission table, e.g. `placement.confirm`.
    const NAME: &'static str;
    /// The right that it needs.
    const RIGHT: Right;
    /// What is known afterwards.
    type Done: Send;

    /// Does it. May run more than once when the database loses a race: all effects go through `work`.
    fn carry_out(&self, app: &App, work: &mut Work<'_>) -> impl Future<Output = Result<Self::Done, Failure>> + Send;
}

/// Something a user wants to know.
pub trait Question: Sync {
    /// Name in the access log and the permission table, e.g. `slot.search`.
    const NAME: &'static str;
    /// The right that it needs.
    const RIGHT: Right;
    /// The answer.
    type Answer: Send + Sync;

    /// Makes ready what the answer needs besides the database; runs before a connection is taken and holds none afterwards.
    fn prepare(&self, _app: &App, _tenant: TenantId) -> impl Future<Output = Result<(), Failure>> + Send {
        std::future::ready(Ok(()))
    }

    /// Finds the answer in one state of the database; takes no second connection beside the reader's.
    fn answer(&self, app: &App, reader: &Reader<'_>) -> impl Future<Output = Result<Self::Answer, Failure>> + Send;

    /// The citizens that the answer shows; each becomes a row of the access log before the answer is given.
    fn shown(&self, _answer: &Self::Answer) -> Vec<CitizenId> {
        Vec::new()
    }

    /// Why citizens are looked at.
    fn purpose(&self) -> LookPurpose {
        LookPurpose::Case
    }
}
