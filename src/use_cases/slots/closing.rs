//! Closes a workplace or one of its slots for some days, and opens it again; who sits there already stays.

use chrono::NaiveDate;
use serde_json::json;

use super::write::locked;
use crate::{
    base::clock::day_of,
    domain::{
        closure::{Closure, ClosureReason},
        ids::{ClosureId, PlacementId, SlotId, WorkplaceId},
        period::{Period, is_plausible},
        permission::Right,
        refusal::{FieldRefused, Refusal},
        slot::Slot,
    },
    store::{
        claims, closures,
        scope::Scope,
        slots,
        work::{Subject, Work},
        workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
    },
};

/// Most closures of one workplace that are not over: enough for every slot's summer, too few to fill a page.
const MOST: usize = 200;

/// When and why a place is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    /// First to last day.
    pub days: Period,
    /// Why.
    pub reason: ClosureReason,
    /// Whether somebody has seen that placements stand on these days, and wants it all the same.
    pub over_placements: bool,
}

/// Closes one slot.
#[derive(Clone, Copy, Debug)]
pub struct CloseSlot {
    /// Which.
    pub slot: SlotId,
    /// When and why.
    pub closing: Closing,
}

impl Intention for CloseSlot {
    const NAME: &'static str = "slot.close";
    const RIGHT: Right = Right::ChangeSlots;
    type Done = ClosureId;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<ClosureId, Failure> {
        let slot = locked(work, self.slot).await?;
        let subject = Subject::new("slot", slot.id);
        close(work, (slot.workplace, Some(slot.id)), &[slot], (self.closing, subject)).await
    }
}

/// Closes a workplace with all its slots.
#[derive(Clone, Copy, Debug)]
pub struct CloseWorkplace {
    /// Which.
    pub workplace: WorkplaceId,
    /// When and why.
    pub closing: Closing,
}

impl Intention for CloseWorkplace {
    const NAME: &'static str = "workplace.close_for_days";
    const RIGHT: Right = Right::ChangeSlots;
    type Done = ClosureId;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<ClosureId, Failure> {
        let workplace = workplaces::lock(work, self.workplace).await?.or_not_found()?;
        let own = slots::at_workplace(work, workplace.id).await?;
        close(work, (workplace.id, None), &own, (self.closing, Subject::new("workplace", workplace.id))).await
    }
}

async fn close(
    work: &mut Work<'_>,
    (workplace, slot): (WorkplaceId, Option<SlotId>),
    closed: &[Slot],
    (closing, subject): (Closing, Subject),
) -> Result<ClosureId, Failure> {
    let Closing { days, reason, over_placements } = closing;
    let today = day_of(work.at());
    must_be_sound(days, today)?;
    if closures::at_workplaces(work, &[workplace], today).await?.len() >= MOST {
        return Err(Refusal::field("from", "closure-too-many").into());
    }
    let placements = standing(work, closed, days).await?;
    if !over_placements && !placements.is_empty() {
        return Err(Refusal::ClosedOverPlacements { placements }.into());
    }
    let id = ClosureId(work.new_id());
    closures::insert(work, &Closure { id, workplace, slot, reason, days }).await?;
    work.changed(subject);
    work.note(subject, json!({ "closure": id, "reason": reason, "from": days.from, "to": days.to, "over": placements.len() }));
    Ok(id)
}

fn must_be_sound(days: Period, today: NaiveDate) -> Result<(), Refusal> {
    let is_wrong = [
        (days.to < days.from, "to", "error-order"),
        (days.to < today, "to", "closure-until-past"),
        (!is_plausible(days.from), "from", "error-date"),
        (!is_plausible(days.to), "to", "error-date"),
    ];
    let fields: Vec<FieldRefused> =
        is_wrong.into_iter().filter(|(wrong, ..)| *wrong).map(|(_, field, reason)| FieldRefused::new(field, reason)).collect();
    if fields.is_empty() { Ok(()) } else { Err(Refusal::Invalid { fields }) }
}

/// The placements that have a seat of the slots on one of the days.
async fn standing(work: &Work<'_>, closed: &[Slot], days: Period) -> Result<Vec<PlacementId>, Failure> {
    let ids: Vec<SlotId> = closed.iter().map(|slot| slot.id).collect();
    let claims = claims::of_slots(work, &ids).await?;
    Ok(claims.into_iter().filter(|claim| claim.period.overlaps(days)).map(|claim| claim.placement).collect())
}

/// Opens a closed place again: from the day after `last` on, or as if it had never been closed.
#[derive(Clone, Copy, Debug)]
pub struct EndClosure {
    /// Which closure.
    pub closure: ClosureId,
    /// Its new last day; none takes it away.
    pub last: Option<NaiveDate>,
}

impl Intention for EndClosure {
    const NAME: &'static str = "closure.end";
    const RIGHT: Right = Right::ChangeSlots;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let seen = closures::find(work, self.closure).await?.or_not_found()?;
        workplaces::lock(work, seen.workplace).await?.or_not_found()?;
        let closure = closures::find(work, self.closure).await?.or_not_found()?;
        match self.last {
            None => closures::delete(work, closure.id).await?,
            Some(last) if closure.days.covers(last) => {
                closures::change_days(work, closure.id, Period { to: last, ..closure.days }).await?;
            }
            Some(_) => return Err(Refusal::field("last", "closure-last-outside").into()),
        }
        let subject = match closure.slot {
            Some(slot) => Subject::new("slot", slot),
            None => Subject::new("workplace", closure.workplace),
        };
        work.changed(subject);
        work.note(subject, json!({ "closure": closure.id, "ends_on": self.last }));
        Ok(())
    }
}
