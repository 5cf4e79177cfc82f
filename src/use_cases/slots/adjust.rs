//! A program changes some values of a slot and leaves the others as they are, all in one commit.

use uuid::Uuid;

use super::{
    acts::PauseSlot,
    typed::{TypedSlot, tasks_as_lines},
    write::{ChangeSlot, locked},
};
use crate::{
    domain::{ids::SlotId, permission::Right, slot::SlotTask},
    store::work::Work,
    use_cases::{
        app::{App, same_version},
        failure::Failure,
        intention::Intention,
        once::About,
    },
};

/// New values; none = as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SlotChanges {
    /// Count of seats.
    pub seats: Option<u32>,
    /// How many of the seats are kept for its target groups.
    pub reserved_seats: Option<u32>,
    /// What is done there.
    pub tasks: Option<Vec<SlotTask>>,
    /// Whether it is paused.
    pub paused: Option<bool>,
    /// What the place demands (codes of `krav`).
    pub demands: Option<Vec<String>>,
    /// What the place offers (codes of `tilbud`).
    pub offers: Option<Vec<String>>,
    /// Least level of Danish; an empty word takes it away.
    pub language: Option<String>,
    /// Licence categories.
    pub licences: Option<Vec<String>>,
    /// Fewest and most hours a week.
    pub hours: Option<(f64, f64)>,
}

impl SlotChanges {
    fn lay_over(&self, mut typed: TypedSlot) -> TypedSlot {
        let replace = |old: &mut Vec<String>, new: &Option<Vec<String>>| {
            if let Some(new) = new {
                old.clone_from(new);
            }
        };
        replace(&mut typed.demands, &self.demands);
        replace(&mut typed.offers, &self.offers);
        replace(&mut typed.licences, &self.licences);
        if let Some(seats) = self.seats {
            typed.seats = seats.to_string();
        }
        if let Some(reserved) = self.reserved_seats {
            typed.reserved_seats = reserved.to_string();
        }
        if let Some(tasks) = &self.tasks {
            typed.tasks = tasks_as_lines(tasks);
        }
        if let Some(language) = &self.language {
            typed.language.clone_from(language);
        }
        if let Some((min, max)) = self.hours {
            (typed.hours_min, typed.hours_max) = (min.to_string(), max.to_string());
        }
        typed
    }

    fn is_only_pause(&self) -> bool {
        Self { paused: None, ..self.clone() } == Self::default()
    }
}

/// Changes some values of a slot.
pub struct AdjustSlot {
    /// Which.
    pub slot: SlotId,
    /// The version that the program saw; none = whatever is there.
    pub version: Option<i32>,
    /// The new values.
    pub changes: SlotChanges,
}

/// The slot that was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adjusted(pub SlotId);

impl About for Adjusted {
    fn subject(&self) -> Uuid {
        self.0.0
    }
}

impl Intention for AdjustSlot {
    const NAME: &'static str = "slot.adjust";
    const RIGHT: Right = Right::ChangeSlots;
    type Done = Adjusted;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Adjusted, Failure> {
        let slot = locked(work, self.slot).await?;
        same_version(self.version.unwrap_or(slot.version), slot.version)?;
        let mut version = slot.version;
        if !self.changes.is_only_pause() {
            let typed = self.changes.lay_over(TypedSlot::from(&slot));
            ChangeSlot { slot: slot.id, typed }.carry_out(app, work).await?;
            version += 1;
        }
        if let Some(paused) = self.changes.paused.filter(|paused| *paused != slot.paused) {
            PauseSlot { slot: slot.id, version, paused }.carry_out(app, work).await?;
        }
        Ok(Adjusted(slot.id))
    }
}
