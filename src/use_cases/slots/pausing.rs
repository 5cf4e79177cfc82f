//! A pause with an end: the slot takes nobody from today until the company's day, and opens again by itself.

use chrono::NaiveDate;
use serde_json::json;

use crate::{
    base::clock::day_of,
    domain::{
        closure::{Closure, ClosureReason},
        ids::ClosureId,
        period::{Period, is_plausible},
        refusal::Refusal,
        slot::Slot,
    },
    store::{
        closures,
        scope::Scope,
        work::{Subject, Work},
    },
    use_cases::failure::Failure,
};

/// Pauses a slot from today to its last paused day; a pause that runs already gets the new end.
///
/// The caller holds the locks on workplace and slot. Whoever sits there stays; `Slot::paused` stays as it is.
///
/// # Errors
/// [`Refusal::Invalid`] on the field `until` where the day is over, or in no year that can be meant.
pub async fn pause_until(work: &mut Work<'_>, slot: &Slot, until: NaiveDate) -> Result<(), Failure> {
    let today = day_of(work.at());
    let days = Period::new(today, until).filter(|_| is_plausible(until));
    let days = days.ok_or_else(|| Refusal::field("until", "closure-until-past"))?;
    end_pauses(work, slot).await?;
    let closure =
        Closure { id: ClosureId(work.new_id()), workplace: slot.workplace, slot: Some(slot.id), reason: ClosureReason::Pause, days };
    closures::insert(work, &closure).await?;
    work.changed(Subject::new("slot", slot.id));
    work.note(Subject::new("slot", slot.id), json!({ "paused_until": until }));
    Ok(())
}

/// Ends every pause of the slot's own that is running today; tells whether there was one.
///
/// The caller holds the locks on workplace and slot.
///
/// # Errors
/// The database cannot be reached.
pub async fn end_pauses(work: &mut Work<'_>, slot: &Slot) -> Result<bool, Failure> {
    let today = day_of(work.at());
    let mut ended = false;
    for closure in closures::at_workplaces(work, &[slot.workplace], today).await? {
        if closure.slot != Some(slot.id) || closure.reason != ClosureReason::Pause || !closure.days.covers(today) {
            continue;
        }
        match today.pred_opt().and_then(|yesterday| Period::new(closure.days.from, yesterday)) {
            Some(days) => closures::change_days(work, closure.id, days).await?,
            None => closures::delete(work, closure.id).await?,
        }
        work.changed(Subject::new("slot", slot.id));
        ended = true;
    }
    Ok(ended)
}
