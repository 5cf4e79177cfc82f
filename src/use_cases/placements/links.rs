//! Answer links: each opens one question without sign-in, is used up by the answer and never by looking.

use std::collections::BTreeSet;

use chrono::Duration;
use serde_json::json;

use super::answer;
use crate::{
    base::clock::Moment,
    domain::{
        company::Contact,
        event::Event,
        ids::{ContactId, LinkId, PlacementId},
        permission::{Actor, Right, Who},
        placement::StateName,
        refusal::Refusal,
    },
    store::{
        contacts,
        links::{self, Link, LinkKind},
        placements,
        scope::Scope,
        slots,
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
    },
};

use super::case::Case;

/// Days that an answer link lives at most.
const LONGEST_DAYS: i64 = 14;

/// Makes the link by which a contact answers; it lives as long as the question.
pub(super) async fn make(work: &Work<'_>, placement: PlacementId, contact: ContactId, answer_by: Moment) -> Result<LinkId, Failure> {
    let link = Link {
        subject: None,
        tenant: work.tenant(),
        id: LinkId(work.new_id()),
        kind: LinkKind::Answer,
        placement: Some(placement),
        contact: Some(contact),
        account: None,
        expires_at: answer_by.min(work.at() + Duration::days(LONGEST_DAYS)),
        used_at: None,
    };
    links::insert(work, &link).await?;
    Ok(link.id)
}

/// Who acts behind an answer link's token; also for links that are used or run out, so that the page can say so.
///
/// # Errors
/// [`Failure::NotFound`] for anything that is no answer link, and when its contact no longer speaks for the company.
pub async fn holder(app: &App, token: &str) -> Result<Actor, Failure> {
    let link = links::of_token(&app.database, &app.keys, token).await?.or_not_found()?;
    let (LinkKind::Answer, Some(placement), Some(contact)) = (link.kind, link.placement, link.contact) else {
        return Err(Failure::NotFound);
    };
    let reader = app.reader(link.tenant).await?;
    let speaks = still_speaks(&reader, placement, contact).await;
    reader.end().await?;
    if speaks? { Ok(Actor::link_holder(link.tenant, link.id, contact, placement)) } else { Err(Failure::NotFound) }
}

/// Whether a contact may still answer for the company of a placement's slot.
pub(super) async fn still_speaks<S: Scope>(scope: &S, placement: PlacementId, contact: ContactId) -> Result<bool, Failure> {
    let record = placements::find(scope, placement).await?.or_not_found()?;
    let slot = slots::find(scope, record.placement.slot).await?.or_not_found()?;
    let contact = contacts::find(scope, contact).await?;
    Ok(contact.is_some_and(|contact| contact.signs_in() && contact.company == slot.company))
}

/// Ends the links of a contact who no longer speaks for the company or reads another mailbox; what is still asked goes
/// to the new mailbox.
pub(in crate::use_cases) async fn follow_contact(work: &mut Work<'_>, before: &Contact, after: &Contact) -> Result<(), Failure> {
    if (after.active, after.signs_in(), &after.email) == (before.active, before.signs_in(), &before.email) {
        return Ok(());
    }
    let asked: BTreeSet<PlacementId> = links::open_of_contact(work, after.id).await?.iter().filter_map(|link| link.placement).collect();
    links::use_up_of_contact(work, after.id).await?;
    // A used link about slots still shows them; nobody reads them in a mailbox that is another's now.
    links::end_about_slots(work, after.id).await?;
    if !after.signs_in() || after.email.is_none() {
        return Ok(());
    }
    for placement in asked {
        let record = placements::find(work, placement).await?.or_not_found()?;
        let still_asked = record.placement.state == StateName::Offered;
        if let Some(answer_by) = record.placement.answer_by.filter(|due| still_asked && *due > work.at()) {
            let link = make(work, placement, after.id, answer_by).await?;
            work.happened(Event::PlacementOffered { placement, contact: after.id, link });
        }
    }
    Ok(())
}

/// Sends a fresh link for a question that is still open to the contact of a link that has run out.
#[derive(Clone, Debug)]
pub struct RenewLink {
    /// The question.
    pub placement: PlacementId,
}

impl Intention for RenewLink {
    const NAME: &'static str = "placement.renew_link";
    const RIGHT: Right = Right::AnswerProposals;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let Who::LinkHolder { contact, .. } = work.actor().who else { return Err(Refusal::NeedsPerson.into()) };
        let case = Case::open(work, self.placement).await?;
        let answer_by = case.record.placement.answer_by.filter(|due| *due > work.at() && case.state() == StateName::Offered);
        let answer_by = answer_by.ok_or(Refusal::Expired)?;
        match answer::must_hold_open_link(work, self.placement).await {
            Err(Failure::Refused(Refusal::Expired)) => {}
            // A link that still opens needs no other.
            other => return other,
        }
        let latest = links::latest_answer(work, self.placement).await?;
        if latest.is_some_and(|link| link.expires_at > work.at()) {
            // It is on its way already; asking again sends no second letter.
            return Ok(());
        }
        let link = make(work, self.placement, contact, answer_by).await?;
        work.happened(Event::PlacementOffered { placement: self.placement, contact, link });
        work.note(Subject::new("placement", self.placement), json!({ "link": "renewed" }));
        Ok(())
    }
}
