//! Short acts on a slot: pause, open again, confirm that it is still true.

use serde_json::json;

use super::write::locked;
use crate::{
    domain::{ids::SlotId, permission::Right, slot::Slot},
    store::{
        slots,
        work::{Subject, Work},
    },
    use_cases::{
        app::{App, same_version},
        failure::Failure,
        intention::Intention,
    },
};

/// Pauses a slot, or opens it again; a paused slot is not searched and takes no new proposals.
pub struct PauseSlot {
    /// Which.
    pub slot: SlotId,
    /// The version that the page showed.
    pub version: i32,
    /// Whether it shall be paused.
    pub paused: bool,
}

impl Intention for PauseSlot {
    const NAME: &'static str = "slot.pause";
    const RIGHT: Right = Right::ChangeSlots;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let slot = locked(work, self.slot).await?;
        same_version(self.version, slot.version)?;
        slots::update(work, &Slot { paused: self.paused, ..slot }).await?;
        work.note(Subject::new("slot", self.slot), json!({ "paused": self.paused }));
        Ok(())
    }
}

/// Notes that the company has said today that the slot is still true.
pub struct ConfirmSlotIsTrue {
    /// Which.
    pub slot: SlotId,
    /// The version that the page showed.
    pub version: i32,
}

impl Intention for ConfirmSlotIsTrue {
    const NAME: &'static str = "slot.confirm_is_true";
    const RIGHT: Right = Right::ChangeSlots;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let slot = locked(work, self.slot).await?;
        same_version(self.version, slot.version)?;
        slots::update(work, &Slot { confirmed_on: Some(app.clock.today()), ..slot }).await?;
        work.note(Subject::new("slot", self.slot), json!({}));
        Ok(())
    }
}
