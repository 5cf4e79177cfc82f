//! A write under a key is done once, however often and from however many sides it is sent.

use brobygger::store::placements::{self, Filter};
use chrono::Duration;
use serde_json::json;

use super::{calling::Answer, placing::proposal};
use crate::placements::stage::Stage;

async fn count(stage: &Stage) -> u64 {
    let reader = stage.house.app.reader(stage.house.tenant).await.expect("a reader");
    let count = placements::count(&reader, &Filter::default()).await.expect("a count");
    reader.end().await.expect("the reader ends");
    count
}

const KEY: [(&str, &str); 1] = [("idempotency-key", "k-1")];

house_tests! {
    async fn sixteen_calls_at_once_under_one_key_make_one_placement(house) {
        let stage = Stage::set(house, 3).await;
        let program = stage.house.program("job_consultant").await;
        let body = proposal(&stage);
        let calls = (0..16).map(|_| program.send("POST", "/api/v1/placements", &KEY, Some(&body)));
        let answers: Vec<Answer> = futures_util::future::join_all(calls).await;
        let first = answers[0].with(201);
        assert!(answers.iter().all(|answer| answer.with(201)["id"] == first["id"]));
        assert_eq!(count(&stage).await, 1);
    }

    async fn a_second_call_gets_the_first_answer_although_things_have_moved(house) {
        let stage = Stage::set(house, 1).await;
        let program = stage.house.program("job_consultant").await;
        let first = program.send("POST", "/api/v1/placements", &KEY, Some(&proposal(&stage))).await;
        let id = first.with(201)["id"].as_str().expect("an id").to_owned();
        program.post(&format!("/api/v1/placements/{id}/reserve"), &json!({})).await.with(200);
        let again = program.send("POST", "/api/v1/placements", &KEY, Some(&proposal(&stage))).await;
        assert_eq!((again.status, again.text), (first.status, first.text));
    }

    async fn a_key_for_another_call_is_refused(house) {
        let stage = Stage::set(house, 1).await;
        let program = stage.house.program("job_consultant").await;
        program.send("POST", "/api/v1/placements", &KEY, Some(&proposal(&stage))).await.with(201);
        let mut other = proposal(&stage);
        other["weekly_hours"] = json!(20);
        let answer = program.send("POST", "/api/v1/placements", &KEY, Some(&other)).await;
        assert_eq!(answer.problem(), (409, "key_reused".to_owned()));
        assert_eq!(count(&stage).await, 1);
    }

    async fn a_refused_call_leaves_its_key_free(house) {
        let stage = Stage::set(house, 1).await;
        let program = stage.house.program("job_consultant").await;
        let id = program.post("/api/v1/placements", &proposal(&stage)).await.with(201)["id"].as_str().expect("an id").to_owned();
        let path = format!("/api/v1/placements/{id}/start");
        assert_eq!(program.send("POST", &path, &KEY, None).await.problem(), (409, "wrong_state".to_owned()));
        assert_eq!(program.send("POST", &path, &KEY, None).await.problem(), (409, "wrong_state".to_owned()));
    }

    async fn a_key_is_kept_for_a_day_and_by_token(house) {
        let stage = Stage::set(house, 3).await;
        let program = stage.house.program("job_consultant").await;
        let other = stage.house.program("job_consultant").await;
        program.send("POST", "/api/v1/placements", &KEY, Some(&proposal(&stage))).await.with(201);
        other.send("POST", "/api/v1/placements", &KEY, Some(&proposal(&stage))).await.with(201);
        assert_eq!(count(&stage).await, 2);
        stage.house.wait(Duration::hours(25));
        program.send("POST", "/api/v1/placements", &KEY, Some(&proposal(&stage))).await.with(201);
        assert_eq!(count(&stage).await, 3);
    }
}
