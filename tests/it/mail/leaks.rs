//! Letters full of poison: no name, number, group or word of health reaches headers, text or HTML.

use brobygger::{
    domain::{citizen::PersonName, event::Event, ids::CitizenId, numbers::CprNumber},
    mail::letters::harmless_title,
    store::letters,
};

use crate::kit::{
    House,
    post::{post, postman},
    smtp::{Mode, Sink},
};

/// What is planted in the citizen, in the placement's inner notes and in the slot's free text.
const POISON: [&str; 12] = [
    "Kanarie",
    "Tilde",
    "0104909995",
    "010490",
    "skizofreni",
    "depression",
    "dagpenge",
    "aktivitetsparat",
    "11 22 33 44",
    "4300",
    "Kanarieudtalelse",
    "Kanariebegrundelse",
];

async fn poisoned(house: &House, title: &str) -> String {
    let sink = Sink::open(Mode::Takes).await;
    let app = house.with_mail(&sink);
    let place = house.place(house.tenant).await;
    let slot = house
        .slot_with(house.tenant, &place, |slot| {
            slot.title = title.to_owned();
            slot.description = "Tilde Kanarie, 010490-9995, har skizofreni og får dagpenge".to_owned();
            slot.reserved_for = vec!["aktivitetsparat".to_owned()];
        })
        .await;
    house
        .citizen_with(house.tenant, |citizen| {
            citizen.id = CitizenId(app.ids.random());
            citizen.name = PersonName::new("Tilde".to_owned(), "Kanarie".to_owned());
            citizen.cpr = CprNumber::parse("0104909995").ok();
        })
        .await;
    let (placement, _) = house.asked(house.tenant, &slot, &place.contact).await;
    for reason in ["withdrawn", "expired", "obsolete", "cancelled"] {
        let gone = Event::PlacementRetracted { placement, contact: Some(place.contact.id), reason: reason.to_owned() };
        house.write(house.tenant, async |work| work.happened(gone)).await;
    }
    assert_eq!(post(&app, &postman(&app)).await.sent, 5);
    sink.letters().iter().map(|letter| format!("{}\n{}", letter.raw, letter.readable())).collect()
}

house_tests! {
    async fn no_letter_holds_anything_of_the_citizen(house) {
        let all = poisoned(&house, "Lagermedarbejder").await;
        assert!(all.contains("»Lagermedarbejder«"));
        for poison in POISON {
            assert!(!all.contains(poison), "{poison}");
        }
    }

    async fn a_poisoned_title_is_left_out(house) {
        let all = poisoned(&house, "Plads til 010490-9995 med depression").await;
        assert!(all.contains("en af jeres pladser"));
        for poison in POISON.into_iter().chain(["010490-9995"]) {
            assert!(!all.contains(poison), "{poison}");
        }
    }

    async fn what_is_stored_of_a_letter_holds_no_token_no_code_and_no_address(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        let (placement, link) = house.asked(house.tenant, &slot, &place.contact).await;
        brobygger::jobs::dispatch::dispatch(&house.app).await.expect("dispatched");
        let now = house.app.now();
        let letter = letters::claim(&house.app.database, now, now).await.expect("claimed").expect("a letter");
        assert_eq!(letter.placement, Some(placement));
        let stored = format!("{letter:?}");
        assert!(!stored.contains(&house.app.keys.link_token(link.0)));
        assert!(!stored.contains(place.contact.email.as_deref().expect("an address")));
    }
}

#[test]
fn a_title_with_what_must_not_be_said_is_not_said() {
    let reference = brobygger::settings::reference::load(None).expect("reference");
    let words = &reference.diagnosis_words;
    let rules = brobygger::settings::rules::load(None).expect("the rules");
    let harmless_title = |title: &str, words| harmless_title(title, words, &rules.mail);
    assert_eq!(harmless_title(" Lagermedarbejder ", words).as_deref(), Some("Lagermedarbejder"));
    for title in [
        "010490-9995",
        "Til en med skizofreni",
        "Plads til dagpengemodtager",
        "Aktivitetsparat søges",
        "Se https://evil.example",
        "www.evil.example",
        "skriv til a@b.dk",
        " ",
    ] {
        assert_eq!(harmless_title(title, words), None, "{title}");
    }
}
