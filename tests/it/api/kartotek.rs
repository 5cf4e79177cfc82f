//! The kartotek through the API, and slots changed only by whoever has seen their latest version.

use insta::assert_json_snapshot;
use serde_json::json;

use super::calling::{Answer, Program};
use crate::kit::day;

async fn patch(program: &Program, path: &str, tag: Option<&str>, body: serde_json::Value) -> Answer {
    let headers: Vec<(&str, &str)> = tag.map(|tag| ("if-match", tag)).into_iter().collect();
    program.send("PATCH", path, &headers, Some(&body)).await
}

house_tests! {
    async fn a_company_is_opened_by_its_cvr_number(house) {
        let place = house.place(house.tenant).await;
        house.slot(house.tenant, &place, 2).await;
        let program = house.program("job_consultant").await;
        let list = program.get("/api/v1/companies?q=nordhavn").await.with(200);
        assert_json_snapshot!("companies", list, { ".items[].id" => "[id]" });
        let body = program.get("/api/v1/companies/99000007").await.with(200);
        assert_json_snapshot!("company", body, { ".id" => "[id]", ".contacts[].id" => "[id]", ".slots[].id" => "[id]", ".history" => "[history]" });
        assert_eq!(program.get("/api/v1/companies/12345678").await.problem(), (404, "not_found".to_owned()));
    }

    async fn a_slot_is_changed_only_from_its_latest_version(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 2).await;
        let program = house.program("company_consultant").await;
        let path = format!("/api/v1/slots/{}", slot.id);
        let tag = program.get(&path).await.headers["etag"].to_str().expect("a tag").to_owned();
        assert_eq!(patch(&program, &path, None, json!({ "seats": 3 })).await.problem(), (428, "precondition_required".to_owned()));
        let changed = patch(&program, &path, Some(&tag), json!({ "seats": 3, "paused": true, "demands": ["nat"] })).await;
        let body = changed.with(200);
        assert_eq!((&body["seats"], &body["paused"], &body["demands"]), (&3.into(), &true.into(), &json!(["nat"])));
        assert_ne!(changed.headers["etag"], tag.as_str());
        assert_eq!(patch(&program, &path, Some(&tag), json!({ "seats": 4 })).await.problem(), (412, "stale".to_owned()));
        let fresh = changed.headers["etag"].to_str().expect("a tag").to_owned();
        assert_eq!(patch(&program, &path, Some(&fresh), json!({ "paused": false })).await.with(200)["paused"], false);
    }

    async fn a_change_is_refused_whole(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot_with(house.tenant, &place, |slot| slot.open_to = Some(day("2026-12-31"))).await;
        let program = house.program("company_consultant").await;
        let path = format!("/api/v1/slots/{}", slot.id);
        let answer = patch(&program, &path, Some("*"), json!({ "paused": true, "demands": ["juggling"] })).await;
        assert_eq!((answer.problem(), &answer.json()["fields"][0]["field"]), ((422, "invalid".to_owned()), &"demands".into()));
        assert_eq!(patch(&program, &path, Some("*"), json!({ "title": "x" })).await.problem(), (422, "invalid".to_owned()));
        assert_eq!(program.get(&path).await.with(200)["paused"], false);
        let reader = house.program("job_consultant").await;
        assert_eq!(patch(&reader, &path, Some("*"), json!({ "seats": 3 })).await.problem(), (403, "denied".to_owned()));
    }
}
