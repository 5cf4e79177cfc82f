//! What the letters about slots may list: titles and workplaces, and nothing of who is there.

use chrono::{Days, Duration};

use super::answering;
use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{
        freshness::{AGING_AFTER_DAYS, QUIET_DAYS},
        ids::{AccountId, ContactId, SlotId, WorkplaceId},
        slot::Slot,
    },
    store::{
        companies, contacts,
        freshness::{self as stored},
        scope::Scope,
        slots, workplaces,
    },
    use_cases::{app::App, owners::all_in_charge},
};

/// Hours back in which a slot has closed that a letter of now tells of: a weekend and holidays lie between at most.
const CLOSED_WITHIN_HOURS: i64 = 24 * 7;

/// Slots in a letter, each with its workplace, or company where a consultant reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Name of the place and title of the slot.
    pub slots: Vec<(String, String)>,
    /// Whether one of them has not been confirmed for thirty days or more.
    pub has_old: bool,
}

/// The slots that a contact answers for.
async fn of_contact<S: Scope>(scope: &S, contact: ContactId) -> Result<Vec<(String, Slot)>, Fault> {
    let Some(contact) = contacts::find(scope, contact).await? else { return Ok(Vec::new()) };
    let today = day_of(scope.at());
    let all = contacts::of_company(scope, contact.company).await?;
    let places = workplaces::of_company(scope, contact.company).await?;
    let ids: Vec<WorkplaceId> = places.iter().map(|place| place.id).collect();
    let mut own = Vec::new();
    for slot in slots::at_workplaces(scope, &ids).await? {
        let is_over = slot.open_to.is_some_and(|last| last < today);
        let is_own = answering(&all, slot.contact, slot.workplace).is_some_and(|one| one.id == contact.id);
        if let Some(place) = places.iter().find(|place| place.id == slot.workplace).filter(|_| is_own && !is_over) {
            own.push((place.name.clone(), slot));
        }
    }
    own.sort_by(|one, other| (&one.0, &one.1.title).cmp(&(&other.0, &other.1.title)));
    Ok(own)
}

/// What the question lists; none where all was confirmed lately, unless the contact asked for it.
///
/// # Errors
/// The database cannot be reached.
pub async fn asked_about<S: Scope>(scope: &S, contact: ContactId, on_request: bool) -> Result<Option<Listed>, Fault> {
    let today = day_of(scope.at());
    let own = of_contact(scope, contact).await?;
    let before = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let is_before = |slot: &Slot, days: u64| slot.confirmed_on.is_none_or(|day| day <= before(days));
    let wants_it = own.iter().any(|(_, slot)| is_before(slot, QUIET_DAYS));
    let has_old = own.iter().any(|(_, slot)| is_before(slot, AGING_AFTER_DAYS.unsigned_abs()));
    let listed = own.into_iter().map(|(place, slot)| (place, slot.title)).collect();
    Ok((wants_it || on_request).then_some(Listed { slots: listed, has_old }))
}

/// The slots of a contact that are closed now; none where all were opened again.
///
/// # Errors
/// The database cannot be reached.
pub async fn closed_of<S: Scope>(app: &App, scope: &S, contact: ContactId) -> Result<Option<Listed>, Fault> {
    let own = of_contact(scope, contact).await?;
    let closed = own.into_iter().filter(|(_, slot)| is_closed(app, scope, slot));
    let slots: Vec<(String, String)> = closed.map(|(place, slot)| (place, slot.title)).collect();
    Ok((!slots.is_empty()).then_some(Listed { slots, has_old: true }))
}

/// The slots at a consultant's companies that have closed lately and are closed still.
///
/// # Errors
/// The database cannot be reached.
pub async fn closed_at<S: Scope>(app: &App, scope: &S, account: AccountId) -> Result<Option<Listed>, Fault> {
    let lately: Vec<SlotId> = stored::closed_since(scope, scope.at() - Duration::hours(CLOSED_WITHIN_HOURS)).await?;
    let found = slots::some(scope, &lately).await?;
    let mut ids: Vec<_> = found.iter().map(|slot| slot.company).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut own = companies::some(scope, &ids).await?;
    let owners = all_in_charge(scope, &own).await?;
    own.retain(|company| owners.get(&company.id) == Some(&account));
    let line = |slot: Slot| {
        let company = own.iter().find(|company| company.id == slot.company)?;
        is_closed(app, scope, &slot).then(|| (company.name.clone(), slot.title))
    };
    let mut listed: Vec<(String, String)> = found.into_iter().filter_map(line).collect();
    listed.sort_unstable();
    Ok((!listed.is_empty()).then_some(Listed { slots: listed, has_old: true }))
}

fn is_closed<S: Scope>(app: &App, scope: &S, slot: &Slot) -> bool {
    let days = i64::from(app.settings.holds.stale_after_days);
    !slot.paused && slot.confirmed_on.is_none_or(|day| (day_of(scope.at()) - day).num_days() >= days)
}
