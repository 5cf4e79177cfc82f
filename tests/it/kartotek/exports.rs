//! Lists that go out: formulas stay text, what goes out comes in again and changes nothing, each file is in the audit.

use brobygger::{
    domain::{
        company::{Address, Branch, Contact},
        ids::{ContactId, WorkplaceId},
        numbers::PNumber,
        permission::Right,
    },
    store::{change_log, companies, contacts, workplaces},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::named;
use crate::kit::{House, Place, day};

/// Companies of every shape: none, one and two workplaces, several contacts, text that begins like a formula.
async fn register(house: &House) -> Place {
    let place = house.place(house.tenant).await;
    house
        .slot_with(house.tenant, &place, |slot| {
            slot.title = "=HYPERLINK(\"http://evil.example\")".to_owned();
            slot.description = "To linjer;\nmed \"tegn\"".to_owned();
            slot.demands = vec!["staaende".to_owned(), "kundekontakt".to_owned()];
            slot.open_to = Some(day("2026-12-31"));
        })
        .await;
    house.slot_with(house.tenant, &place, |slot| slot.external_id = Some("S-1".to_owned())).await;
    let (account, _) = house.account(house.tenant, "vk.anna", &["company_consultant"]).await;
    let made = named(house, &["+Plus ApS", "Bager æøå", "To steder"]).await;
    house
        .write(house.tenant, async |work| {
            let mut plus = made[0].clone();
            (plus.phone, plus.consultant) = (Some("+45 11 22 33 44".to_owned()), Some(account.id));
            plus.branch = Some(Branch { version: "DB07".to_owned(), code: "471120".to_owned() });
            plus.monthly_ordinary = Some(vec![10.5; 12]);
            plus.address = Address {
                street: Some("-Vej 1".to_owned()),
                postcode: Some("4300".to_owned()),
                town: Some("Holbæk".to_owned()),
                municipality: Some("0316".to_owned()),
            };
            companies::update(work, &plus).await.expect("changed");
            let mut same = place.workplace.clone();
            (same.id, same.company, same.name) = (WorkplaceId(work.new_id()), plus.id, plus.name.clone());
            (same.address, same.branch) = (plus.address.clone(), plus.branch.clone());
            same.p_number = PNumber::parse("9000000010").expect("a P-number");
            same.others = Some((2, Some(day("2026-02-03"))));
            assert!(workplaces::insert(work, &same).await.expect("a workplace"));
            for number in ["9000000011", "9000000012"] {
                let mut part = place.workplace.clone();
                (part.id, part.company) = (WorkplaceId(work.new_id()), made[2].id);
                part.p_number = PNumber::parse(number).expect("a P-number");
                part.ordinary = Some((12.5, Some(day("2026-02-03"))));
                assert!(workplaces::insert(work, &part).await.expect("a workplace"));
            }
            for name in ["@Anders And", "Bodil Eksempel", "Carl Test"] {
                let contact = Contact {
                    id: ContactId(work.new_id()),
                    company: made[2].id,
                    name: name.to_owned(),
                    email: None,
                    phone: Some("1".to_owned()),
                    ..place.contact.clone()
                };
                contacts::insert(work, &contact).await.expect("a contact");
            }
        })
        .await;
    place
}

async fn latest(house: &House) -> u64 {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let number = change_log::latest(&reader).await.expect("a number");
    reader.end().await.expect("the reader ends");
    number
}

house_tests! {
    async fn what_goes_out_comes_in_again_and_changes_nothing(house) {
        register(&house).await;
        for (kind, rows) in [("companies", 9), ("slots", 2)] {
            for format in ["csv", "xlsx"] {
                let file = format!("ud.{format}");
                let written = house.run(&["export", kind, "--format", format, "--out", &file]);
                assert_eq!((written.code, written.err.as_str()), (Some(0), ""));
                let before = latest(&house).await;
                let taken = house.run(&["import", kind, &file, "--json"]);
                assert_eq!(taken.code, Some(0), "{kind} {format}: {}", taken.err);
                let outcome: serde_json::Value = serde_json::from_str(&taken.out).expect("JSON");
                let told = ["added", "changed", "unchanged"].map(|word| outcome[word].as_u64().expect("a count"));
                assert_eq!(told, [0, 0, rows], "{kind} {format} {}", taken.err);
                assert_eq!(latest(&house).await, before, "{kind} {format}");
            }
        }
    }

    async fn no_cell_is_a_formula(house) {
        register(&house).await;
        let csv = house.run(&["export", "companies", "--format", "csv"]).out;
        assert!(csv.starts_with("\u{feff}cvr;p_nummer;navn;"), "{csv}");
        for safe in ["'+Plus ApS", "'+45 11 22 33 44", "'-Vej 1", "'@Anders And", ";10,5|", ";12,5;"] {
            assert!(csv.contains(safe), "{safe} in {csv}");
        }
        let slots = house.run(&["export", "slots", "--format", "csv"]).out;
        assert!(slots.contains("'=HYPERLINK"), "{slots}");
        let json = house.run(&["export", "slots", "--format", "json"]).out;
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert!(json.as_array().expect("an array").iter().any(|slot| slot["titel"].as_str().is_some_and(|title| title.starts_with('='))), "a program gets it as it is");
    }

    async fn placements_go_out_with_the_fields_of_the_api_and_statistics_are_told_of(house) {
        let place = house.place(house.tenant).await;
        let slot = house.slot(house.tenant, &place, 1).await;
        house.take_seat(&slot, 1, brobygger::domain::placement::StateName::Running, ("2026-03-02", "2026-03-20")).await;
        let json: serde_json::Value = serde_json::from_str(&house.run(&["export", "placements", "--format", "json"]).out).expect("JSON");
        assert_eq!((json[0]["state"].as_str(), json[0]["starts_on"].as_str()), (Some("running"), Some("2026-03-02")));
        assert!(json[0]["law"]["verdict"].is_string() && json[0]["weekly_hours"].is_array(), "{json}");
        let csv = house.run(&["export", "placements", "--format", "csv"]).out;
        assert!(csv.contains(";running;"), "{csv}");
        let statistics = house.run(&["export", "statistics", "--format", "csv"]);
        assert_eq!((statistics.code, statistics.out.as_str()), (Some(1), ""));
        assert!(statistics.err.contains("cannot be exported yet"), "{}", statistics.err);
        assert_eq!(house.run(&["export", "companies", "--format", "pdf"]).code, Some(64));
    }

    async fn the_page_sends_the_filtered_list_and_writes_it_into_the_audit(house) {
        let (_, actor) = house.account(house.tenant, "vk.lis", &["company_consultant"]).await;
        register(&house).await;
        let mut browser = house.visitor(&actor).await;
        let file = browser.get("/konsulent/virksomheder/eksport?format=csv&q=bager").await;
        assert_eq!(file.headers["content-disposition"], "attachment; filename=\"virksomheder-2026-03-02.csv\"");
        assert!(file.html.contains("Bager æøå") && !file.html.contains("To steder"), "{}", file.html);
        let rows = entity::audit::Entity::find().filter(entity::audit::Column::Action.eq("company.export"));
        let rows = rows.all(house.app.database.reading()).await.expect("read");
        assert_eq!(rows.len(), 1);
        let detail = &rows[0].detail;
        assert_eq!((detail["count"].as_u64(), &detail["filters"]), (Some(1), &serde_json::json!(["q"])), "never what was typed");
        let slots = browser.get("/konsulent/pladser/eksport?format=csv").await;
        assert!(slots.html.contains("S-1"), "{}", slots.html);
        let workbook = browser.get("/konsulent/virksomheder/eksport?format=xlsx").await;
        assert!(workbook.headers["content-type"].to_str().expect("text").contains("spreadsheetml"));
    }

    async fn who_only_looks_takes_no_list_along(house) {
        let (_, actor) = house.account(house.tenant, "jk.per", &["job_consultant"]).await;
        register(&house).await;
        let mut browser = house.visitor(&actor).await;
        for path in ["/konsulent/virksomheder/eksport", "/konsulent/pladser/eksport"] {
            assert_eq!(browser.get(path).await.status, axum::http::StatusCode::FORBIDDEN, "{path}");
        }
        assert!(!browser.get("/konsulent/virksomheder").await.html.contains("eksport"));
        assert!(!actor.may(Right::ChangeCompanies));
    }
}
