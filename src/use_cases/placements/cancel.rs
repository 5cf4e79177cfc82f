//! Takes a placement back after it was agreed and before it has started; the seat is free at once
//! and the citizen waits again, since the same day as before, unless a job was found.

use serde_json::json;

use super::case::{Case, Moved};
use crate::{
    base::clock::day_of,
    domain::{
        ids::PlacementId,
        permission::Right,
        placement::Verb,
        reasons::{RetractReason, WithdrawCode},
    },
    store::{citizens, scope::Scope, work::Work},
    use_cases::{app::App, failure::Failure, intention::Intention},
};

/// Cancels an agreed placement.
#[derive(Clone, Debug)]
pub struct Cancel {
    /// Which.
    pub placement: PlacementId,
    /// Why; stays inside.
    pub code: WithdrawCode,
}

impl Intention for Cancel {
    const NAME: &'static str = "placement.cancel";
    const RIGHT: Right = Right::FollowUp;
    type Done = Moved;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        let mut case = Case::open(work, self.placement).await?;
        case.may(Verb::Cancel)?;
        case.free_seat(work).await?;
        case.retract(work, RetractReason::Cancelled).await?;
        case.record.ended_on = Some(day_of(work.at()));
        case.record.end_code = Some(self.code.to_string());
        let moved = case.take_step(work, Verb::Cancel, json!({ "code": self.code })).await?;
        let citizen = case.record.placement.citizen;
        if !self.code.leaves_waiting() {
            citizens::wait(work, citizen, None).await?;
        }
        citizens::note_places(work, citizen).await?;
        Ok(moved)
    }
}
