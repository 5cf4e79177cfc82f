//! All sides agree: the seat is taken, the citizen leaves the waiting list, and other open placements fall away.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    case::{Case, Moved},
    law::{self, Passing},
    seating::{self, Promise},
    words,
};
use crate::{
    domain::{
        event::Event,
        ids::{CitizenId, PlacementId},
        permission::Right,
        placement::{SaidOfFunction, Verb},
        reasons::RetractReason,
        refusal::Refusal,
    },
    store::{citizens, placements, scope::Scope, slots, work::Work, workplaces},
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
    },
};

/// The agreement.
#[derive(Clone, Debug)]
pub struct Agree {
    /// About which placement.
    pub placement: PlacementId,
    /// Rules to be passed over, as `override:<rule>`; an unknown fact never is.
    pub overrides: Vec<String>,
    /// Why.
    pub reason: Option<String>,
    /// What is said of the work function, where the last employer is the place.
    pub function: SaidOfFunction,
}

impl Intention for Agree {
    const NAME: &'static str = "placement.agree";
    const RIGHT: Right = Right::FollowUp;
    type Done = Moved;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        let me = work.actor().account().ok_or(Refusal::NeedsPerson)?;
        let reason = words::checked(app, "reason", self.reason.as_deref())?;
        let seen = placements::find(work, self.placement).await?.or_not_found()?;
        lock_workplaces_of(work, seen.placement.citizen).await?;
        let mut case = Case::open(work, self.placement).await?;
        case.may(Verb::Agree)?;
        case.record.placement.note_function(&self.function);
        let passing =
            Passing { verb: Verb::Agree, overrides: &self.overrides, reason: reason.as_deref(), over_unknown: false, extends: None };
        let passed_over = law::must_pass(app, work, &mut case, &passing).await?;
        seating::give(app, work, &case, Promise::Taken).await?;
        case.record.agreed_by = Some(me);
        case.record.agreed_at = Some(work.at());
        work.happened(Event::PlacementAgreed { placement: self.placement });
        let fact = json!({ "law": case.record.verdict.get("verdict"), "rule_set": case.record.rule_set, "passed_over": passed_over });
        let moved = case.take_step(work, Verb::Agree, fact).await?;
        citizens::note_places(work, case.record.placement.citizen).await?;
        make_others_obsolete(work, &case).await?;
        Ok(moved)
    }
}

/// Locks the workplaces of all the citizen's open placements in the order of their ids, so that two agreements of
/// one citizen never wait for each other.
async fn lock_workplaces_of(work: &Work<'_>, citizen: CitizenId) -> Result<(), Failure> {
    let open = placements::open_of_citizen(work, citizen).await?;
    let ids: BTreeSet<_> = open.iter().map(|record| record.placement.workplace).collect();
    for id in ids {
        workplaces::lock(work, id).await?;
    }
    Ok(())
}

async fn make_others_obsolete(work: &mut Work<'_>, agreed: &Case) -> Result<(), Failure> {
    let mut open = placements::open_of_citizen(work, agreed.record.placement.citizen).await?;
    open.sort_by_key(|record| (record.placement.slot, record.placement.id));
    for record in open {
        let slot = slots::lock(work, record.placement.slot).await?.or_not_found()?;
        let record = placements::lock(work, record.placement.id).await?.or_not_found()?;
        let mut other = Case { record, slot };
        if other.may(Verb::MakeObsolete).is_err() {
            continue;
        }
        other.free_seat(work).await?;
        other.retract(work, RetractReason::Obsolete).await?;
        other.take_step(work, Verb::MakeObsolete, Value::Null).await?;
    }
    Ok(())
}
