//! The period on which a match is judged.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{
    citizen::Profile,
    slot::{HoursWindow, Slot},
};

/// The period and hours that a match is judged with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct JudgedPeriod {
    /// First day.
    pub from: NaiveDate,
    /// Last day; none is open-ended.
    pub to: Option<NaiveDate>,
    /// The most hours a week that both sides can; none where neither has said.
    pub weekly_hours: Option<f64>,
}

/// Why there is no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoPeriod {
    /// No seat becomes free.
    NeverFree,
    /// The place closes before it could begin.
    SlotCloses(NaiveDate),
    /// The citizen can no longer when the place is free.
    CitizenStops(NaiveDate),
}

/// The period from the first day on which the place is free, `on` is reached and `can_from` is past, to the
/// earliest of the law's latest end, the place's last day and the citizen's last day.
///
/// `first_free` names the first free day from a day on; `latest_end` the law's last day for a start.
///
/// # Errors
/// There is no such day; see [`NoPeriod`].
pub fn judged_period(
    slot: &Slot,
    profile: &Profile,
    on: NaiveDate,
    first_free: impl Fn(NaiveDate) -> Option<NaiveDate>,
    latest_end: impl Fn(NaiveDate) -> Option<NaiveDate>,
) -> Result<JudgedPeriod, NoPeriod> {
    let from = first_day(slot, profile, on, first_free)?;
    let to = [latest_end(from), slot.open_to, profile.can_to].into_iter().flatten().min();
    Ok(JudgedPeriod { from, to, weekly_hours: weekly_hours(profile.hours, slot.hours) })
}

/// The first day of the judged period.
pub(super) fn first_day(
    slot: &Slot,
    profile: &Profile,
    on: NaiveDate,
    first_free: impl Fn(NaiveDate) -> Option<NaiveDate>,
) -> Result<NaiveDate, NoPeriod> {
    let earliest = on.max(slot.open_from).max(profile.can_from.unwrap_or(NaiveDate::MIN));
    let gone = slot.open_to.filter(|last| *last < earliest).map(NoPeriod::SlotCloses);
    let stopped = profile.can_to.filter(|last| *last < earliest).map(NoPeriod::CitizenStops);
    if let Some(reason) = gone.or(stopped) {
        return Err(reason);
    }
    let from = first_free(earliest).ok_or(NoPeriod::NeverFree)?;
    if let Some(last) = slot.open_to.filter(|last| *last < from) {
        return Err(NoPeriod::SlotCloses(last));
    }
    profile.can_to.filter(|last| *last < from).map_or(Ok(from), |last| Err(NoPeriod::CitizenStops(last)))
}

fn weekly_hours(citizen: Option<HoursWindow>, slot: Option<HoursWindow>) -> Option<f64> {
    match (citizen, slot) {
        (Some(citizen), Some(slot)) => Some(citizen.max.min(slot.max)),
        (one, other) => one.or(other).map(|window| window.max),
    }
}
