//! Takes a placement back before it is agreed; whoever was asked hears of it, without why.

use serde_json::json;

use super::case::{Case, Moved};
use crate::{
    domain::{
        ids::PlacementId,
        permission::Right,
        placement::Verb,
        reasons::{RetractReason, WithdrawCode},
    },
    store::work::Work,
    use_cases::{app::App, failure::Failure, intention::Intention},
};

/// Takes back an open placement.
#[derive(Clone, Debug)]
pub struct Withdraw {
    /// Which.
    pub placement: PlacementId,
    /// Why; stays inside.
    pub code: WithdrawCode,
}

impl Intention for Withdraw {
    const NAME: &'static str = "placement.withdraw";
    const RIGHT: Right = Right::Propose;
    type Done = Moved;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        let mut case = Case::open(work, self.placement).await?;
        case.may(Verb::Withdraw)?;
        case.free_seat(work).await?;
        case.retract(work, RetractReason::Withdrawn).await?;
        case.record.placement.held_until = None;
        case.record.end_code = Some(self.code.to_string());
        case.take_step(work, Verb::Withdraw, json!({ "code": self.code })).await
    }
}
