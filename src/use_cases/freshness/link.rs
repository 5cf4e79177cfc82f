//! The link that asks a contact about the company's slots: who holds it, a new one by mail, and no more weekly letters.

use chrono::Duration;
use serde_json::json;

use super::{
    Reach,
    own::{Door, door},
};
use crate::{
    domain::{
        company::ContactRole,
        event::Event,
        ids::{ContactId, LinkId},
        permission::{Actor, Right, Who},
    },
    store::{
        contacts, freshness as stored,
        links::{self, Link, LinkKind},
        scope::{Reader, Scope},
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::{Intention, Question},
        portal::frame::{Framed, framed},
    },
};

/// Days that the link opens.
const DAYS: i64 = 14;

/// Makes the link by which a contact answers for the slots.
pub(super) async fn make(work: &Work<'_>, contact: ContactId) -> Result<LinkId, Failure> {
    let link = Link {
        subject: None,
        tenant: work.tenant(),
        id: LinkId(work.new_id()),
        kind: LinkKind::Slots,
        placement: None,
        contact: Some(contact),
        account: None,
        expires_at: work.at() + Duration::days(DAYS),
        used_at: None,
    };
    links::insert(work, &link).await?;
    Ok(link.id)
}

/// Who acts behind the token of such a link; also for links that are used or run out, so that the page can say so.
///
/// # Errors
/// [`Failure::NotFound`] for anything that is no such link, and when its contact no longer speaks for the company.
pub async fn keeper(app: &App, token: &str) -> Result<Actor, Failure> {
    let link = links::of_token(&app.database, &app.keys, token).await?.or_not_found()?;
    let (LinkKind::Slots, Some(contact)) = (link.kind, link.contact) else { return Err(Failure::NotFound) };
    let reader = app.reader(link.tenant).await?;
    let found = contacts::find(&reader, contact).await;
    reader.end().await?;
    let contact = found?.filter(|contact| contact.active && contact.role != ContactRole::Representative).or_not_found()?;
    Ok(Actor::slot_keeper(link.tenant, link.id, &contact))
}

/// What stands around a page behind such a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeeperPage {
    /// Company, municipality and adviser.
    pub framed: Framed,
    /// Whether the contact wants the weekly question.
    pub wants_digest: bool,
}

/// Asks for the frame of a page behind such a link.
#[derive(Clone, Debug)]
pub struct KeeperFrame {
    who: Who,
}

impl KeeperFrame {
    /// The frame for whoever holds the link.
    #[must_use]
    pub fn new(actor: &Actor) -> Self {
        Self { who: actor.who.clone() }
    }
}

impl Question for KeeperFrame {
    const NAME: &'static str = "freshness.keeper_frame";
    const RIGHT: Right = Right::KeepOwnSlots;
    type Answer = KeeperPage;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<KeeperPage, Failure> {
        let reach = Reach::of(&self.who)?;
        let wanting = stored::who_want_the_digest(reader, &[reach.company]).await?;
        Ok(KeeperPage { framed: framed(app, reader, reach.contact, false).await?, wants_digest: wanting.contains(&reach.contact) })
    }
}

/// Asks whether whoever asks wants the weekly question.
#[derive(Clone, Debug)]
pub struct HasDigest {
    who: Who,
}

impl HasDigest {
    /// The wish of whoever asks.
    #[must_use]
    pub fn new(actor: &Actor) -> Self {
        Self { who: actor.who.clone() }
    }
}

impl Question for HasDigest {
    const NAME: &'static str = "freshness.has_digest";
    const RIGHT: Right = Right::KeepOwnSlots;
    type Answer = bool;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<bool, Failure> {
        let reach = Reach::of(&self.who)?;
        Ok(stored::who_want_the_digest(reader, &[reach.company]).await?.contains(&reach.contact))
    }
}

/// Sends a fresh link to the contact of one that is used or has run out.
#[derive(Clone, Copy, Debug)]
pub struct RenewSlotLink;

impl Intention for RenewSlotLink {
    const NAME: &'static str = "freshness.renew_link";
    const RIGHT: Right = Right::KeepOwnSlots;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let reach = Reach::of(&work.actor().who)?;
        let latest = links::latest_about_slots(work, reach.contact).await?;
        let opens = latest.is_some_and(|link| link.used_at.is_none() && link.expires_at > work.at());
        if door(work, &reach).await? == Door::Open || opens {
            // One that opens is there or on its way; asking again sends no second letter.
            return Ok(());
        }
        let link = make(work, reach.contact).await?;
        work.happened(Event::SlotsAsked { contact: reach.contact, link, on_request: true });
        work.note(Subject::new("contact", reach.contact), json!({ "link": "renewed" }));
        Ok(())
    }
}

/// Says whether the weekly question is wanted.
#[derive(Clone, Copy, Debug)]
pub struct WantDigest {
    /// Whether it is.
    pub wanted: bool,
}

impl Intention for WantDigest {
    const NAME: &'static str = "freshness.want_digest";
    const RIGHT: Right = Right::KeepOwnSlots;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let reach = Reach::of(&work.actor().who)?;
        stored::want_digest(work, reach.contact, self.wanted).await?;
        work.note(Subject::new("contact", reach.contact), json!({ "digest": self.wanted }));
        Ok(())
    }
}
