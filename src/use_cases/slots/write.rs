//! A slot is made or changed.

use serde_json::json;

use super::{promises::keep_promises, typed::TypedSlot};
use crate::{
    domain::{
        ids::{SlotId, WorkplaceId},
        permission::Right,
        refusal::Refusal,
        slot::Slot,
    },
    store::{
        agreements, contacts, slots,
        work::{Subject, Work},
        workplaces,
    },
    use_cases::{
        app::{App, same_version},
        failure::{Failure, OrNotFound},
        intention::Intention,
        typed::changed_fields,
    },
};

/// Makes a slot at a workplace.
pub struct CreateSlot {
    /// The workplace.
    pub workplace: WorkplaceId,
    /// The form.
    pub typed: TypedSlot,
}

impl Intention for CreateSlot {
    const NAME: &'static str = "slot.create";
    const RIGHT: Right = Right::ChangeSlots;
    type Done = SlotId;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<SlotId, Failure> {
        let workplace = workplaces::find(work, self.workplace).await?.or_not_found()?;
        let today = app.clock.today();
        let blank = Slot { confirmed_on: Some(today), ..Slot::unwritten(SlotId(work.new_id()), &workplace, today) };
        let slot = self.typed.read(app, &*app.rules.of(work).await?, &blank)?;
        check_belongings(work, &slot).await?;
        if !slots::insert(work, &slot).await? {
            return Err(Refusal::ExistsAlready { field: "title" }.into());
        }
        work.note(Subject::new("slot", slot.id), json!({ "seats": slot.seats }));
        Ok(slot.id)
    }
}

/// Changes a slot; its seats never become fewer than are in use.
pub struct ChangeSlot {
    /// Which.
    pub slot: SlotId,
    /// The form.
    pub typed: TypedSlot,
}

impl Intention for ChangeSlot {
    const NAME: &'static str = "slot.change";
    const RIGHT: Right = Right::ChangeSlots;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let slot = locked(work, self.slot).await?;
        same_version(self.typed.version, slot.version)?;
        let changed = self.typed.read(app, &*app.rules.of(work).await?, &slot)?;
        check_belongings(work, &changed).await?;
        keep_promises(app, work, &slot, &changed).await?;
        slots::update(work, &changed).await?;
        let detail = json!({ "fields": difference(&slot, &changed), "seats_before": slot.seats, "seats": changed.seats });
        work.note(Subject::new("slot", slot.id), detail);
        Ok(())
    }
}

/// A slot under lock, its workplace first (the order in which seats are given).
pub(in crate::use_cases) async fn locked(work: &Work<'_>, id: SlotId) -> Result<Slot, Failure> {
    let slot = slots::find(work, id).await?.or_not_found()?;
    workplaces::lock(work, slot.workplace).await?.or_not_found()?;
    slots::lock(work, id).await?.or_not_found()
}

/// Contact and agreement belong to the slot's company.
async fn check_belongings(work: &Work<'_>, slot: &Slot) -> Result<(), Failure> {
    if let Some(id) = slot.contact {
        let fits = contacts::find(work, id).await?.is_some_and(|contact| contact.company == slot.company);
        if !fits {
            return Err(Refusal::field("contact", "error-choose").into());
        }
    }
    if let Some(id) = slot.agreement {
        let fits = agreements::find(work, id).await?.is_some_and(|agreement| agreement.company == slot.company);
        if !fits {
            return Err(Refusal::field("agreement", "error-choose").into());
        }
    }
    Ok(())
}

fn difference(before: &Slot, after: &Slot) -> Vec<&'static str> {
    changed_fields(&[
        ("title", before.title != after.title),
        ("description", before.description != after.description),
        ("forms", before.forms != after.forms),
        ("occupation", before.occupation != after.occupation),
        ("seats", before.seats != after.seats),
        ("hours", before.hours != after.hours),
        ("times", before.times != after.times),
        ("period", (before.open_from, before.open_to) != (after.open_from, after.open_to)),
        ("demands", before.demands != after.demands),
        ("offers", before.offers != after.offers),
        ("language", before.language != after.language),
        ("licences", before.licences != after.licences),
        ("reserved_for", before.reserved_for != after.reserved_for),
        ("reserved_seats", before.reserved_seats != after.reserved_seats),
        ("tasks", before.tasks != after.tasks),
        ("contact", before.contact != after.contact),
        ("agreement", before.agreement != after.agreement),
    ])
}
