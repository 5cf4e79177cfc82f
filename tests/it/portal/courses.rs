//! A name stands in the portal after release and code only, exactly as released, and is gone with the release.

use axum::http::StatusCode;
use brobygger::{domain::ids::PlacementId, use_cases::placements::release::WithdrawRelease};
use chrono::Duration;

use super::assert_anonymous;
use crate::{
    kit::browser::Browser,
    mail::sign_in_code::mailed_digits,
    placements::stage::{Stage, contact_of, release_of},
};

/// A contact whose code was typed so long ago that names are not shown any more.
async fn without_fresh_code(stage: &Stage) -> Browser {
    let mut browser = stage.house.visitor(&stage.contact).await;
    stage.house.wait(Duration::minutes(16));
    browser.get("/virksomhed").await;
    browser
}

async fn step_up(stage: &Stage, browser: &mut Browser, placement: PlacementId) -> String {
    let onwards = format!("/virksomhed/forloeb/{placement}");
    browser.post("/virksomhed/kode/bestil", &[("videre", onwards.as_str())]).await;
    let digits = mailed_digits(&stage.house).await;
    browser.post("/virksomhed/kode", &[("kode", digits.as_str()), ("videre", onwards.as_str())]).await.html
}

house_tests! {
    async fn nothing_about_the_citizen_stands_anywhere_before_the_release(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        let mut browser = stage.house.visitor(&stage.contact).await;
        for url in ["/virksomhed".to_owned(), "/virksomhed/forslag".to_owned(), "/virksomhed/pladser".to_owned(), format!("/virksomhed/forloeb/{placement}")] {
            let page = browser.get(&url).await;
            assert_eq!(page.status, StatusCode::OK, "{url}");
            assert_anonymous(&page.html);
        }
    }

    async fn the_name_stands_after_release_and_code_and_is_gone_with_the_release(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        stage.act(&stage.consultant, &release_of(placement)).await.expect("released");
        let mut browser = without_fresh_code(&stage).await;
        let url = format!("/virksomhed/forloeb/{placement}");
        let before = browser.get(&url).await.html;
        assert_anonymous(&before);
        assert!(before.contains("/virksomhed/kode"), "{before}");
        assert_anonymous(&browser.get("/virksomhed").await.html);
        assert!(step_up(&stage, &mut browser, placement).await.contains("Tilde Test Kanarie"));
        assert!(browser.get("/virksomhed").await.html.contains("Tilde Test Kanarie"));
        stage.act(&stage.consultant, &WithdrawRelease { placement }).await.expect("taken back");
        assert_anonymous(&browser.get(&url).await.html);
        assert_anonymous(&browser.get("/virksomhed").await.html);
    }

    async fn another_companys_course_is_unknown(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let other = stage.house.place_numbered(stage.house.tenant, "99000015", "9000000002").await;
        let stranger = contact_of(&stage.house, stage.house.tenant, &other);
        let mut browser = stage.house.visitor(&stranger).await;
        assert_eq!(browser.get(&format!("/virksomhed/forloeb/{placement}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.post(&format!("/virksomhed/forloeb/{placement}"), &[("svar", "nej"), ("grund", "filled")]).await.status, StatusCode::NOT_FOUND);
    }

    async fn places_are_confirmed_with_one_press(house) {
        let stage = Stage::set(house, 2).await;
        let mut browser = stage.house.visitor(&stage.contact).await;
        let page = browser.get("/virksomhed/pladser").await.html;
        assert!(page.contains("2 af 2 fri"), "{page}");
        let after = browser.post("/virksomhed/pladser", &[]).await.html;
        assert!(after.contains("Pladserne er bekræftet i dag") && after.contains("Sidst bekræftet i dag"), "{after}");
    }
}
