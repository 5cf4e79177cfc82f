//! Breaks a running placement off; the seat is free from the day after, and the citizen waits again,
//! unless a job or an education was found.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    case::{Case, Moved},
    seating,
};
use crate::{
    domain::{event::Event, ids::PlacementId, permission::Right, placement::Verb, reasons::InterruptCode, refusal::Refusal},
    store::{citizens, work::Work},
    use_cases::{app::App, failure::Failure, intention::Intention},
};

/// Breaks off a running placement.
#[derive(Clone, Debug)]
pub struct Interrupt {
    /// Which.
    pub placement: PlacementId,
    /// Its last day.
    pub on: NaiveDate,
    /// Why; stays inside.
    pub code: InterruptCode,
}

impl Intention for Interrupt {
    const NAME: &'static str = "placement.interrupt";
    const RIGHT: Right = Right::FollowUp;
    type Done = Moved;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        let case = Case::open(work, self.placement).await?;
        let waits = self.on.succ_opt().filter(|_| self.code.leaves_waiting());
        end(work, case, &End { verb: Verb::Interrupt, on: self.on, code: self.code.as_str(), waits }).await
    }
}

/// How a running placement ends.
pub(super) struct End<'a> {
    pub verb: Verb,
    /// The last day.
    pub on: NaiveDate,
    /// Coded reason or outcome.
    pub code: &'a str,
    /// From when the citizen waits again.
    pub waits: Option<NaiveDate>,
}

/// Ends a running placement on a day of its period.
pub(super) async fn end(work: &mut Work<'_>, mut case: Case, end: &End<'_>) -> Result<Moved, Failure> {
    let End { verb, on, code, waits } = *end;
    case.may(verb)?;
    if !case.record.placement.period.covers(on) {
        return Err(Refusal::field("on", "day-outside-period").into());
    }
    seating::free_after(work, &case.record.placement, on).await?;
    case.record.ended_on = Some(on);
    case.record.end_code = Some(code.to_owned());
    let moved = case.take_step(work, verb, json!({ "on": on, "code": code })).await?;
    citizens::wait(work, case.record.placement.citizen, waits).await?;
    citizens::note_places(work, case.record.placement.citizen).await?;
    work.happened(Event::PlacementMoved { placement: moved.placement, state: moved.state.to_string() });
    Ok(moved)
}
