//! What stands around every page of the portal: the company, the municipality, and whom to ring.

use super::{
    adviser::{AdviserFound, adviser_of},
    companies::with_mailbox_of,
};
use crate::{
    base::clock::day_of,
    domain::{
        ids::ContactId,
        permission::{Actor, Right, Who},
        relation::Bar,
        terms::Language,
    },
    store::{
        companies, contacts,
        scope::{Reader, Scope},
        tenants,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

/// The frame of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framed {
    /// The municipality's name.
    pub municipality: String,
    /// The company's name.
    pub company: String,
    /// Whether the reader speaks for several companies and can choose.
    pub has_choice: bool,
    /// The language of whoever asks.
    pub language: Language,
    /// Whom to ring.
    pub adviser: AdviserFound,
    /// Why the company gets no proposals today.
    pub bar: Option<Bar>,
}

/// Asks for the frame around a page of the portal.
#[derive(Clone, Debug)]
pub struct PortalFrame {
    who: Who,
}

impl PortalFrame {
    /// The frame for whoever asks.
    #[must_use]
    pub fn new(actor: &Actor) -> Self {
        Self { who: actor.who.clone() }
    }
}

impl Question for PortalFrame {
    const NAME: &'static str = "portal.frame";
    const RIGHT: Right = Right::AnswerProposals;
    type Answer = Framed;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Framed, Failure> {
        let (Who::Contact { contact, .. } | Who::LinkHolder { contact, .. }) = self.who else { return Err(Failure::NotFound) };
        framed(app, reader, contact, matches!(self.who, Who::Contact { .. })).await
    }
}

/// The frame of a contact's pages.
pub(in crate::use_cases) async fn framed(
    app: &App,
    reader: &Reader<'_>,
    contact: ContactId,
    is_signed_in: bool,
) -> Result<Framed, Failure> {
    let has_choice = is_signed_in && with_mailbox_of(reader, contact).await?.len() > 1;
    let contact = contacts::find(reader, contact).await?.or_not_found()?;
    let company = companies::find(reader, contact.company).await?.or_not_found()?;
    let adviser = adviser_of(app, reader, &company, contact.workplace).await?;
    let (municipality, bar) = (tenants::name(reader).await?, company.relation.bar_on(day_of(reader.at())));
    Ok(Framed { municipality, company: company.name, has_choice, language: contact.language, adviser, bar })
}
