//! Slots are found by what the page can filter by, in the shape that programs rely on.

use insta::assert_json_snapshot;

use crate::kit::day;

house_tests! {
    async fn a_search_answers_in_the_agreed_shape(house) {
        let place = house.place(house.tenant).await;
        house.slot_with(house.tenant, &place, |slot| slot.external_id = Some("p-1".to_owned())).await;
        let program = house.program("job_consultant").await;
        let body = program.get("/api/v1/slots?q=lager&near=4300&radius_km=20&facets=kind,municipality").await.with(200);
        assert_json_snapshot!("search", body, { ".hits[].id" => "[id]", ".hits[].score" => "[score]", ".hits[].highlights" => "[words]" });
    }

    async fn each_parameter_narrows(house) {
        let place = house.place(house.tenant).await;
        house.slot(house.tenant, &place, 1).await;
        let program = house.program("job_consultant").await;
        let total = async |query: &str| program.get(&format!("/api/v1/slots?{query}")).await.with(200)["total"].as_u64().expect("a total");
        for fits in ["", "kind=loentilskud%7Cfleksjob", "hours=15", "near=55.717,11.713&radius_km=1", "has_mentor=true", "municipality=0316",
            "occupation=43", "sector=privat", "free_from=2026-03-02&free_to=2026-03-20", "avoid=nat", "sort=freshness"] {
            assert_eq!(total(fits).await, 1, "{fits}");
        }
        for misses in ["kind=fleksjob", "hours=5", "near=9000&radius_km=10", "municipality=0330", "occupation=91", "sector=offentlig",
            "q=fris%C3%B8r", "offers=roligt_rum"] {
            assert_eq!(total(misses).await, 0, "{misses}");
        }
    }

    async fn pages_follow_one_another_without_gaps(house) {
        let place = house.place(house.tenant).await;
        for _ in 0..7 {
            house.slot(house.tenant, &place, 1).await;
        }
        let program = house.program("job_consultant").await;
        let (mut seen, mut cursor) = (std::collections::BTreeSet::new(), String::new());
        loop {
            let body = program.get(&format!("/api/v1/slots?limit=3&cursor={cursor}")).await.with(200);
            assert_eq!(body["total"], 7);
            seen.extend(body["hits"].as_array().expect("hits").iter().map(|hit| hit["id"].as_str().expect("an id").to_owned()));
            let Some(next) = body["next_cursor"].as_str() else { break };
            cursor = next.to_owned();
        }
        assert_eq!(seen.len(), 7);
    }

    async fn full_slots_show_when_they_are_free_again(house) {
        let place = house.place(house.tenant).await;
        house.slot_with(house.tenant, &place, |slot| slot.open_from = day("2026-05-01")).await;
        let program = house.program("job_consultant").await;
        let body = program.get("/api/v1/slots").await.with(200);
        assert_eq!((&body["hits"][0]["free_seats"], &body["hits"][0]["next_free_on"]), (&0.into(), &"2026-05-01".into()));
    }
}
