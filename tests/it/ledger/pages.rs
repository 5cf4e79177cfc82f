//! The calendar, the closed days and the certificates as staff see and fill them in.

use axum::http::StatusCode;
use brobygger::{
    domain::{placement::StateName, refusal::Refusal},
    use_cases::placements::{attests::NoteAttest, start::Start},
};

use crate::{
    kit::day,
    placements::stage::{Stage, refusal},
};

house_tests! {
    async fn closing_over_a_placement_asks_first_and_is_undone(house) {
        let mut stage = Stage::set(house, 2).await;
        stage.slot = stage.house.slot_with(stage.house.tenant, &stage.place, |slot| {
            (slot.seats, slot.reserved_for, slot.reserved_seats) = (3, vec!["kh_jobparat".to_owned()], Some(1));
        }).await;
        stage.agreed_until("2026-03-20").await;
        let mut browser = stage.house.visitor(&stage.leader).await;
        let at = format!("/konsulent/pladser/{}", stage.slot.id);
        let form = [("from", "2026-03-16"), ("to", "2026-03-18"), ("reason", "refurbishment")];
        let asked = browser.post(&format!("{at}/lukket"), &form).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.html.contains("Ét forløb har dage i perioden") && asked.html.contains("2026-03-16"), "{}", asked.html);
        let sure = [form[0], form[1], form[2], ("over", "ja")];
        assert_eq!(browser.post(&format!("{at}/lukket"), &sure).await.status, StatusCode::OK);
        for page in [
            at.clone(),
            format!("{at}/kalender"),
            format!("/konsulent/virksomheder/{}/arbejdspladser/{}/kalender", stage.place.company.id, stage.place.workplace.id),
            format!("/konsulent/kalender?virksomhed={}", stage.place.company.id),
        ] {
            let shown = browser.get(&page).await;
            assert_eq!(shown.status, StatusCode::OK, "{page}");
            assert!(shown.html.contains("Ombygning") && shown.html.contains("lukket"), "{page}: {}", shown.html);
            assert!(!shown.html.contains("Kanarie"), "no citizen's name stands on {page}");
        }
        let before = browser.get(&format!("{at}/lukket")).await.html;
        let end = before.split("/konsulent/lukninger/").nth(1).and_then(|rest| rest.split('"').next()).expect("a closure");
        let ended = browser.post(&format!("/konsulent/lukninger/{end}"), &[("tilbage", &format!("{at}/lukket"))]).await;
        assert_eq!(ended.status, StatusCode::OK);
        assert!(browser.get(&format!("{at}/lukket")).await.html.contains("Der er ingen lukkede perioder"));
    }

    async fn what_is_missing_in_the_form_stands_at_its_fields(house) {
        let stage = Stage::set(house, 2).await;
        let mut browser = stage.house.visitor(&stage.leader).await;
        let at = format!("/konsulent/pladser/{}/lukket", stage.slot.id);
        for (form, told) in [
            ([("from", ""), ("to", "2026-03-18"), ("reason", "other")], "from-error"),
            ([("from", "2026-03-19"), ("to", "2026-03-18"), ("reason", "other")], "to-error"),
            ([("from", "2026-02-01"), ("to", "2026-02-02"), ("reason", "other")], "Vælg en dag fra i dag og frem"),
        ] {
            let page = browser.post(&at, &form).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.html.contains(told), "{form:?}: {}", page.html);
        }
    }

    async fn nothing_starts_before_the_certificate_is_noted(house) {
        let mut stage = Stage::set(house, 2).await;
        stage.slot = stage.house.slot_with(stage.house.tenant, &stage.place, |slot| {
            (slot.seats, slot.demands) = (1, vec!["boerneattest".to_owned(), "koersel".to_owned()]);
        }).await;
        let placement = stage.agreed_until("2026-03-20").await;
        let missing = Refusal::AttestMissing { missing: vec!["boerneattest".to_owned()] };
        assert_eq!(refusal(stage.act(&stage.consultant, &Start { placement }).await), missing);
        let note = |code: &str, on: &str| NoteAttest { placement, code: code.to_owned(), obtained_on: day(on) };
        for wrong in [note("straffeattest", "2026-02-25"), note("boerneattest", "2026-03-03")] {
            assert!(matches!(refusal(stage.act(&stage.consultant, &wrong).await), Refusal::Invalid { .. }));
        }
        let mut browser = stage.house.visitor(&stage.consultant).await;
        let at = format!("/konsulent/forloeb/{placement}/attester");
        let sent = browser.post(&at, &[("opslag", "case"), ("kode", "boerneattest"), ("dato", "2026-02-25")]).await;
        assert_eq!(sent.status, StatusCode::OK, "{}", sent.html);
        stage.act(&stage.consultant, &Start { placement }).await.expect("it is there");
        assert_eq!(stage.state(placement).await, StateName::Running);
    }

    async fn tasks_and_kept_seats_are_typed_and_shown(house) {
        let stage = Stage::set(house, 3).await;
        let mut browser = stage.house.visitor(&stage.leader).await;
        let at = format!("/konsulent/pladser/{}", stage.slot.id);
        let form = [
            ("version", "1"), ("title", "Lager"), ("forms", "virksomhedspraktik"), ("seats", "3"), ("open_from", "2026-01-01"),
            ("reserved_for", "kh_jobparat"), ("reserved_seats", "1"), ("tasks", "Pakke varer\nKøre truck (kan udelades)"),
        ];
        assert_eq!(browser.post(&format!("{at}/ret"), &form).await.status, StatusCode::OK);
        let page = browser.get(&at).await.html;
        assert!(page.contains("heraf én forbeholdt") && page.contains("Køre truck") && page.contains("kan udelades"), "{page}");
        let too_many = form.map(|(field, value)| if field == "reserved_seats" { (field, "4") } else if field == "version" { (field, "2") } else { (field, value) });
        assert_eq!(browser.post(&format!("{at}/ret"), &too_many).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}
