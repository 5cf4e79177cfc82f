//! Holds a seat for some days while citizen and consultant talk; nobody outside hears of it.

use chrono::Duration;
use serde_json::json;

use super::{
    barred::must_take_proposals,
    case::{Case, Moved},
    seating::{self, Promise},
};
use crate::{
    domain::{event::Event, ids::PlacementId, permission::Right, placement::Verb},
    store::{scope::Scope, work::Work},
    use_cases::{app::App, failure::Failure, intention::Intention},
};

/// Reserves a seat for a proposal.
#[derive(Clone, Debug)]
pub struct Reserve {
    /// Which.
    pub placement: PlacementId,
}

impl Intention for Reserve {
    const NAME: &'static str = "placement.reserve";
    const RIGHT: Right = Right::Propose;
    type Done = Moved;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        let mut case = Case::open_for_a_seat(work, self.placement).await?;
        case.may(Verb::Reserve)?;
        must_take_proposals(work, case.slot.company).await?;
        seating::must_be_open(work, &case.slot, case.record.placement.period).await?;
        let until = work.at() + Duration::days(app.settings.holds.reservation_days);
        seating::give(app, work, &case, Promise::Held(Some(until))).await?;
        case.record.placement.held_until = Some(until);
        work.happened(Event::PlacementReserved { placement: self.placement });
        case.take_step(work, Verb::Reserve, json!({ "held_until": until })).await
    }
}
