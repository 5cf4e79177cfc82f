//! Why somebody looks is stated by that person: a form brings it along, and whoever has not said it is asked.

use axum::http::StatusCode;
use brobygger::domain::ids::CitizenId;
use sea_orm::EntityTrait;

use crate::{kit::House, placements::stage::Stage};

/// The purposes logged for a citizen, in order, each with the page.
async fn purposes(house: &House, citizen: CitizenId) -> Vec<(String, String)> {
    let mut rows = entity::access_log::Entity::find().all(house.app.database.reading()).await.expect("the log");
    rows.retain(|row| row.citizen_id == citizen.0);
    rows.sort_by_key(|row| row.id);
    rows.into_iter().map(|row| (row.page, row.purpose)).collect()
}

fn hidden(html: &str) -> Option<&str> {
    html.split("name=\"opslag\" value=\"").nth(1)?.split('"').next()
}

house_tests! {
    async fn a_form_brings_its_purpose_along_though_somebody_else_was_visited_meanwhile(house) {
        let (first, second) = (house.citizen(house.tenant).await, house.citizen(house.tenant).await);
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let url = |citizen: CitizenId, page: &str| format!("/konsulent/borgere/{citizen}/{page}");
        browser.post(&url(first.id, "formaal"), &[("formaal", "quality")]).await;
        for page in ["profil", "lovgrundlag"] {
            let form = browser.get(&url(first.id, page)).await.html;
            assert_eq!(hidden(&form), Some("quality"), "{form}");
        }
        browser.post(&url(second.id, "formaal"), &[("formaal", "case")]).await;
        let before = purposes(&house, first.id).await.len();
        let again = browser.post(&url(first.id, "profil"), &[("version", "1"), ("timer_min", "x"), ("opslag", "quality")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.html);
        assert_eq!(hidden(&again.html), Some("quality"));
        let after = purposes(&house, first.id).await;
        assert_eq!(after[before..], [("citizen.open".to_owned(), "quality".to_owned())]);
    }

    async fn a_form_without_any_stated_purpose_is_asked_for_one(house) {
        let citizen = house.citizen(house.tenant).await;
        let actor = house.account(house.tenant, "jk.mette", &["job_consultant"]).await.1;
        let mut browser = house.visitor(&actor).await;
        let url = format!("/konsulent/borgere/{}/profil", citizen.id);
        for form in [[("version", "1"), ("opslag", "")], [("version", "1"), ("opslag", "nysgerrig")]] {
            let asked = browser.post(&url, &form).await;
            assert!(asked.html.contains("Hvorfor ser du denne borger?") && !asked.html.contains("Kanarie"), "{}", asked.html);
        }
        assert_eq!(purposes(&house, citizen.id).await, []);
    }

    async fn whoever_is_responsible_for_a_placement_follows_it_up(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        let page = stage.house.visitor(&stage.consultant).await.get(&format!("/konsulent/forloeb/{placement}")).await;
        assert!(page.html.contains("Kanarie"), "{}", page.html);
        let logged = purposes(&stage.house, stage.citizen.id).await;
        assert_eq!(logged, [("placement.dossier".to_owned(), "follow_up".to_owned())]);
    }

    async fn a_colleagues_placement_is_looked_at_for_the_purpose_that_was_stated(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        let mut browser = stage.house.visitor(&stage.leader).await;
        let url = format!("/konsulent/forloeb/{placement}");
        let asked = browser.get(&url).await.html;
        assert!(asked.contains("Hvorfor ser du denne borger?") && !asked.contains("Kanarie"), "{asked}");
        assert_eq!(purposes(&stage.house, stage.citizen.id).await, []);
        let formaal = format!("/konsulent/borgere/{}/formaal", stage.citizen.id);
        let page = browser.post(&formaal, &[("formaal", "insight"), ("videre", url.as_str())]).await;
        assert!(page.html.contains("Kanarie") && page.url == url, "{}", page.html);
        let form = browser.get(&format!("{url}/frigiv")).await.html;
        assert_eq!(hidden(&form), Some("insight"));
        let other = stage.another_citizen().await;
        browser.post(&format!("/konsulent/borgere/{}/formaal", other.id), &[("formaal", "case")]).await;
        let again = browser.post(&format!("{url}/frigiv"), &[("opslag", "insight")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.html);
        let logged = purposes(&stage.house, stage.citizen.id).await;
        assert_eq!(logged.len(), 3);
        assert!(logged.iter().all(|(page, purpose)| page == "placement.dossier" && purpose == "insight"), "{logged:?}");
    }
}
