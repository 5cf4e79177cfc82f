//! What the letters to a company's users and about its enquiries say, read when they are sent.

use super::send_letter::{Content, Sendable};
use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{
        company::AccessChange,
        enquiry::Enquiry,
        ids::{CompanyId, ContactId, EnquiryId},
        relation::Bar,
    },
    mail::{
        compose::{ReplyTo, Unsendable},
        letters::{
            Matter, company_barred::CompanyBarred, enquiry_receipt::EnquiryReceipt, new_enquiry::NewEnquiry, user_changed::UserChanged,
            welcome::Welcome,
        },
    },
    store::{
        accounts, companies, contacts, enquiries,
        letters::Letter,
        scope::{Reader, Scope},
    },
    use_cases::{app::App, failure::Failure, portal::adviser::adviser_of},
};

fn broken(failure: Failure) -> Fault {
    match failure {
        Failure::Fault(fault) => fault,
        failure => Fault::new("a letter could not be written", failure),
    }
}

/// M01, with the consultant behind "Svar".
pub(super) async fn welcome(app: &App, reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Content>, Fault> {
    let contact = match letter.contact {
        Some(id) => contacts::find(reader, id).await?.filter(crate::domain::company::Contact::signs_in),
        None => None,
    };
    let Some(contact) = contact else { return Ok(Err(Unsendable::NothingToSay)) };
    let Some(company) = companies::find(reader, contact.company).await? else { return Ok(Err(Unsendable::NothingToSay)) };
    let adviser = adviser_of(app, reader, &company, contact.workplace).await.map_err(broken)?;
    let reply_to = match adviser.account {
        Some(id) => accounts::find(reader, id).await?.and_then(|one| Some(ReplyTo { name: one.display_name, address: one.email? })),
        None => None,
    };
    let welcome = Welcome { name: contact.name, company: company.name, adviser: adviser.name, phone: adviser.phone };
    Ok(Ok((Matter::Welcome(welcome), reply_to)))
}

/// M27.
pub(super) async fn user_changed(reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Matter>, Fault> {
    let (Some(about), Some(change)) = (letter.subject, letter.reason.as_deref().and_then(AccessChange::parse)) else {
        return Ok(Err(Unsendable::NothingToSay));
    };
    let Some(user) = contacts::find(reader, ContactId(about)).await? else { return Ok(Err(Unsendable::NothingToSay)) };
    let Some(company) = companies::find(reader, user.company).await? else { return Ok(Err(Unsendable::NothingToSay)) };
    Ok(Ok(Matter::UserChanged(UserChanged { name: user.name, role: user.role, company: company.name, change })))
}

async fn enquiry_of(reader: &Reader<'_>, letter: &Letter) -> Result<Option<Enquiry>, Fault> {
    match letter.subject {
        Some(id) => enquiries::find(reader, EnquiryId(id)).await,
        None => Ok(None),
    }
}

/// M21 to staff.
pub(super) async fn new_enquiry(reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Matter>, Fault> {
    let Some(enquiry) = enquiry_of(reader, letter).await? else { return Ok(Err(Unsendable::NothingToSay)) };
    let (number, due_at) = (enquiry.number.to_string(), enquiry.due_at);
    let told = enquiry.offer.map(|offer| Matter::NewEnquiry(NewEnquiry { enquiry: enquiry.id.0, number, due_at, offer: Box::new(offer) }));
    Ok(told.ok_or(Unsendable::TooLate))
}

/// M21 to the sender.
pub(super) async fn receipt(reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Matter>, Fault> {
    let enquiry = enquiry_of(reader, letter).await?;
    let told = enquiry.map(|enquiry| Matter::EnquiryReceipt(EnquiryReceipt { number: enquiry.number.to_string() }));
    Ok(told.ok_or(Unsendable::NothingToSay))
}

/// The address of whoever sent an enquiry.
pub(super) async fn sender(reader: &Reader<'_>, letter: &Letter) -> Result<Option<String>, Fault> {
    Ok(enquiry_of(reader, letter).await?.and_then(|enquiry| enquiry.offer).and_then(|offer| offer.email))
}

/// M32, while the company still gets no proposals.
pub(super) async fn barred(app: &App, reader: &Reader<'_>, letter: &Letter) -> Result<Sendable<Matter>, Fault> {
    let Some(id) = letter.subject else { return Ok(Err(Unsendable::NothingToSay)) };
    let Some(company) = companies::find(reader, CompanyId(id)).await? else { return Ok(Err(Unsendable::NothingToSay)) };
    let until = match company.relation.bar_on(day_of(reader.at())) {
        None => return Ok(Err(Unsendable::TooLate)),
        Some(Bar::Blocked) => None,
        Some(Bar::PausedUntil(day)) => Some(day),
    };
    let adviser = adviser_of(app, reader, &company, None).await.map_err(broken)?;
    let name = letter.account.map(|_| company.name);
    Ok(Ok(Matter::CompanyBarred(CompanyBarred { company: name, until, adviser: Some((adviser.name, adviser.phone)) })))
}
