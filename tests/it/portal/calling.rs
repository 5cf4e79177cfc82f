//! A name and a number stand on every page, and "Ring mig op" becomes one task with a time.

use brobygger::{
    domain::task::{Task, TaskKind},
    store::{accounts, companies, tasks},
};

use super::answer_url;
use crate::placements::stage::Stage;

async fn calls(stage: &Stage) -> Vec<Task> {
    let reader = stage.house.app.reader(stage.house.tenant).await.expect("a reader");
    let open = tasks::open_at(&reader, stage.place.company.id).await.expect("read");
    reader.end().await.expect("ended");
    open.into_iter().filter(|task| task.kind == TaskKind::CallBack).collect()
}

house_tests! {
    async fn a_name_and_a_number_stand_on_every_page_of_the_portal(house) {
        let stage = Stage::set(house, 1).await;
        let (bente, _) = stage.house.account(stage.house.tenant, "vk.bente", &["company_consultant"]).await;
        let (ole, _) = stage.house.account(stage.house.tenant, "vk.ole", &["company_consultant"]).await;
        let mut browser = stage.house.visitor(&stage.contact).await;
        let pages = ["/virksomhed", "/virksomhed/forslag", "/virksomhed/pladser", "/virksomhed/brugere", "/virksomhed/ring-op", "/virksomhed/skift"];
        for page in pages {
            let html = browser.get(page).await.html;
            assert!(html.contains("Kommunens virksomhedsindgang") && html.contains("tel:72360000"), "{page}: {html}");
        }
        let mut company = stage.place.company.clone();
        (company.consultant, company.relation.substitute) = (Some(bente.id), Some(ole.id));
        stage.house.write(stage.house.tenant, async |work| companies::update(work, &company).await.expect("a company")).await;
        for page in pages {
            let html = browser.get(page).await.html;
            assert!(html.contains("vk.bente") && html.contains("tel:11223344"), "{page}: {html}");
        }
        let gone = accounts::Account { disabled_at: Some(stage.house.app.now()), ..bente.clone() };
        stage.house.write(stage.house.tenant, async |work| assert!(accounts::update(work, &gone).await.expect("an account"))).await;
        assert!(browser.get("/virksomhed").await.html.contains("vk.ole"), "the substitute");
    }

    async fn a_call_is_promised_once_with_a_name_and_a_time(house) {
        let stage = Stage::set(house, 1).await;
        let (bente, _) = stage.house.account(stage.house.tenant, "vk.bente", &["company_consultant"]).await;
        let mut company = stage.place.company.clone();
        company.consultant = Some(bente.id);
        stage.house.write(stage.house.tenant, async |work| companies::update(work, &company).await.expect("a company")).await;
        let mut browser = stage.house.visitor(&stage.contact).await;
        assert!(browser.get("/virksomhed").await.html.contains("href=\"/virksomhed/ring-op\""));
        let wrong = browser.post("/virksomhed/ring-op", &[("hvornaar", "tid"), ("tid", "2020-01-01T10:00")]).await;
        assert!(wrong.html.contains("Vælg et tidspunkt på en hverdag"), "{}", wrong.html);
        let told = browser.post("/virksomhed/ring-op", &[("hvornaar", "idag"), ("telefon", "12 34 56 78")]).await;
        assert!(told.html.contains("vk.bente ringer senest") && told.html.contains("16"), "{}", told.html);
        let again = browser.post("/virksomhed/ring-op", &[("hvornaar", "imorgen")]).await;
        assert!(again.html.contains("Du har allerede bedt om et opkald"), "{}", again.html);
        let calls = calls(&stage).await;
        assert_eq!(calls.len(), 1);
        assert_eq!((calls[0].assigned_to, calls[0].subject), (Some(bente.id), Some(stage.place.contact.id.0)));
        assert_eq!(calls[0].due_at.to_rfc3339(), "2026-03-02T15:00:00+00:00");
        assert_eq!(calls[0].note.as_deref(), Some("Karim Eksempel, 12 34 56 78"));
    }

    async fn whoever_holds_an_answer_link_can_ask_for_a_call_and_nothing_more(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let answer = answer_url(&stage, placement).await;
        let token = answer.rsplit('/').next().expect("a token").to_owned();
        let mut guest = stage.house.stranger();
        let url = format!("/virksomhed/ring-op/{token}");
        assert!(guest.get(&answer).await.html.contains(&url));
        assert!(guest.post(&url, &[("hvornaar", "imorgen")]).await.html.contains("ringer senest"));
        assert_eq!(calls(&stage).await.len(), 1);
        let unknown = guest.get(&format!("/virksomhed/ring-op/{}", "A".repeat(43))).await;
        assert_eq!(unknown.status, axum::http::StatusCode::NOT_FOUND);
    }
}
