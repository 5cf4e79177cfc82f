//! What follows when somebody's access to a company's portal changes: sessions and links end, the others are told, and
//! a company is never left without somebody who keeps its users.

use super::{
    failure::{Failure, OrNotFound},
    placements::links::follow_contact,
};
use crate::{
    domain::{
        company::{AccessChange, Company, Contact},
        event::Event,
        ids::CompanyId,
        refusal::Refusal,
    },
    store::{companies, contacts, sessions, work::Work},
};

/// Of two who take each other's access away at once, the second must see what the first did.
pub(super) async fn lock(work: &Work<'_>, company: CompanyId) -> Result<Company, Failure> {
    let company = companies::lock(work, company).await?;
    company.filter(|company| company.relation.merged_into.is_none()).or_not_found()
}

/// Writes a change of a contact and what follows from it; the company is locked.
pub(super) async fn applied(work: &mut Work<'_>, before: &Contact, after: &Contact) -> Result<(), Failure> {
    must_keep_an_admin(work, before, after).await?;
    contacts::update(work, after).await?;
    if !after.signs_in() || after.email != before.email || after.workplace != before.workplace {
        sessions::revoke_all_of_contact(work, after.id).await?;
    }
    follow_contact(work, before, after).await?;
    match change(before, after) {
        Some(change) => tell(work, after, change).await,
        None => Ok(()),
    }
}

async fn must_keep_an_admin(work: &Work<'_>, before: &Contact, after: &Contact) -> Result<(), Failure> {
    if !before.keeps_users() || after.keeps_users() {
        return Ok(());
    }
    let all = contacts::of_company(work, before.company).await?;
    let is_another = |contact: &Contact| contact.id != before.id && contact.keeps_users();
    if all.iter().any(is_another) { Ok(()) } else { Err(Refusal::LastCompanyAdmin.into()) }
}

/// What the change is to the others; none where only the language is another.
fn change(before: &Contact, after: &Contact) -> Option<AccessChange> {
    let reach = |contact: &Contact| (contact.email.clone(), contact.phone.clone(), contact.workplace, contact.role, contact.name.clone());
    match (before.active, after.active) {
        (true, false) => Some(AccessChange::Removed),
        (false, true) => Some(AccessChange::Added),
        (false, false) => None,
        (true, true) => (reach(before) != reach(after)).then_some(AccessChange::Changed),
    }
}

/// Tells the company's admins, and the person where that is no welcome already.
pub(super) async fn tell(work: &mut Work<'_>, about: &Contact, change: AccessChange) -> Result<(), Failure> {
    let all = contacts::of_company(work, about.company).await?;
    let is_told = |contact: &&Contact| {
        let is_self = contact.id == about.id && change != AccessChange::Added;
        contact.email.is_some() && (is_self || (contact.keeps_users() && contact.id != about.id))
    };
    for to in all.iter().filter(is_told) {
        work.happened(Event::ContactAccessChanged { contact: about.id, to: to.id, change });
    }
    Ok(())
}
