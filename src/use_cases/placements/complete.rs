//! A running placement has come to its end; what it led to is kept.

use chrono::NaiveDate;

use super::{
    case::{Case, Moved},
    interrupt::{End, end},
};
use crate::{
    domain::{ids::PlacementId, permission::Right, placement::Verb, reasons::EndOutcome},
    store::work::Work,
    use_cases::{app::App, failure::Failure, intention::Intention},
};

/// Completes a running placement.
#[derive(Clone, Debug)]
pub struct Complete {
    /// Which.
    pub placement: PlacementId,
    /// Its last day.
    pub on: NaiveDate,
    /// What it led to.
    pub outcome: EndOutcome,
}

impl Intention for Complete {
    const NAME: &'static str = "placement.complete";
    const RIGHT: Right = Right::FollowUp;
    type Done = Moved;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        let case = Case::open(work, self.placement).await?;
        end(work, case, &End { verb: Verb::Complete, on: self.on, code: self.outcome.as_str(), waits: None }).await
    }
}
