//! Slots are kept true: the weekly question, the answer from a phone, what closes, and how much a company is asked.

mod answering;
mod asking;
mod cap;
mod unsettled;
mod waiting;

use brobygger::{
    domain::{
        ids::{ContactId, LinkId, SlotId},
        permission::Actor,
        slot::Slot,
    },
    store::{
        links::{self, Link, LinkKind},
        scope::Scope,
        slots,
    },
    use_cases::{app::App, freshness::ask::AskCompany},
};
use chrono::Duration;

use crate::kit::{
    House, Place,
    post::{post, postman},
    smtp::{Received, Sink},
};

/// A link by which a contact says how the slots stand, as a letter carries it.
async fn link(house: &House, contact: ContactId) -> LinkId {
    house
        .write(house.tenant, async |work| {
            let id = LinkId(work.new_id());
            let expires_at = work.at() + Duration::days(14);
            let link = Link {
                subject: None,
                tenant: work.tenant(),
                id,
                kind: LinkKind::Slots,
                placement: None,
                contact: Some(contact),
                account: None,
                expires_at,
                used_at: None,
            };
            links::insert(work, &link).await.expect("a link");
            id
        })
        .await
}

/// Whoever holds a fresh link of a place's contact.
async fn keeper(house: &House, place: &Place) -> Actor {
    Actor::slot_keeper(house.tenant, link(house, place.contact.id).await, &place.contact)
}

/// A slot as it is in the database.
async fn now(house: &House, slot: SlotId) -> Slot {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let found = slots::find(&reader, slot).await.expect("read").expect("a slot");
    reader.end().await.expect("the reader ends");
    found
}

/// Does what is due and gives the letters about slots that have come in so far.
async fn letters(sink: &Sink, app: &App) -> Vec<Received> {
    post(app, &postman(app)).await;
    let about_slots = |letter: &Received| letter.readable().contains("/virksomhed/pladser/") || letter.readable().contains("uafklarede");
    sink.letters().into_iter().filter(about_slots).collect()
}

/// The path of the link in a letter.
fn path_in(letter: &Received) -> String {
    let text = letter.readable();
    let rest = text.split("https://brobygger.example/virksomhed/pladser/").nth(1).expect("a link");
    let token: String = rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || "-_".contains(*sign)).collect();
    format!("/virksomhed/pladser/{token}")
}

/// Asks one company, as the clock does.
async fn ask(house: &House, place: &Place) -> usize {
    let system = Actor::system(house.tenant);
    house.app.carry_out(&system, &AskCompany { company: place.company.id }).await.expect("asked")
}

/// An agreement of a place's company.
async fn agreement(house: &House, place: &Place) -> brobygger::domain::ids::AgreementId {
    use brobygger::{
        domain::company::{Agreement, AgreementKind, AgreementState},
        store::agreements,
    };
    let agreement = Agreement {
        id: brobygger::domain::ids::AgreementId(house.app.ids.random()),
        company: place.company.id,
        number: "A-7".to_owned(),
        kind: AgreementKind::Enkeltpladser,
        state: AgreementState::Draft,
        starts_on: crate::kit::day("2026-01-01"),
        ends_on: None,
        responsible: None,
        terms: String::new(),
        version: 1,
    };
    house.write(house.tenant, async |work| assert!(agreements::save(work, &agreement, true).await.expect("an agreement"))).await;
    agreement.id
}
