//! A placement on the table: read under its locks, moved by one step, written down.

use serde_json::{Value, json};

use super::{holds, seating};
use crate::{
    domain::{
        event::Event,
        ids::{ContactId, PlacementId},
        permission::Who,
        placement::{StateName, Verb},
        reasons::RetractReason,
        refusal::Refusal,
        slot::Slot,
    },
    store::{
        links,
        placements::{self, Record},
        slots,
        work::{Subject, Work},
        workplaces,
    },
    use_cases::failure::{Failure, OrNotFound},
};

/// What is known after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which placement.
    pub placement: PlacementId,
    /// The state that it is in now.
    pub state: StateName,
}

/// A placement with its slot, both locked as is the workplace.
pub(super) struct Case {
    pub record: Record,
    pub slot: Slot,
}

impl Case {
    /// Reads a placement under its locks: workplace, slot, placement.
    pub async fn open(work: &mut Work<'_>, id: PlacementId) -> Result<Self, Failure> {
        let seen = placements::find(work, id).await?.or_not_found()?;
        workplaces::lock(work, seen.placement.workplace).await?.or_not_found()?;
        let slot = slots::lock(work, seen.placement.slot).await?.or_not_found()?;
        let record = placements::lock(work, id).await?.or_not_found()?;
        let case = Self { record, slot };
        if admits(&work.actor().who, &case.record, &case.slot) { Ok(case) } else { Err(Failure::NotFound) }
    }

    /// The same, after every hold on the slot that has run out was ended.
    pub async fn open_for_a_seat(work: &mut Work<'_>, id: PlacementId) -> Result<Self, Failure> {
        let mut case = Self::open(work, id).await?;
        if holds::end_run_out_on(work, &case.slot).await? {
            case.record = placements::lock(work, id).await?.or_not_found()?;
        }
        Ok(case)
    }

    pub fn id(&self) -> PlacementId {
        self.record.placement.id
    }

    pub fn state(&self) -> StateName {
        self.record.placement.state
    }

    /// Refuses a verb that the state does not allow, before anything else is asked.
    pub fn may(&self, verb: Verb) -> Result<(), Refusal> {
        self.record.placement.clone().step(verb).map(|_| ())
    }

    /// Takes a step, writes the placement and a coded fact for the audit.
    pub async fn take_step(&mut self, work: &mut Work<'_>, verb: Verb, fact: Value) -> Result<Moved, Failure> {
        let from = self.state();
        let state = self.record.placement.step(verb)?;
        placements::update(work, &mut self.record).await?;
        let detail = json!({ "verb": verb, "from": from, "to": state, "slot": self.slot.id, "fact": fact });
        work.note(Subject::new("placement", self.id()), detail);
        Ok(Moved { placement: self.id(), state })
    }

    /// Frees the seat at once.
    pub async fn free_seat(&self, work: &mut Work<'_>) -> Result<(), Failure> {
        seating::free(work, &self.record.placement).await
    }

    /// Says to whoever was asked that there is nothing more to answer.
    pub async fn retract(&self, work: &mut Work<'_>, reason: RetractReason) -> Result<(), Failure> {
        let contact = asked(work, &self.record).await?;
        work.happened(Event::PlacementRetracted { placement: self.id(), contact, reason: reason.to_string() });
        Ok(())
    }
}

/// The contact that was asked, where one was.
pub(super) async fn asked(work: &Work<'_>, record: &Record) -> Result<Option<ContactId>, Failure> {
    if !record.has_reached_company() {
        return Ok(None);
    }
    Ok(links::latest_answer(work, record.placement.id).await?.and_then(|link| link.contact))
}

/// The company's wall: a company knows of its own slots' placements, and only from the day on which it was asked.
pub(super) fn admits(who: &Who, record: &Record, slot: &Slot) -> bool {
    match who {
        Who::Staff { .. } | Who::System => true,
        Who::Contact { company, workplace, .. } => {
            slot.company == *company && workplace.is_none_or(|own| own == slot.workplace) && record.has_reached_company()
        }
        Who::LinkHolder { placement, .. } => *placement == record.placement.id && record.has_reached_company(),
        Who::SlotKeeper { .. } => false,
    }
}
