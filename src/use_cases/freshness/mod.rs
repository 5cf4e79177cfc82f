//! Slots are kept true: companies say each week how they stand, are reminded, and what nobody confirms is closed.

pub mod answer;
pub mod ask;
pub mod letters;
pub mod link;
pub mod own;
pub mod undo;
pub mod unsettled;

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::{
    base::clock::day_of,
    domain::{
        closure::{Closure, ClosureReason},
        company::{Contact, ContactRole},
        ids::{CompanyId, ContactId, LinkId, SlotId, WorkplaceId},
        permission::Who,
        slot::Slot,
    },
    store::{freshness::Kept, scope::Scope, slots, workplaces},
    use_cases::failure::Failure,
};

/// Whoever speaks for a company's slots, and how far.
#[derive(Clone, Copy, Debug)]
struct Reach {
    contact: ContactId,
    company: CompanyId,
    /// The one workplace, where the contact is bound to one.
    only: Option<WorkplaceId>,
    /// The link that they came by; none = signed in.
    link: Option<LinkId>,
}

impl Reach {
    fn of(who: &Who) -> Result<Self, Failure> {
        match *who {
            Who::Contact { contact, company, workplace, .. } => Ok(Self { contact, company, only: workplace, link: None }),
            Who::SlotKeeper { link, contact, company, workplace } => Ok(Self { contact, company, only: workplace, link: Some(link) }),
            _ => Err(Failure::NotFound),
        }
    }

    /// The workplaces within reach, with their names.
    async fn places<S: Scope>(&self, scope: &S) -> Result<HashMap<WorkplaceId, String>, Failure> {
        let all = workplaces::of_company(scope, self.company).await?.into_iter();
        Ok(all.filter(|place| self.only.is_none_or(|only| only == place.id)).map(|place| (place.id, place.name)).collect())
    }
}

/// The slots at some workplaces that are not over.
async fn current_slots<S: Scope>(scope: &S, places: &HashMap<WorkplaceId, String>) -> Result<Vec<Slot>, Failure> {
    let today = day_of(scope.at());
    let ids: Vec<WorkplaceId> = places.keys().copied().collect();
    let all = slots::at_workplaces(scope, &ids).await?;
    Ok(all.into_iter().filter(|slot| slot.open_to.is_none_or(|last| last >= today)).collect())
}

/// The pause of a slot that holds today, if one does.
fn pause_of(closures: &[Closure], slot: SlotId, today: NaiveDate) -> Option<&Closure> {
    let is_its_pause = |closure: &&Closure| closure.slot == Some(slot) && closure.reason == ClosureReason::Pause;
    closures.iter().filter(is_its_pause).find(|closure| closure.days.covers(today))
}

/// The seats that a slot was promised with; what its company keeps back counts, unless somebody has set the seats since.
fn promised_seats(slot: &Slot, kept: Option<&Kept>) -> u32 {
    kept.filter(|kept| kept.remaining == slot.seats).map_or(slot.seats, |kept| kept.promised.max(slot.seats))
}

/// The contact who answers for a slot among those of its company: the one named on it, else one of its workplace, else
/// one of the whole company.
fn answering(contacts: &[Contact], named: Option<ContactId>, workplace: WorkplaceId) -> Option<&Contact> {
    let speaks = |contact: &&Contact| contact.active && contact.email.is_some() && contact.role != ContactRole::Representative;
    let all = || contacts.iter().filter(speaks);
    let own = all().find(|contact| Some(contact.id) == named);
    own.or_else(|| all().find(|contact| contact.workplace == Some(workplace))).or_else(|| all().find(|contact| contact.workplace.is_none()))
}
