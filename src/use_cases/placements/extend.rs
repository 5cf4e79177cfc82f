//! Gives a running placement a later end, where seat and law allow it.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    case::{Case, Moved},
    law::{self, Passing},
    seating::{self, Promise},
    sound, words,
};
use crate::{
    domain::{event::Event, ids::PlacementId, permission::Right, placement::Verb, refusal::Refusal, rulebook::facts::Run},
    store::work::Work,
    use_cases::{app::App, failure::Failure, intention::Intention},
};

/// A later end.
#[derive(Clone, Debug)]
pub struct Extend {
    /// Of which placement.
    pub placement: PlacementId,
    /// The new last day.
    pub ends_on: NaiveDate,
    /// Grounds that the rule book knows (`konkret_vurdering`, `helt_saerligt_behov`).
    pub justifications: Vec<String>,
    /// Rules to be passed over, as `override:<rule>`.
    pub overrides: Vec<String>,
    /// Why.
    pub reason: Option<String>,
}

impl Intention for Extend {
    const NAME: &'static str = "placement.extend";
    const RIGHT: Right = Right::FollowUp;
    type Done = Moved;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        sound::justifications(&*app.rules.of(work).await?, &self.justifications)?;
        let reason = words::checked(app, "reason", self.reason.as_deref())?;
        let mut case = Case::open_for_a_seat(work, self.placement).await?;
        case.may(Verb::Extend)?;
        let run = self.lengthen(&mut case)?;
        seating::must_stay_open(work, &case.slot, case.record.placement.period, run.ends_on).await?;
        seating::give(app, work, &case, Promise::Taken).await?;
        let passing =
            Passing { verb: Verb::Extend, overrides: &self.overrides, reason: reason.as_deref(), over_unknown: false, extends: Some(run) };
        let passed_over = law::must_pass(app, work, &mut case, &passing).await?;
        let moved = case.take_step(work, Verb::Extend, json!({ "ends_on": self.ends_on, "passed_over": passed_over })).await?;
        work.happened(Event::PlacementMoved { placement: moved.placement, state: moved.state.to_string() });
        Ok(moved)
    }
}

impl Extend {
    /// Moves the end; tells the run so far.
    fn lengthen(&self, case: &mut Case) -> Result<Run, Refusal> {
        let placement = &mut case.record.placement;
        if self.ends_on <= placement.period.to {
            return Err(Refusal::field("ends_on", "ends-no-later"));
        }
        sound::end(placement.period.from, self.ends_on)?;
        let run = Run { starts_on: placement.period.from, ends_on: placement.period.to };
        placement.period.to = self.ends_on;
        placement.justifications.extend(self.justifications.iter().cloned());
        placement.justifications.sort_unstable();
        placement.justifications.dedup();
        Ok(run)
    }
}
