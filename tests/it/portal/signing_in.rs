//! A code opens the portal in the browser that asked for it, nowhere else, and the door tells nobody who is known.

use axum::http::StatusCode;
use brobygger::{domain::company::Contact, store::contacts};
use chrono::Duration;

use crate::{kit::browser::Browser, mail::sign_in_code::mailed_digits, placements::stage::Stage};

const DOOR: &str = "/virksomhed/log-ind";
const CODE: &str = "/virksomhed/log-ind/kode";

async fn ask(browser: &mut Browser, tenant: &str, email: &str) -> crate::kit::browser::Answer {
    browser.post(DOOR, &[("kommune", tenant), ("email", email), ("videre", "/virksomhed")]).await
}

async fn try_code(browser: &mut Browser, tenant: &str, digits: &str) -> crate::kit::browser::Answer {
    browser.post(CODE, &[("kommune", tenant), ("kode", digits), ("videre", "/virksomhed")]).await
}

fn email(stage: &Stage) -> String {
    stage.place.contact.email.clone().expect("an address")
}

house_tests! {
    async fn the_code_opens_only_the_browser_that_asked(house) {
        let stage = Stage::set(house, 1).await;
        let tenant = stage.house.tenant.to_string();
        let mut asker = stage.house.stranger();
        let asked = ask(&mut asker, &tenant, &email(&stage)).await;
        assert!(asked.html.contains("Kode på seks cifre"), "{}", asked.html);
        let digits = mailed_digits(&stage.house).await;
        let mut thief = stage.house.stranger();
        ask(&mut thief, &tenant, "nobody@else.example").await;
        assert_eq!(try_code(&mut thief, &tenant, &digits).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let home = try_code(&mut asker, &tenant, &digits).await;
        assert!(home.url == "/virksomhed" && home.html.contains("Nordhavn Lager ApS"), "{}: {}", home.url, home.html);
    }

    async fn a_guess_tries_the_codes_of_one_person_only(house) {
        let stage = Stage::set(house, 1).await;
        let tenant = stage.house.tenant.to_string();
        let mut browser = stage.house.stranger();
        ask(&mut browser, &tenant, &email(&stage)).await;
        let digits = mailed_digits(&stage.house).await;
        stage.house.wait(Duration::seconds(1));
        let other = stage.house.place_numbered(stage.house.tenant, "99000015", "9000000002").await;
        let another = Contact { email: Some("en.anden@else.example".to_owned()), ..other.contact.clone() };
        stage.house.write(stage.house.tenant, async |work| contacts::update(work, &another).await.expect("a contact")).await;
        ask(&mut browser, &tenant, "en.anden@else.example").await;
        assert_eq!(try_code(&mut browser, &tenant, &digits).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn known_and_unknown_addresses_get_the_same_answer(house) {
        let stage = Stage::set(house, 1).await;
        let tenant = stage.house.tenant.to_string();
        let known = ask(&mut stage.house.stranger(), &tenant, &email(&stage)).await;
        let unknown = ask(&mut stage.house.stranger(), &tenant, "nobody@else.example").await;
        assert_eq!((known.status, known.url, known.html), (unknown.status, unknown.url, unknown.html));
    }

    async fn a_wrong_or_old_code_opens_nothing(house) {
        let stage = Stage::set(house, 1).await;
        let tenant = stage.house.tenant.to_string();
        let mut browser = stage.house.stranger();
        ask(&mut browser, &tenant, &email(&stage)).await;
        let digits = mailed_digits(&stage.house).await;
        let wrong = try_code(&mut browser, &tenant, if digits == "000000" { "000001" } else { "000000" }).await;
        assert!(wrong.html.contains("Du kan prøve 4 gange mere"), "{}", wrong.html);
        stage.house.wait(Duration::minutes(11));
        let late = try_code(&mut browser, &tenant, &digits).await;
        assert!(late.html.contains("Koden gælder ikke"), "{}", late.html);
        assert!(browser.get("/virksomhed").await.url.starts_with(DOOR));
    }

    async fn nobody_is_led_out_of_the_portal_after_the_code(house) {
        let stage = Stage::set(house, 1).await;
        let tenant = stage.house.tenant.to_string();
        let mut browser = stage.house.stranger();
        ask(&mut browser, &tenant, &email(&stage)).await;
        let digits = mailed_digits(&stage.house).await;
        let form = [("kommune", tenant.as_str()), ("kode", digits.as_str()), ("videre", "https://evil.example")];
        let answer = browser.post_only(CODE, &form).await;
        assert_eq!(answer.headers.get("location").and_then(|value| value.to_str().ok()), Some("/virksomhed"));
    }
}
