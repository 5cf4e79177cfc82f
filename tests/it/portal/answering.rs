//! A company answers by its letter's link: looking changes nothing, answering works once, and the card tells nobody's name.

use axum::http::StatusCode;
use brobygger::{
    domain::{company::Contact, ids::LinkId, placement::StateName, terms::Language},
    store::{contacts, links},
    use_cases::placements::confirm::Confirm,
};
use chrono::Duration;

use super::{answer_url, assert_anonymous};
use crate::placements::stage::{Stage, confirmation};

const YES: [(&str, &str); 3] = [("svar", "ja"), ("tid_1", "2026-03-10T10:00"), ("tid_2", "2026-03-11T13:30")];

async fn is_used(stage: &Stage, link: LinkId) -> bool {
    let reader = stage.house.app.reader(stage.house.tenant).await.expect("a reader");
    let link = links::find(&reader, link).await.expect("read").expect("a link");
    reader.end().await.expect("the reader ends");
    link.used_at.is_some()
}

/// A proposal whose citizen has said something that stays inside.
async fn offered_with_statement(stage: &Stage) -> brobygger::domain::ids::PlacementId {
    let placement = stage.proposed().await;
    let confirmed = Confirm { statement: Some("Fritekstkanarie: vil gerne".to_owned()), ..confirmation(placement) };
    stage.act(&stage.consultant, &confirmed).await.expect("confirmed");
    placement
}

house_tests! {
    async fn looking_fifty_times_uses_nothing_up(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let (url, link) = (answer_url(&stage, placement).await, stage.link(placement).await);
        let mut browser = stage.house.stranger();
        for _ in 0..50 {
            assert_eq!(browser.get(&url).await.status, StatusCode::OK);
        }
        assert_eq!(browser.head(&url).await.status, StatusCode::OK);
        assert!(!is_used(&stage, link).await);
        assert_eq!(stage.state(placement).await, StateName::Offered);
    }

    async fn the_card_says_what_is_asked_and_not_who(house) {
        let stage = Stage::set(house, 1).await;
        let url = answer_url(&stage, offered_with_statement(&stage).await).await;
        let mut browser = stage.house.stranger();
        for step in ["", "?svar=ja", "?svar=nej", "?sprog=en"] {
            assert_anonymous(&browser.get(&format!("{url}{step}")).await.html);
        }
        let page = browser.get(&format!("{url}?sprog=da")).await.html;
        assert!(page.contains("Lagermedarbejder") && page.contains("Ja, inviter til samtale") && page.contains("jk.mette"), "{page}");
    }

    async fn the_card_opens_in_the_contacts_language_and_can_be_switched(house) {
        let stage = Stage::set(house, 1).await;
        let contact = Contact { language: Language::En, ..stage.place.contact.clone() };
        stage.house.write(stage.house.tenant, async |work| contacts::update(work, &contact).await.expect("a contact")).await;
        let url = answer_url(&stage, stage.offered().await).await;
        let mut browser = stage.house.stranger();
        let page = browser.get(&url).await.html;
        assert!(page.contains("<html lang=\"en\"") && page.contains("A proposal for your place"), "{page}");
        let mend = browser.post(&url, &[("svar", "nej")]).await.html;
        assert!(mend.contains("Choose a reason"), "{mend}");
        assert!(page.contains("sprog=da"), "the switch is there: {page}");
        let danish = browser.get(&format!("{url}?sprog=da")).await.html;
        assert!(danish.contains("<html lang=\"da\""), "{danish}");
        assert!(browser.get(&url).await.html.contains("<html lang=\"da\""), "what was chosen stays");
    }

    async fn a_yes_with_times_is_taken_once(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let url = answer_url(&stage, placement).await;
        let mut browser = stage.house.stranger();
        let thanks = browser.post(&url, &YES).await;
        assert!(thanks.html.contains("Tak for jeres svar"), "{}", thanks.html);
        let record = stage.record(placement).await;
        assert_eq!((record.placement.state, record.meeting_times.len()), (StateName::Accepted, 2));
        let again = browser.post(&url, &[("svar", "nej"), ("grund", "filled")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(again.html.contains("Allerede besvaret"), "{}", again.html);
        assert!(browser.get(&url).await.html.contains("Allerede besvaret"));
        assert_eq!(stage.state(placement).await, StateName::Accepted);
    }

    async fn a_no_needs_a_reason_and_a_harmless_note(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let url = answer_url(&stage, placement).await;
        let mut browser = stage.house.stranger();
        let without = browser.post(&url, &[("svar", "nej"), ("bemaerkning", "Vi bygger om")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(without.html.contains("Vi bygger om") && without.html.contains("Vælg en grund"), "{}", without.html);
        let harmful = browser.post(&url, &[("svar", "nej"), ("grund", "no_time"), ("bemaerkning", "Er det 010490-9995?")]).await;
        assert_eq!(harmful.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(stage.state(placement).await, StateName::Offered);
        browser.post(&url, &[("svar", "nej"), ("grund", "no_time"), ("bemaerkning", "Vi bygger om")]).await;
        assert_eq!(stage.state(placement).await, StateName::Declined);
        assert!(stage.claim(placement).await.is_none(), "the seat is free");
    }

    async fn a_question_that_has_run_out_leads_to_the_sign_in(house) {
        let stage = Stage::set(house, 1).await;
        let url = answer_url(&stage, stage.offered().await).await;
        stage.house.wait(Duration::days(15));
        let mut browser = stage.house.stranger();
        let page = browser.get(&url).await;
        assert!(page.html.contains("Fristen er gået") && page.html.contains("/virksomhed/log-ind"), "{}", page.html);
        assert_eq!(browser.post(&url, &YES).await.status, StatusCode::CONFLICT);
    }

    async fn a_token_that_is_none_is_not_found(house) {
        let mut browser = house.stranger();
        for token in ["x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            assert_eq!(browser.get(&format!("/virksomhed/forslag/{token}")).await.status, StatusCode::NOT_FOUND);
        }
    }
}
