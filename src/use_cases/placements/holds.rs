//! Ends what has run out: holds on seats and questions without an answer. Until then a seat counts as held everywhere.

use serde_json::Value;

use super::case::{Case, Moved};
use crate::{
    domain::{
        event::Event,
        ids::PlacementId,
        permission::{Actor, Right},
        placement::{StateName, Verb},
        reasons::RetractReason,
        slot::Slot,
    },
    store::{
        claims, placements,
        scope::{Reader, Scope},
        work::Work,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
    },
};

/// How many run-out holds one round looks at.
const ROUND: u64 = 200;

/// Ends one hold, if it has run out; done twice, the second time does nothing.
pub struct EndHold {
    /// Whose.
    pub placement: PlacementId,
}

impl Intention for EndHold {
    const NAME: &'static str = "placement.end_hold";
    const RIGHT: Right = Right::Housekeeping;
    type Done = Option<Moved>;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<Option<Moved>, Failure> {
        let mut case = Case::open(work, self.placement).await?;
        end(work, &mut case).await
    }
}

/// Ends the hold of a locked placement, if it has run out by now.
async fn end(work: &mut Work<'_>, case: &mut Case) -> Result<Option<Moved>, Failure> {
    let claim = claims::of_placement(work, case.id()).await?;
    if claim.and_then(|claim| claim.held_until).is_none_or(|until| until > work.at()) {
        return Ok(None);
    }
    match case.state() {
        StateName::Reserved => let_hold_end(work, case).await.map(Some),
        StateName::Offered => expire(work, case).await.map(Some),
        _ => Ok(None),
    }
}

async fn let_hold_end(work: &mut Work<'_>, case: &mut Case) -> Result<Moved, Failure> {
    case.free_seat(work).await?;
    case.record.placement.held_until = None;
    work.happened(Event::HoldEnded { placement: case.id() });
    case.take_step(work, Verb::LetHoldEnd, Value::Null).await
}

async fn expire(work: &mut Work<'_>, case: &mut Case) -> Result<Moved, Failure> {
    case.free_seat(work).await?;
    case.retract(work, RetractReason::Expired).await?;
    case.take_step(work, Verb::Expire, Value::Null).await
}

/// Ends every run-out hold on a locked slot; tells whether there was one.
pub(super) async fn end_run_out_on(work: &mut Work<'_>, slot: &Slot) -> Result<bool, Failure> {
    let run_out = claims::run_out_on(work, slot.id).await?;
    for placement in &run_out {
        let record = placements::lock(work, *placement).await?.or_not_found()?;
        let mut case = Case { record, slot: slot.clone() };
        end(work, &mut case).await?;
    }
    Ok(!run_out.is_empty())
}

/// Placements whose hold has run out by now, oldest first.
pub struct RunOut;

impl Question for RunOut {
    const NAME: &'static str = "placement.run_out";
    const RIGHT: Right = Right::Housekeeping;
    type Answer = Vec<PlacementId>;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Vec<PlacementId>, Failure> {
        Ok(claims::run_out(reader, ROUND).await?.into_iter().map(|claim| claim.placement).collect())
    }
}

/// Ends what has run out in one municipality, each in a transaction of its own; tells how many were ended.
///
/// # Errors
/// The database cannot be reached, or one of them fails; then the others are ended all the same.
pub async fn end_run_out(app: &App, system: &Actor) -> Result<usize, Failure> {
    let (mut ended, mut failed) = (0, None);
    for placement in app.ask(system, &RunOut).await? {
        match app.carry_out(system, &EndHold { placement }).await {
            Ok(moved) => ended += usize::from(moved.is_some()),
            Err(Failure::NotFound | Failure::Refused(_)) => {}
            Err(failure) => failed = failed.or(Some(failure)),
        }
    }
    failed.map_or(Ok(ended), Err)
}
