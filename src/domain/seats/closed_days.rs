//! The days on which a slot takes nobody, and those on which nobody begins there.

use chrono::NaiveDate;

use crate::domain::{
    closure::{Closure, ClosureReason},
    period::Period,
    slot::Slot,
};

impl ClosureReason {
    /// Whether nobody new is there on any day of it; in a holiday only nobody begins.
    #[must_use]
    pub const fn takes_nobody(self) -> bool {
        !matches!(self, Self::Holiday)
    }
}

impl Closure {
    /// Whether it closes the slot: its own, or one of the whole workplace.
    #[must_use]
    pub fn closes(&self, slot: &Slot) -> bool {
        self.workplace == slot.workplace && self.slot.is_none_or(|own| own == slot.id)
    }
}

/// The closed days of one slot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosedDays {
    pub(super) nobody: Vec<Period>,
    pub(super) no_start: Vec<Period>,
}

impl ClosedDays {
    /// The closed days of a slot, of all that is closed around it.
    #[must_use]
    pub fn of(slot: &Slot, closures: &[Closure]) -> Self {
        let (nobody, no_start) =
            closures.iter().filter(|closure| closure.closes(slot)).partition::<Vec<_>, _>(|closure| closure.reason.takes_nobody());
        let days = |closures: Vec<&Closure>| closures.into_iter().map(|closure| closure.days).collect();
        Self { nobody: days(nobody), no_start: days(no_start) }
    }

    /// The first days of the period on which nobody new is there.
    #[must_use]
    pub fn first_in(&self, period: Period) -> Option<Period> {
        self.nobody.iter().copied().filter(|closed| closed.overlaps(period)).min_by_key(|closed| closed.from)
    }

    /// Whether somebody new can be there on every day of the period.
    #[must_use]
    pub fn leave_open(&self, period: Period) -> bool {
        self.first_in(period).is_none()
    }

    /// Whether somebody new can be there from the first to the last day of the period.
    #[must_use]
    pub fn let_come(&self, period: Period) -> bool {
        self.leave_open(period) && self.holiday_on(period.from).is_none()
    }

    /// The holiday that a day lies in.
    #[must_use]
    pub fn holiday_on(&self, day: NaiveDate) -> Option<Period> {
        self.no_start.iter().copied().find(|closed| closed.covers(day))
    }

    /// The spans on which nobody new is there.
    #[must_use]
    pub fn nobody(&self) -> &[Period] {
        &self.nobody
    }
}
