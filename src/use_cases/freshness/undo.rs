//! An answer about slots is taken back within minutes: everything stands again exactly as it stood.

use serde_json::json;

use super::{
    Reach,
    answer::{Before, task_key},
    own::{Door, door, lasts},
    pause_of,
};
use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{
        closure::{Closure, ClosureReason},
        ids::{SlotAnswerId, WorkplaceId},
        permission::Right,
        refusal::Refusal,
        slot::Slot,
    },
    store::{
        closures,
        freshness::{self as stored, Kept},
        links,
        scope::Scope,
        slots, tasks,
        work::{Subject, Work},
        workplaces,
    },
    use_cases::{
        app::{App, same_version},
        failure::{Failure, OrNotFound},
        intention::Intention,
        slots::keep_promises,
    },
};

/// Takes the latest answer back.
#[derive(Clone, Copy, Debug)]
pub struct UndoAnswer {
    /// Which.
    pub answer: SlotAnswerId,
}

impl Intention for UndoAnswer {
    const NAME: &'static str = "freshness.undo";
    const RIGHT: Right = Right::KeepOwnSlots;
    type Done = usize;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<usize, Failure> {
        let reach = Reach::of(&work.actor().who)?;
        let latest = stored::latest_answer(work, reach.contact).await?;
        let answer = latest.filter(|answer| answer.id == self.answer && answer.link == reach.link).or_not_found()?;
        if !lasts(answer.at, work.at()) {
            return Err(Refusal::Expired.into());
        }
        if matches!(door(work, &reach).await?, Door::RunOut) {
            return Err(Refusal::Expired.into());
        }
        if !stored::take_back(work, answer.id).await? {
            return Err(Refusal::AlreadyAnswered.into());
        }
        let before: Vec<Before> = serde_json::from_value(answer.before).map_err(|error| Fault::new("an answer cannot be read", error))?;
        // In the order in which they were locked when they were answered for: by workplace, then by slot.
        let mut held: Option<WorkplaceId> = None;
        for stood in &before {
            let place = slots::find(work, stood.slot).await?.or_not_found()?.workplace;
            if held != Some(place) {
                workplaces::lock(work, place).await?.or_not_found()?;
                held = Some(place);
            }
            restore(app, work, stood).await?;
            tasks::drop_open(work, &task_key(stood.slot, answer.id)).await?;
        }
        if let Some(link) = reach.link {
            links::mark_used(work, link, None).await?;
        }
        work.note(Subject::new("contact", reach.contact), json!({ "answer": answer.id, "slots": before.len() }));
        Ok(before.len())
    }
}

/// Lets a slot stand as it stood; one that somebody else has changed since is left alone, and the answer with it.
async fn restore(app: &App, work: &mut Work<'_>, stood: &Before) -> Result<(), Failure> {
    let slot = slots::lock(work, stood.slot).await?.or_not_found()?;
    same_version(stood.left_version, slot.version)?;
    must_have_its_pause(work, &slot, stood).await?;
    keep_promises(app, work, &slot, &Slot { seats: stood.seats, ..slot.clone() }).await?;
    if let Some(made) = stood.made_pause {
        closures::delete(work, made).await?;
    }
    if let Some((id, days)) = stood.pause {
        let pause = Closure { id, workplace: slot.workplace, slot: Some(slot.id), reason: ClosureReason::Pause, days };
        closures::insert(work, &pause).await?;
    }
    let kept = stood.kept.map(|(promised, remaining)| Kept { promised, remaining });
    stored::keep_back(work, slot.id, kept).await?;
    slots::update(work, &Slot { seats: stood.seats, paused: stood.paused, confirmed_on: stood.confirmed_on, ..slot.clone() }).await?;
    let fact = json!({ "confirmed_on": stood.confirmed_on, "seats": stood.seats, "paused": stood.paused });
    work.note(Subject::new("slot", slot.id), fact);
    Ok(())
}

/// A pause does not raise the slot's version: where the answer made or ended one, the slot must still have what it left.
async fn must_have_its_pause(work: &Work<'_>, slot: &Slot, stood: &Before) -> Result<(), Failure> {
    if stood.pause.is_none() && stood.made_pause.is_none() {
        return Ok(());
    }
    let today = day_of(work.at());
    let there = closures::at_workplaces(work, &[slot.workplace], today).await?;
    if pause_of(&there, slot.id, today).map(|pause| pause.id) == stood.made_pause {
        return Ok(());
    }
    Err(Refusal::Stale { current: slot.version }.into())
}
