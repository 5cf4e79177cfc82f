//! What stands around every page of the portal: the company, the municipality, and whom to ring.

use super::companies::with_mailbox_of;
use crate::{
    domain::{
        ids::{AccountId, CompanyId, ContactId, WorkplaceId},
        permission::{Actor, Right, Who},
        terms::Language,
    },
    store::{
        accounts, companies, contacts,
        placements::{self, Filter},
        scope::Reader,
        tenants, workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

/// The consultant whom a company can ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdviserFound {
    /// Name.
    pub name: String,
    /// Telephone number as it is read.
    pub phone: String,
}

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
    /// The consultant to ring, where one with a number is known.
    pub adviser: Option<AdviserFound>,
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

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Framed, Failure> {
        let (Who::Contact { contact, .. } | Who::LinkHolder { contact, .. }) = self.who else { return Err(Failure::NotFound) };
        framed(reader, contact, matches!(self.who, Who::Contact { .. })).await
    }
}

/// The frame of a contact's pages.
pub(in crate::use_cases) async fn framed(reader: &Reader<'_>, contact: ContactId, is_signed_in: bool) -> Result<Framed, Failure> {
    let has_choice = is_signed_in && with_mailbox_of(reader, contact).await?.len() > 1;
    let contact = contacts::find(reader, contact).await?.or_not_found()?;
    let company = companies::find(reader, contact.company).await?.or_not_found()?;
    let own = match company.consultant {
        Some(account) => adviser(reader, account).await?,
        None => None,
    };
    let adviser = match own {
        Some(found) => Some(found),
        None => latest_asker(reader, company.id, contact.workplace).await?,
    };
    Ok(Framed { municipality: tenants::name(reader).await?, company: company.name, has_choice, language: contact.language, adviser })
}

async fn adviser(reader: &Reader<'_>, account: AccountId) -> Result<Option<AdviserFound>, Failure> {
    let account = accounts::find(reader, account).await?.filter(|account| account.disabled_at.is_none());
    Ok(account.and_then(|account| Some(AdviserFound { name: account.display_name, phone: account.phone? })))
}

/// Whoever sent the company its latest proposal, where it has no consultant of its own.
async fn latest_asker(reader: &Reader<'_>, company: CompanyId, only: Option<WorkplaceId>) -> Result<Option<AdviserFound>, Failure> {
    let own = workplaces::of_company(reader, company).await?.into_iter().map(|place| place.id);
    let own = own.filter(|id| only.is_none_or(|only| only == *id)).collect();
    let filter = Filter { workplaces: Some(own), reached_company: true, ..Filter::default() };
    let latest = placements::list(reader, &filter, None, 1).await?.pop();
    match latest.and_then(|record| record.placement.confirmed_by) {
        Some(account) => adviser(reader, account).await,
        None => Ok(None),
    }
}
