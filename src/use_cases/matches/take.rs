//! From a match to a proposal, with or without a seat held, in one transaction.

use super::Proposal;
use crate::{
    domain::permission::Right,
    store::work::Work,
    use_cases::{
        app::App,
        failure::Failure,
        intention::Intention,
        placements::{
            Moved,
            propose::{Matched, Propose},
            reserve::Reserve,
        },
    },
};

/// Proposes a place and holds a seat for it; where no seat is free, nothing is proposed either.
#[derive(Clone, Debug)]
pub struct ReservePlace {
    /// The proposal.
    pub proposal: Propose,
}

impl Intention for ReservePlace {
    const NAME: &'static str = "match.reserve";
    const RIGHT: Right = Right::Propose;
    type Done = Moved;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        let proposed = self.proposal.carry_out(app, work).await?;
        Reserve { placement: proposed.placement }.carry_out(app, work).await
    }
}

impl Proposal {
    /// What is kept of the match beside the proposal: the parts and the version of the weights.
    #[must_use]
    pub fn kept(&self) -> Matched {
        let parts = serde_json::to_value(&self.found.parts).unwrap_or_default();
        Matched { parts, weights_version: Some(self.found.weights.clone()) }
    }
}
