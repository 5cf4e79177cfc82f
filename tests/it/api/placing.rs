//! A placement goes its way through the API: proposed, confirmed, answered by the company, agreed, run, completed.

use insta::assert_json_snapshot;
use serde_json::{Value, json};

use super::calling::Program;
use crate::placements::stage::Stage;

pub fn proposal(stage: &Stage) -> Value {
    json!({ "citizen": stage.citizen.id, "slot": stage.slot.id, "kind": "virksomhedspraktik", "starts_on": "2026-03-02",
        "ends_on": "2026-03-15", "weekly_hours": 15, "purpose": "afklaring" })
}

pub async fn act(program: &Program, id: &str, verb: &str, body: Value) -> Value {
    program.post(&format!("/api/v1/placements/{id}/{verb}"), &body).await.with(200)
}

pub async fn proposed(program: &Program, stage: &Stage) -> String {
    program.post("/api/v1/placements", &proposal(stage)).await.with(201)["id"].as_str().expect("an id").to_owned()
}

pub async fn offered(program: &Program, stage: &Stage) -> String {
    let id = proposed(program, stage).await;
    act(program, &id, "confirm", json!({ "citizen_answer": "yes" })).await;
    id
}

house_tests! {
    async fn a_proposal_answers_in_the_agreed_shape(house) {
        let stage = Stage::set(house, 1).await;
        let program = stage.house.program("job_consultant").await;
        let body = program.post("/api/v1/placements", &proposal(&stage)).await.with(201);
        assert_json_snapshot!("placement", body, {
            ".id" => "[id]", ".citizen" => "[id]", ".slot" => "[id]", ".law.findings" => "[findings]",
        });
        let id = body["id"].as_str().expect("an id");
        assert_eq!(program.get(&format!("/api/v1/placements/{id}")).await.with(200), body);
    }

    async fn a_placement_goes_all_the_way(house) {
        let stage = Stage::set(house, 1).await;
        let program = stage.house.program("job_consultant").await;
        let company = stage.house.company_program(stage.house.tenant, stage.place.company.cvr.as_str()).await;
        let id = proposed(&program, &stage).await;
        assert_eq!(act(&program, &id, "reserve", json!({})).await["state"], "reserved");
        let sent = act(&program, &id, "confirm", json!({ "citizen_answer": "yes", "statement": "Glæder sig." })).await;
        assert_eq!((&sent["state"], sent["answer_by"].is_string()), (&"offered".into(), true));
        let answer = act(&company, &id, "accept", json!({ "times": ["2026-03-03T09:00:00+01:00"] })).await;
        assert_eq!(answer["state"], "accepted");
        let release = json!({ "fields": ["name"], "legal_basis": "LAB § 57", "until": "2026-03-31" });
        assert_eq!(act(&program, &id, "release", release).await["state"], "accepted");
        assert_eq!(act(&program, &id, "agree", json!({})).await["state"], "agreed");
        assert_eq!(act(&program, &id, "start", json!({})).await["state"], "running");
        assert_eq!(act(&program, &id, "extend", json!({ "ends_on": "2026-03-20" })).await["ends_on"], "2026-03-20");
        let end = json!({ "on": "2026-03-10", "outcome": "job_here" });
        assert_eq!(act(&program, &id, "complete", end).await["state"], "completed");
    }

    async fn a_company_sees_its_card_and_nothing_of_the_citizen(house) {
        let stage = Stage::set(house, 1).await;
        let program = stage.house.program("job_consultant").await;
        let company = stage.house.company_program(stage.house.tenant, stage.place.company.cvr.as_str()).await;
        let id = offered(&program, &stage).await;
        let card = company.get(&format!("/api/v1/placements/{id}")).await.with(200);
        for hidden in ["citizen", "borger_id", "law", "held_until"] {
            assert!(card[hidden].is_null(), "{hidden}");
        }
        let list = company.get("/api/v1/placements").await.with(200);
        assert_eq!((&list["total"], &list["items"][0]), (&1.into(), &card));
        let declined = company.post(&format!("/api/v1/placements/{id}/decline"), &json!({ "code": "no_time" })).await;
        assert_eq!(declined.with(200)["state"], "declined");
        for answer in [list.to_string(), card.to_string(), declined.text] {
            assert!(!answer.contains(&stage.citizen.id.to_string()) && !answer.contains("dagpenge"), "{answer}");
        }
    }

    async fn a_placement_may_name_both_by_the_lists_own_ids(house) {
        let stage = Stage::set(house, 1).await;
        let tenant = stage.house.tenant;
        let slot = stage.house.slot_with(tenant, &stage.place, |slot| slot.external_id = Some("p-7".to_owned())).await;
        stage.house.citizen_with(tenant, |citizen| citizen.external_id = Some("b-7".to_owned())).await;
        let program = stage.house.program("job_consultant").await;
        let mut body = proposal(&stage);
        (body["citizen"], body["slot"]) = (json!("b-7"), json!("p-7"));
        body["weekly_hours"] = json!([{ "from": "2026-03-02", "hours": 15 }]);
        let made = program.post("/api/v1/placements", &body).await.with(201);
        assert_eq!((&made["plads_id"], &made["borger_id"], &made["slot"]), (&"p-7".into(), &"b-7".into(), &json!(slot.id)));
        let list = program.get("/api/v1/placements?slot=p-7&citizen=b-7&state=proposed%7Creserved").await.with(200);
        assert_eq!(list["total"], 1);
        assert_eq!(program.get("/api/v1/placements?state=running").await.with(200)["total"], 0);
    }

    async fn refusals_carry_what_mends_them(house) {
        let stage = Stage::set(house, 1).await;
        let program = stage.house.program("job_consultant").await;
        let held = proposed(&program, &stage).await;
        act(&program, &held, "reserve", json!({})).await;
        assert_last_seat_is_told(&stage, &program).await;
        let again = program.post(&format!("/api/v1/placements/{held}/reserve"), &json!({})).await;
        assert_eq!((again.problem(), &again.json()["state"]), ((409, "wrong_state".to_owned()), &"reserved".into()));
        let unasked = program.post(&format!("/api/v1/placements/{held}/confirm"), &json!({ "citizen_answer": "no" })).await;
        assert_eq!(unasked.problem(), (422, "citizen_answer_missing".to_owned()));
        assert_eq!(act(&program, &held, "withdraw", json!({ "code": "citizen_no" })).await["state"], "withdrawn");
    }

    async fn missing_facts_are_named_with_their_place(house) {
        let stage = Stage::set(house, 1).await;
        let program = stage.house.program("job_consultant").await;
        let mut body = proposal(&stage);
        body["citizen"] = json!(stage.house.citizen_with(stage.house.tenant, |citizen| citizen.legal.target_group = None).await.id);
        let id = program.post("/api/v1/placements", &body).await.with(201)["id"].as_str().expect("an id").to_owned();
        let answer = program.post(&format!("/api/v1/placements/{id}/confirm"), &json!({ "citizen_answer": "yes" })).await;
        assert_eq!(answer.problem(), (409, "law_unknown".to_owned()));
        let body = answer.json();
        assert!(body["missing"].as_array().expect("facts").contains(&json!("person.target_group")), "{body}");
        assert!(body["fill_in"].as_array().expect("places").contains(&json!({ "fact": "person.target_group", "at": "citizen" })));
    }

    async fn a_new_function_at_the_last_employer_is_told_with_the_placement(house) {
        let stage = Stage::set(house, 1).await;
        let program = stage.house.program("job_consultant").await;
        let worked_here = stage.house.citizen_with(stage.house.tenant, |citizen| {
            citizen.legal.target_group = Some("kh_aktivitetsparat".to_owned());
            citizen.legal.last_employer = Some(stage.place.company.cvr.to_string());
            citizen.legal.last_function = Some("Kontorassistent".to_owned());
        }).await;
        let mut body = proposal(&stage);
        (body["citizen"], body["justifications"]) = (json!(worked_here.id), json!(["konkret_vurdering"]));
        let id = program.post("/api/v1/placements", &body).await.with(201)["id"].as_str().expect("an id").to_owned();
        let confirm = format!("/api/v1/placements/{id}/confirm");
        let answer = program.post(&confirm, &json!({ "citizen_answer": "yes" })).await;
        assert_eq!(answer.problem(), (409, "law_unknown".to_owned()));
        let told = answer.json()["fill_in"].clone();
        assert!(told.as_array().expect("places").contains(&json!({ "fact": "previous_employment.difference_described", "at": "placement" })), "{told}");
        let whole = json!({ "citizen_answer": "yes", "same_function": false, "difference_described": true });
        assert_eq!(program.post(&confirm, &whole).await.with(200)["state"], "offered");
    }

    async fn a_block_names_the_rules(house) {
        let stage = Stage::set(house, 1).await;
        let program = stage.house.program("job_consultant").await;
        let mut body = proposal(&stage);
        body["ends_on"] = json!("2026-06-30");
        let id = program.post("/api/v1/placements", &body).await.with(201)["id"].as_str().expect("an id").to_owned();
        let answer = program.post(&format!("/api/v1/placements/{id}/confirm"), &json!({ "citizen_answer": "yes" })).await;
        assert_eq!(answer.problem(), (409, "law_blocks".to_owned()));
        assert!(answer.json()["rules"].as_array().is_some_and(|rules| !rules.is_empty()));
    }
}

async fn assert_last_seat_is_told(stage: &Stage, program: &Program) {
    let mut body = proposal(stage);
    body["citizen"] = json!(stage.another_citizen().await.id);
    let late = program.post("/api/v1/placements", &body).await.with(201)["id"].as_str().expect("an id").to_owned();
    let answer = program.post(&format!("/api/v1/placements/{late}/reserve"), &json!({})).await;
    assert_eq!(answer.problem(), (409, "no_free_seat".to_owned()));
    assert_eq!(answer.json()["holders"][0]["name"], "prøve");
}
