//! Another municipality's and another company's things answer as an unknown id, on every route.

use serde_json::{Value, json};

use super::{
    calling::{Answer, Program},
    placing::{offered, proposal},
};
use crate::placements::stage::Stage;

const UNKNOWN: &str = "018f0000-0000-7000-8000-000000000000";

/// Every verb with a sound body.
fn verbs() -> Vec<(&'static str, Value)> {
    vec![
        ("reserve", json!({})),
        ("confirm", json!({ "citizen_answer": "yes" })),
        ("accept", json!({ "times": [] })),
        ("decline", json!({ "code": "other" })),
        ("release", json!({ "fields": ["name"], "legal_basis": "LAB § 57", "until": "2026-03-31" })),
        ("agree", json!({})),
        ("start", json!({})),
        ("extend", json!({ "ends_on": "2026-04-01" })),
        ("interrupt", json!({ "on": "2026-03-03", "code": "other" })),
        ("complete", json!({ "on": "2026-03-03", "outcome": "nothing_yet" })),
        ("withdraw", json!({ "code": "other" })),
        ("cancel", json!({ "code": "other" })),
    ]
}

/// An answer without what differs by request.
fn bare(answer: &Answer) -> (u16, Value) {
    let mut body = answer.json();
    body.as_object_mut().expect("a problem").remove("instance");
    (answer.status.as_u16(), body)
}

async fn assert_same_as_unknown(program: &Program, id: &str) {
    for (verb, body) in verbs() {
        let there = program.post(&format!("/api/v1/placements/{id}/{verb}"), &body).await;
        let unknown = program.post(&format!("/api/v1/placements/{UNKNOWN}/{verb}"), &body).await;
        assert_eq!(bare(&there), bare(&unknown), "{verb}");
    }
    let there = program.get(&format!("/api/v1/placements/{id}")).await;
    assert_eq!(bare(&there), bare(&program.get(&format!("/api/v1/placements/{UNKNOWN}")).await));
    assert_eq!(there.status.as_u16(), 404);
}

house_tests! {
    async fn the_neighbours_programs_know_of_no_placement(house) {
        let stage = Stage::set(house, 1).await;
        let own = stage.house.program("team_leader").await;
        let id = offered(&own, &stage).await;
        let stranger = stage.house.program_of(stage.house.neighbour, "team_leader", None).await;
        assert_same_as_unknown(&stranger, &id).await;
        assert_eq!(stranger.get("/api/v1/placements").await.with(200)["total"], 0);
        assert_eq!(stranger.get("/api/v1/slots").await.with(200)["total"], 0);
        assert_eq!(stranger.post("/api/v1/placements", &proposal(&stage)).await.problem(), (404, "not_found".to_owned()));
        for query in [format!("slot={}", stage.slot.id), format!("citizen={}", stage.citizen.id)] {
            assert_eq!(stranger.get(&format!("/api/v1/placements?{query}")).await.problem(), (404, "not_found".to_owned()));
        }
        assert_eq!(stranger.get(&format!("/api/v1/slots/{}", stage.slot.id)).await.problem(), (404, "not_found".to_owned()));
        assert_eq!(stranger.get("/api/v1/companies/99000007").await.problem(), (404, "not_found".to_owned()));
    }

    async fn the_same_numbers_in_two_municipalities_stay_apart(house) {
        let stage = Stage::set(house, 1).await;
        let tenants = [stage.house.tenant, stage.house.neighbour];
        let twin = stage.house.place(stage.house.neighbour).await;
        let mut slots = Vec::new();
        for (tenant, place) in tenants.iter().zip([&stage.place, &twin]) {
            slots.push(stage.house.slot_with(*tenant, place, |slot| slot.external_id = Some("p-1".to_owned())).await);
        }
        for (tenant, slot) in tenants.iter().zip(&slots) {
            let program = stage.house.program_of(*tenant, "team_leader", None).await;
            assert_eq!(program.get("/api/v1/slots/p-1").await.with(200)["id"], json!(slot.id));
            assert_eq!(program.get("/api/v1/companies?q=99000007").await.with(200)["total"], 1);
        }
    }

    async fn another_company_knows_of_no_proposal(house) {
        let stage = Stage::set(house, 1).await;
        let own = stage.house.program("job_consultant").await;
        let id = offered(&own, &stage).await;
        stage.house.place_numbered(stage.house.tenant, "99000015", "9000000002").await;
        stage.house.place(stage.house.neighbour).await;
        for stranger in [
            stage.house.company_program(stage.house.tenant, "99000015").await,
            stage.house.company_program(stage.house.neighbour, "99000007").await,
        ] {
            assert_same_as_unknown(&stranger, &id).await;
            assert_eq!(stranger.get("/api/v1/placements").await.with(200)["total"], 0);
        }
    }

    async fn a_company_is_kept_out_of_the_kartotek_and_of_the_slots(house) {
        let place = house.place(house.tenant).await;
        let company = house.company_program(house.tenant, place.company.cvr.as_str()).await;
        for path in ["/api/v1/slots", "/api/v1/companies", "/api/v1/companies/99000007", "/api/v1/slots/p-1"] {
            assert_eq!(company.get(path).await.problem(), (403, "denied".to_owned()), "{path}");
        }
    }
}
