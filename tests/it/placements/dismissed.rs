//! Whoever no longer speaks for a company, or has lost the mailbox, neither sees its questions nor answers them.

use axum::http::StatusCode;
use brobygger::{
    domain::{company::Contact, ids::ContactId, placement::StateName},
    store::{contacts, work::Work},
    use_cases::{
        contacts::{ChangeContact, TypedContact},
        placements::{accept::Accept, links::RenewLink},
    },
};
use chrono::Duration;

use super::stage::{Stage, is_unknown};
use crate::portal::answer_url;

async fn change(stage: &Stage, typed: TypedContact) {
    let consultant = stage.house.staff(&["company_consultant"]);
    // Somebody else keeps the company's users.
    let id = ContactId(stage.house.app.ids.random());
    let other = Contact { id, email: Some(format!("{id}@firma.example")), ..stage.place.contact.clone() };
    stage.house.write(stage.house.tenant, async |work| contacts::insert(work, &other).await.expect("one more")).await;
    stage.act(&consultant, &ChangeContact { contact: stage.place.contact.id, typed }).await.expect("changed");
}

async fn lay_in(stage: &Stage, contact: &Contact) {
    let lay = async |work: &mut Work<'_>| {
        let version = contacts::find(work, contact.id).await.expect("read").expect("a contact").version;
        contacts::update(work, &Contact { version, ..contact.clone() }).await.expect("laid in");
    };
    stage.house.write(stage.house.tenant, lay).await;
}

house_tests! {
    async fn a_dismissed_contacts_link_neither_opens_nor_answers(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let (url, holder) = (answer_url(&stage, placement).await, stage.link_holder(placement).await);
        assert_eq!(stage.house.stranger().get(&url).await.status, StatusCode::OK);
        change(&stage, TypedContact { active: String::new(), ..TypedContact::from(&stage.place.contact) }).await;
        assert_eq!(stage.house.stranger().get(&url).await.status, StatusCode::NOT_FOUND);
        assert!(is_unknown(&stage.act(&holder, &Accept { placement, times: Vec::new() }).await));
        assert!(is_unknown(&stage.act(&holder, &RenewLink { placement }).await));
        assert_eq!(stage.state(placement).await, StateName::Offered);
        // Nor when the contact is taken in again: the letter may lie in other hands.
        lay_in(&stage, &stage.place.contact).await;
        assert!(stage.act(&holder, &Accept { placement, times: Vec::new() }).await.is_err());
    }

    async fn a_contact_without_a_word_for_the_company_answers_nothing_whatever_became_of_the_link(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let (url, holder) = (answer_url(&stage, placement).await, stage.link_holder(placement).await);
        let other = stage.house.place_numbered(stage.house.tenant, "99000015", "9000000002").await;
        for contact in [
            Contact { active: false, ..stage.place.contact.clone() },
            Contact { company: other.company.id, ..stage.place.contact.clone() },
        ] {
            lay_in(&stage, &contact).await;
            assert_eq!(stage.house.stranger().get(&url).await.status, StatusCode::NOT_FOUND);
            assert!(is_unknown(&stage.act(&holder, &Accept { placement, times: Vec::new() }).await));
        }
    }

    async fn a_new_address_ends_the_old_link_and_gets_the_question_anew(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let (old_url, old) = (answer_url(&stage, placement).await, stage.link_holder(placement).await);
        stage.house.wait(Duration::seconds(1));
        change(&stage, TypedContact { email: "ny.adresse@nordhavn.example".to_owned(), ..TypedContact::from(&stage.place.contact) }).await;
        assert!(stage.act(&old, &Accept { placement, times: Vec::new() }).await.is_err());
        assert_eq!(stage.events("placement_offered").await.len(), 2);
        let new_url = answer_url(&stage, placement).await;
        assert_ne!(new_url, old_url);
        let fresh = stage.link_holder(placement).await;
        assert_eq!(stage.act(&fresh, &Accept { placement, times: Vec::new() }).await.expect("answered").state, StateName::Accepted);
    }

    async fn another_name_changes_nothing_about_the_link(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        change(&stage, TypedContact { name: "Nyt Navn".to_owned(), ..TypedContact::from(&stage.place.contact) }).await;
        assert_eq!(stage.house.stranger().get(&answer_url(&stage, placement).await).await.status, StatusCode::OK);
        assert_eq!(stage.events("placement_offered").await.len(), 1);
    }
}
