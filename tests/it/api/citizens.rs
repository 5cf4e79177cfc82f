//! Citizens through the API: only with a purpose, each look in the log, never a CPR number.

use insta::assert_json_snapshot;
use serde_json::Value;

use super::calling::{Answer, Program};
use crate::{kit::House, placements::stage::Stage};

const CPR: &str = "0705914995";

async fn get(program: &Program, path: &str) -> Answer {
    program.send("GET", path, &[("purpose", "match")], None).await
}

async fn looks(house: &House) -> u64 {
    use sea_orm::{EntityTrait, PaginatorTrait};
    entity::access_log::Entity::find().count(house.app.database.reading()).await.expect("a count")
}

house_tests! {
    async fn a_purpose_must_be_stated(house) {
        let citizen = house.citizen(house.tenant).await;
        let program = house.program("job_consultant").await;
        for path in ["/api/v1/citizens?waiting=true".to_owned(), format!("/api/v1/citizens/{}", citizen.id),
            format!("/api/v1/citizens/{}/matches", citizen.id)] {
            assert_eq!(program.get(&path).await.problem(), (400, "purpose_missing".to_owned()), "{path}");
            let wrong = program.send("GET", &path, &[("purpose", "curiosity")], None).await;
            assert_eq!(wrong.problem(), (400, "purpose_missing".to_owned()));
        }
        assert_eq!(looks(&house).await, 0);
    }

    async fn each_citizen_shown_stands_in_the_log_and_no_cpr_number_goes_out(house) {
        let citizen = house.citizen_with(house.tenant, |citizen| {
            citizen.external_id = Some("b-1".to_owned());
            citizen.cpr = brobygger::domain::numbers::CprNumber::parse(CPR).ok();
        }).await;
        let program = house.program("job_consultant").await;
        let list = get(&program, "/api/v1/citizens?waiting=true").await;
        assert_eq!((list.with(200)["total"].as_u64(), looks(&house).await), (Some(1), 1));
        let file = get(&program, "/api/v1/citizens/b-1").await;
        assert_eq!((file.with(200)["id"].as_str(), looks(&house).await), (Some(citizen.id.to_string().as_str()), 2));
        for answer in [list.text, file.text, get(&program, "/api/v1/citizens/b-1/matches").await.text] {
            assert!(!answer.contains(CPR) && !answer.contains("070591-4995") && !answer.contains("cpr"), "{answer}");
        }
        assert_json_snapshot!("citizen", get(&program, "/api/v1/citizens/b-1").await.json(), { ".id" => "[id]" });
    }

    async fn matches_explain_themselves(house) {
        let stage = Stage::set(house, 1).await;
        let program = stage.house.program("job_consultant").await;
        let path = format!("/api/v1/citizens/{}/matches?limit=20", stage.citizen.id);
        let body = get(&program, &path).await.with(200);
        let found = body["matches"].as_array().expect("matches").iter().chain(body["blocked"].as_array().expect("blocked"));
        let found: Vec<&Value> = found.collect();
        assert_eq!((found.len(), &found[0]["slot"]["id"]), (1, &stage.slot.id.to_string().into()));
        let points: u64 = found[0]["parts"].as_array().expect("parts").iter().map(|part| part["points"].as_u64().expect("points")).sum();
        assert_eq!(found[0]["score"].as_u64(), Some(points));
        for key in ["criterion", "points", "max_points", "citizen", "slot", "verdict"] {
            assert!(!found[0]["parts"][0][key].is_null(), "{key}");
        }
        assert!(found[0]["law"]["verdict"].is_string() && found[0]["law"]["findings"].is_array());
        assert!(found[0].as_object().expect("a match").contains_key("nearest_change"));
    }

    async fn the_neighbours_and_companies_see_no_citizen(house) {
        let citizen = house.citizen_with(house.tenant, |citizen| citizen.external_id = Some("b-1".to_owned())).await;
        let place = house.place(house.tenant).await;
        let neighbour = house.program_of(house.neighbour, "team_leader", None).await;
        for path in ["/api/v1/citizens/b-1".to_owned(), format!("/api/v1/citizens/{}", citizen.id), "/api/v1/citizens/b-1/matches".to_owned()] {
            assert_eq!(get(&neighbour, &path).await.problem(), (404, "not_found".to_owned()), "{path}");
        }
        assert_eq!(get(&neighbour, "/api/v1/citizens").await.with(200)["total"], 0);
        let company = house.company_program(house.tenant, place.company.cvr.as_str()).await;
        for path in ["/api/v1/citizens", "/api/v1/citizens/b-1", "/api/v1/citizens/b-1/matches"] {
            assert_eq!(get(&company, path).await.problem(), (403, "denied".to_owned()), "{path}");
        }
    }

    async fn a_protected_citizens_postcode_stays_inside(house) {
        let citizen = house.citizen_with(house.tenant, |citizen| citizen.profile.protected = true).await;
        let program = house.program("job_consultant").await;
        let body = get(&program, &format!("/api/v1/citizens/{}", citizen.id)).await.with(200);
        assert_eq!((&body["protected"], body["postcode"].is_null()), (&true.into(), true));
    }
}
