//! The first day has come: the placement runs.

use serde_json::Value;

use super::{
    attests,
    case::{Case, Moved},
};
use crate::{
    base::clock::day_of,
    domain::{event::Event, ids::PlacementId, permission::Right, placement::Verb, refusal::Refusal},
    store::{scope::Scope, work::Work},
    use_cases::{app::App, failure::Failure, intention::Intention},
};

/// Starts an agreed placement, on its first day or later.
#[derive(Clone, Debug)]
pub struct Start {
    /// Which.
    pub placement: PlacementId,
}

impl Intention for Start {
    const NAME: &'static str = "placement.start";
    const RIGHT: Right = Right::FollowUp;
    type Done = Moved;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        let mut case = Case::open(work, self.placement).await?;
        case.may(Verb::Start)?;
        if day_of(work.at()) < case.record.placement.period.from {
            return Err(Refusal::field("starts_on", "starts-later").into());
        }
        attests::must_be_there(app, work, &case).await?;
        let moved = case.take_step(work, Verb::Start, Value::Null).await?;
        work.happened(Event::PlacementMoved { placement: moved.placement, state: moved.state.to_string() });
        Ok(moved)
    }
}
