//! The company's answer to a question: given once, by a contact of the company or by the holder of the link in the letter.

use super::{case::Case, links::still_speaks};
use crate::{
    domain::{
        ids::{ContactId, PlacementId},
        permission::Who,
        placement::{StateName, Verb},
        refusal::Refusal,
    },
    store::{
        links::{self, LinkKind},
        scope::Scope,
        work::Work,
    },
    use_cases::failure::{Failure, OrNotFound},
};

/// Opens a question for its answer and uses up its links.
pub(super) async fn open(work: &mut Work<'_>, placement: PlacementId, verb: Verb) -> Result<(Case, ContactId), Failure> {
    let contact = work.actor().contact().ok_or(Refusal::NeedsPerson)?;
    let case = Case::open(work, placement).await?;
    must_hold_open_link(work, placement).await?;
    case.may(verb)?;
    if case.state() == StateName::Offered && case.record.placement.answer_by.is_some_and(|due| due <= work.at()) {
        return Err(Refusal::Expired.into());
    }
    links::use_up(work, placement).await?;
    Ok((case, contact))
}

/// Refuses the holder of a link that was used or has run out, or who no longer speaks for the company; whoever is signed in needs no link.
pub(super) async fn must_hold_open_link(work: &Work<'_>, placement: PlacementId) -> Result<(), Failure> {
    let Who::LinkHolder { link, contact, .. } = work.actor().who else { return Ok(()) };
    let link = links::find(work, link).await?.or_not_found()?;
    if link.kind != LinkKind::Answer || link.placement != Some(placement) || link.contact != Some(contact) {
        return Err(Failure::NotFound);
    }
    if !still_speaks(work, placement, contact).await? {
        return Err(Failure::NotFound);
    }
    if link.used_at.is_some() {
        return Err(Refusal::AlreadyAnswered.into());
    }
    if link.expires_at <= work.at() { Err(Refusal::Expired.into()) } else { Ok(()) }
}
