//! Errors are problem documents with a stable code, whatever layer they come from.

use serde_json::json;

use crate::kit::House;

fn unknown() -> &'static str {
    "018f0000-0000-7000-8000-000000000000"
}

house_tests! {
    async fn what_is_not_there_is_a_problem(house) {
        let program = house.program("job_consultant").await;
        assert_eq!(program.get("/api/v1/nothing").await.problem(), (404, "not_found".to_owned()));
        assert_eq!(program.get(&format!("/api/v1/placements/{}", unknown())).await.problem(), (404, "not_found".to_owned()));
        assert_eq!(program.get("/api/v1/placements/no-id").await.problem(), (404, "not_found".to_owned()));
        let wrong_method = program.send("DELETE", "/api/v1/slots", &[], None).await;
        assert_eq!(wrong_method.problem(), (405, "method_not_allowed".to_owned()));
        assert!(wrong_method.headers.contains_key("allow"));
    }

    async fn only_json_is_read(house) {
        let program = house.program("job_consultant").await;
        let form = program.send("POST", "/api/v1/placements", &[("content-type", "text/plain")], Some(&json!({}))).await;
        assert_eq!(form.problem(), (415, "unsupported_media_type".to_owned()));
        let half = program.post("/api/v1/placements", &json!("half")).await;
        assert_eq!(half.problem(), (422, "invalid".to_owned()));
    }

    async fn refused_fields_are_named(house) {
        let program = house.program("job_consultant").await;
        let field = async |body: serde_json::Value| {
            let answer = program.post("/api/v1/placements", &body).await;
            assert_eq!(answer.problem(), (422, "invalid".to_owned()));
            answer.json()["fields"][0].clone()
        };
        let whole = json!({ "citizen": "b-1", "slot": "p-1", "kind": "virksomhedspraktik", "starts_on": "2026-03-02",
            "ends_on": "2026-03-15", "weekly_hours": 15, "purpose": "afklaring" });
        let with = |name: &str, value: serde_json::Value| {
            let mut body = whole.clone();
            body[name] = value;
            body
        };
        assert_eq!(field(with("colour", json!("red"))).await["field"], "colour");
        assert_eq!(field(with("colour", json!("red"))).await["reason"], "field-unknown");
        assert_eq!(field(with("starts_on", json!("monday"))).await["field"], "starts_on");
        assert_eq!(field(with("kind", json!("praktik"))).await["field"], "kind");
        let mut without = whole.clone();
        without.as_object_mut().expect("an object").remove("purpose");
        assert_eq!(field(without).await["field"], "purpose");
    }

    async fn wrong_parameters_are_named(house) {
        let program = house.program("job_consultant").await;
        for (query, field) in [("kind=praktik", "kind"), ("near=nowhere", "near"), ("near=0001", "near"), ("hours=many", "hours"),
            ("limit=0", "limit"), ("free_from=soon", "free_from"), ("sort=best", "sort"), ("colour=red", "colour"), ("group=nobody", "group")] {
            let answer = program.get(&format!("/api/v1/slots?{query}")).await;
            assert_eq!(answer.problem(), (422, "invalid".to_owned()), "{query}");
            assert_eq!(answer.json()["fields"][0]["field"], field, "{query}");
        }
    }

    async fn the_words_follow_the_language(house) {
        let program = house.without_token();
        let danish = program.send("GET", "/api/v1/slots", &[("accept-language", "da")], None).await.json();
        let english = program.get("/api/v1/slots").await.json();
        assert_eq!((danish["title"].as_str(), english["title"].as_str()), (Some("Nøgle mangler"), Some("A token is missing")));
    }

    async fn a_role_without_the_right_is_told_so(house) {
        let program = house.program("head").await;
        assert_eq!(program.get("/api/v1/placements").await.problem(), (403, "denied".to_owned()));
    }

    async fn fifty_requests_a_second_and_no_more(house) {
        assert_limited(&house).await;
    }
}

async fn assert_limited(house: &House) {
    let program = house.program("job_consultant").await;
    let calls = (0..300).map(|_| program.get("/api/v1/placements/no-id"));
    let answers = futures_util::future::join_all(calls).await;
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status.as_u16() == 429).collect();
    assert!(!refused.is_empty(), "300 at once are too many");
    assert!(answers.len() - refused.len() >= 50, "fifty go through");
    assert_eq!(refused[0].problem().1, "too_many_requests");
    assert!(refused[0].headers["retry-after"].to_str().is_ok_and(|seconds| seconds.parse::<u64>().is_ok_and(|seconds| seconds >= 1)));
}
