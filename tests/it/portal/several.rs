//! Somebody with one mailbox at two companies chooses after the code, changes in the header, and gets to no third.

use axum::http::StatusCode;
use brobygger::{
    domain::{company::Contact, ids::ContactId},
    store::contacts,
    use_cases::contacts::{ChangeContact, TypedContact},
};

use crate::{kit::Place, mail::sign_in_code::mailed_digits, placements::stage::Stage};

const DOOR: &str = "/virksomhed/log-ind";
const SWITCH: &str = "/virksomhed/skift";

async fn write(stage: &Stage, contact: &Contact) {
    stage.house.write(stage.house.tenant, async |work| contacts::update(work, contact).await.expect("a contact")).await;
}

/// A second company whose contact reads the same mailbox, under another name of the company.
async fn second(stage: &Stage) -> Place {
    let mut other = stage.house.place_numbered(stage.house.tenant, "99000015", "9000000002").await;
    other.company.name = "Havnens Bageri ApS".to_owned();
    other.contact.email = stage.place.contact.email.clone();
    let company = other.company.clone();
    stage.house.write(stage.house.tenant, async |work| brobygger::store::companies::update(work, &company).await.expect("a company")).await;
    write(stage, &other.contact).await;
    other
}

house_tests! {
    async fn whoever_speaks_for_two_companies_chooses_after_the_code(house) {
        let stage = Stage::set(house, 1).await;
        let other = second(&stage).await;
        let tenant = stage.house.tenant.to_string();
        let mut browser = stage.house.stranger();
        let email = stage.place.contact.email.clone().expect("an address");
        browser.post(DOOR, &[("kommune", &tenant), ("email", &email), ("videre", "/virksomhed/forslag")]).await;
        let digits = mailed_digits(&stage.house).await;
        let choice = browser.post("/virksomhed/log-ind/kode", &[("kommune", &tenant), ("kode", &digits), ("videre", "/virksomhed/forslag")]).await;
        assert!(choice.url.starts_with(SWITCH), "{}", choice.url);
        assert!(choice.html.contains("Havnens Bageri ApS") && choice.html.contains("Nordhavn Lager ApS"), "{}", choice.html);
        let chosen = browser.post(SWITCH, &[("kontakt", &other.contact.id.to_string()), ("videre", "/virksomhed/forslag")]).await;
        assert_eq!((chosen.status, chosen.url.as_str()), (StatusCode::OK, "/virksomhed/forslag"));
        let home = browser.get("/virksomhed").await;
        assert!(home.html.contains("Goddag, Havnens Bageri ApS") && home.html.contains("Skift virksomhed"), "{}", home.html);
        let back = browser.post(SWITCH, &[("kontakt", &stage.place.contact.id.to_string())]).await;
        assert!(back.html.contains("Goddag, Nordhavn Lager ApS"), "{}", back.html);
    }

    async fn nobody_gets_to_a_company_of_another_mailbox(house) {
        let stage = Stage::set(house, 1).await;
        let other = stage.house.place_numbered(stage.house.tenant, "99000015", "9000000002").await;
        let mut browser = stage.house.visitor(&stage.contact).await;
        let refused = browser.post(SWITCH, &[("kontakt", &other.contact.id.to_string())]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let home = browser.get("/virksomhed").await;
        assert!(home.html.contains("Nordhavn Lager ApS") && !home.html.contains("Skift virksomhed"), "{}", home.html);
    }

    async fn who_is_dismissed_at_the_second_company_is_out_of_its_portal_at_once(house) {
        let stage = Stage::set(house, 1).await;
        let other = second(&stage).await;
        let mut browser = stage.house.visitor(&stage.contact).await;
        browser.post(SWITCH, &[("kontakt", &other.contact.id.to_string())]).await;
        let reader = stage.house.app.reader(stage.house.tenant).await.expect("a reader");
        let there = contacts::find(&reader, other.contact.id).await.expect("read").expect("a contact");
        reader.end().await.expect("the reader ends");
        let id = ContactId(stage.house.app.ids.random());
        let colleague = Contact { id, email: Some("kollega@firma.example".to_owned()), ..there.clone() };
        stage.house.write(stage.house.tenant, async |work| contacts::insert(work, &colleague).await.expect("one more")).await;
        let typed = TypedContact { active: String::new(), ..TypedContact::from(&there) };
        stage.act(&stage.house.staff(&["company_consultant"]), &ChangeContact { contact: there.id, typed }).await.expect("dismissed");
        assert!(browser.get("/virksomhed").await.url.starts_with(DOOR));
    }
}
