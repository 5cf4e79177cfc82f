//! Slots: made, changed, paused, confirmed as still true, and opened with who holds which seat until when.

mod acts;
mod adjust;
mod calendar;
mod closing;
mod open;
pub mod pausing;
mod promises;
mod typed;
mod write;

use std::collections::{BTreeSet, HashMap};

pub use acts::{ConfirmSlotIsTrue, PauseSlot};
pub use adjust::{AdjustSlot, Adjusted, SlotChanges};
pub use calendar::{Calendar, CalendarOf, Closed, ClosedPlace, SlotCalendar, WEEKS as CALENDAR_WEEKS};
use chrono::NaiveDate;
pub use closing::{CloseSlot, CloseWorkplace, Closing, EndClosure};
pub use open::{OpenSlot, PrepareSlot, SeatHolder, SlotDraft, SlotFile};
pub(super) use promises::{is_of_kept_group, keep_promises};
pub use typed::{LICENCES, TypedSlot};
pub(super) use write::locked;
pub use write::{ChangeSlot, CreateSlot};

use crate::{
    base::fault::Fault,
    domain::{
        ids::{SlotId, WorkplaceId},
        seats::SeatLedger,
        slot::Slot,
    },
    store::{claims, closures, scope::Scope},
};

/// The seat ledgers of several slots in two queries.
pub(super) async fn ledgers_of<S: Scope>(scope: &S, slots: &[Slot]) -> Result<HashMap<SlotId, SeatLedger>, Fault> {
    let ids: Vec<SlotId> = slots.iter().map(|slot| slot.id).collect();
    let mut of_slot: HashMap<SlotId, Vec<_>> = HashMap::new();
    for claim in claims::of_slots(scope, &ids).await? {
        of_slot.entry(claim.slot).or_default().push(claim);
    }
    let places: BTreeSet<WorkplaceId> = slots.iter().map(|slot| slot.workplace).collect();
    let closures = closures::all_at(scope, &places.into_iter().collect::<Vec<_>>()).await?;
    Ok(slots.iter().map(|slot| (slot.id, SeatLedger::of(slot, of_slot.remove(&slot.id).unwrap_or_default(), &closures))).collect())
}

/// The seat ledger of one slot.
pub(super) async fn ledger_of<S: Scope>(scope: &S, slot: &Slot) -> Result<SeatLedger, Fault> {
    Ok(SeatLedger::of(slot, claims::of_slot(scope, slot.id).await?, &closures::all_at(scope, &[slot.workplace]).await?))
}

/// The seats free on a day; none before the slot opens or after it has closed.
pub(super) fn free_on(slot: &Slot, ledger: &SeatLedger, day: NaiveDate) -> u32 {
    let is_open = slot.open_from <= day && slot.open_to.is_none_or(|last| day <= last);
    if is_open { ledger.free_on(day) } else { 0 }
}
