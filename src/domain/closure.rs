//! Days on which a workplace or one of its slots takes nobody: holiday, refurbishment, a pause.

use serde::{Deserialize, Serialize};

use super::{
    ids::{ClosureId, SlotId, WorkplaceId},
    period::Period,
    terms::words,
};

words! {
    /// Why it is closed.
    ClosureReason {
        /// Everybody is away; who is there already comes back afterwards.
        Holiday = "holiday",
        /// Nobody can work there.
        Refurbishment = "refurbishment",
        /// The company takes nobody for a while.
        Pause = "pause",
        /// Something else; nobody can work there.
        Other = "other",
    }
}

/// Days on which a workplace or one of its slots takes nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// Own id.
    pub id: ClosureId,
    /// The workplace.
    pub workplace: WorkplaceId,
    /// One slot only; none = all of the workplace.
    pub slot: Option<SlotId>,
    /// Why.
    pub reason: ClosureReason,
    /// First to last day.
    pub days: Period,
}
