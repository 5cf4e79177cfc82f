//! Lists go on to their end: page by page, with a count of all, for programs of companies and in the portal.

use std::collections::BTreeSet;

use brobygger::{
    domain::placement::StateName,
    store::placements::{self, Record},
};

use crate::{
    kit::House,
    placements::stage::{Stage, fortnight, proposal, unwritten},
};

/// Lays so many proposals into the table that have reached the company.
pub async fn lay_offers(stage: &Stage, count: usize) {
    let offer = |_| {
        let mut record: Record =
            unwritten(&stage.house, &stage.consultant, &proposal(&stage.citizen, &stage.slot, fortnight()), &stage.slot);
        record.placement.state = StateName::Offered;
        record.confirmed_at = Some(stage.house.app.now());
        record
    };
    let records: Vec<Record> = (0..count).map(offer).collect();
    stage.house.write(stage.house.tenant, async |work| placements::insert(work, &records).await.expect("placements")).await;
}

/// The addresses of proposals on a page.
fn lines(html: &str) -> Vec<String> {
    let links = html.split("href=\"/virksomhed/forloeb/").skip(1);
    links.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// Where "Vis flere" leads.
fn next_of(html: &str) -> Option<String> {
    let before = html.split("rel=\"next\"").next().filter(|before| before.len() < html.len())?;
    before.rsplit("href=\"").next()?.split('"').next().map(|url| url.replace("&amp;", "&").replace("&#38;", "&"))
}

async fn others_slot(house: &House) -> String {
    let other = house.place_numbered(house.tenant, "99000023", "9000000002").await;
    house.slot(house.tenant, &other, 1).await.id.to_string()
}

house_tests! {
    async fn a_company_program_reads_every_proposal(house) {
        let stage = Stage::set(house, 1).await;
        lay_offers(&stage, 205).await;
        let company = stage.house.company_program(stage.house.tenant, stage.place.company.cvr.as_str()).await;
        let (mut seen, mut cursor, mut pages) = (BTreeSet::new(), String::new(), 0);
        loop {
            let page = company.get(&format!("/api/v1/placements?limit=100{cursor}")).await.with(200);
            assert_eq!(page["total"], 205);
            seen.extend(page["items"].as_array().expect("items").iter().map(|item| item["id"].to_string()));
            pages += 1;
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!((seen.len(), pages), (205, 3));
    }

    async fn a_company_program_narrows_its_list(house) {
        let stage = Stage::set(house, 1).await;
        lay_offers(&stage, 3).await;
        let mut elsewhere = stage.house.slot_with(stage.house.tenant, &stage.place, |slot| slot.external_id = Some("p-9".to_owned())).await;
        elsewhere.seats = 1;
        let company = stage.house.company_program(stage.house.tenant, stage.place.company.cvr.as_str()).await;
        let list = async |what: &str| company.get(&format!("/api/v1/placements?{what}")).await;
        assert_eq!(list(&format!("slot={}", stage.slot.id)).await.with(200)["total"], 3);
        assert_eq!(list("slot=p-9").await.with(200)["total"], 0);
        assert_eq!(list("limit=2").await.with(200)["items"].as_array().map(Vec::len), Some(2));
        let unknown = list(&format!("slot={}", stage.house.app.ids.random())).await;
        assert_eq!(unknown.problem(), (404, "not_found".to_owned()));
        assert_eq!(list(&format!("slot={}", others_slot(&stage.house).await)).await.problem(), unknown.problem());
        assert_eq!(list(&format!("citizen={}", stage.citizen.id)).await.problem(), unknown.problem());
        assert_eq!(list("cursor=x").await.problem(), (422, "invalid".to_owned()));
    }

    async fn the_portal_lists_every_proposal(house) {
        let stage = Stage::set(house, 1).await;
        lay_offers(&stage, 120).await;
        let mut browser = stage.house.visitor(&stage.contact).await;
        let home = browser.get("/virksomhed").await.html;
        assert!(home.contains("50 af 120") && next_of(&home).as_deref() == Some("/virksomhed/forslag"), "{home}");
        let (mut seen, mut url) = (BTreeSet::new(), Some("/virksomhed/forslag".to_owned()));
        while let Some(page) = url {
            let html = browser.get(&page).await.html;
            seen.extend(lines(&html));
            url = next_of(&html);
        }
        assert_eq!(seen.len(), 120);
    }

    async fn a_call_from_another_site_is_refused_with_a_problem(house) {
        let program = house.program("job_consultant").await;
        let headers = [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")];
        let answer = program.send("POST", "/api/v1/placements", &headers, Some(&serde_json::json!({}))).await;
        assert_eq!(answer.problem(), (403, "cross_site".to_owned()));
        assert!(answer.json()["title"].as_str().is_some_and(|title| !title.is_empty()), "{}", answer.text);
        assert!(answer.headers.contains_key("content-security-policy"), "the layers' headers stay");
    }
}
