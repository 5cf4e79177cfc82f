//! What the calendar makes of an agreement: coming, in force, soon over, over. Never stored.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::VersionState;
use crate::domain::{
    company::{Agreement, AgreementState},
    terms::words,
};

/// Days before the end on which both sides are told.
pub const EXPIRY_DAYS: [u32; 3] = [60, 30, 7];

words! {
    /// Where an agreement is in its life, on a day.
    AgreementPhase {
        /// Being written.
        Draft = "draft",
        /// The company is asked.
        Sent = "sent",
        /// The company sent it back.
        Returned = "returned",
        /// Agreed, and its first day is still to come.
        Coming = "coming",
        /// In force.
        Active = "active",
        /// In force, and ends within 60 days.
        Expiring = "expiring",
        /// Over.
        Ended = "ended",
    }
}

/// The phase on a day; `newest` is the state of its latest version.
#[must_use]
pub fn phase(agreement: &Agreement, newest: Option<VersionState>, today: NaiveDate) -> AgreementPhase {
    match (agreement.state, newest) {
        (AgreementState::Ended, _) => AgreementPhase::Ended,
        (AgreementState::Draft, Some(VersionState::Sent)) => AgreementPhase::Sent,
        (AgreementState::Draft, Some(VersionState::Returned)) => AgreementPhase::Returned,
        (AgreementState::Draft, _) => AgreementPhase::Draft,
        (AgreementState::Active, _) if agreement.ends_on.is_some_and(|last| last < today) => AgreementPhase::Ended,
        (AgreementState::Active, _) if today < agreement.starts_on => AgreementPhase::Coming,
        (AgreementState::Active, _) if stage_due(agreement.ends_on, today).is_some() => AgreementPhase::Expiring,
        (AgreementState::Active, _) => AgreementPhase::Active,
    }
}

/// The nearest of the 60, 30 and 7 days before the end that has come; none earlier, and none once it is over.
#[must_use]
pub fn stage_due(ends_on: Option<NaiveDate>, today: NaiveDate) -> Option<u32> {
    let left = (ends_on? - today).num_days();
    EXPIRY_DAYS.iter().rev().copied().find(|days| (0..=i64::from(*days)).contains(&left))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn each_stage_comes_on_its_day_and_holds_until_the_next() {
        let stage = |today| stage_due(Some(day("2026-06-30")), day(today));
        let days = ["2026-04-30", "2026-05-01", "2026-05-30", "2026-05-31", "2026-06-22", "2026-06-23", "2026-06-30", "2026-07-01"];
        assert_eq!(days.map(stage), [None, Some(60), Some(60), Some(30), Some(30), Some(7), Some(7), None]);
        assert_eq!(stage_due(None, day("2026-03-02")), None, "open-ended");
    }
}
