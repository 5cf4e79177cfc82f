//! Staff carry a placement through its pages from proposal to agreement; each page offers what the state allows.

use axum::http::StatusCode;
use brobygger::{
    domain::{ids::PlacementId, placement::StateName},
    store::workplaces,
};

use crate::placements::stage::Stage;

async fn propose(stage: &Stage) -> (crate::kit::browser::Browser, PlacementId) {
    let mut browser = stage.house.visitor(&stage.consultant).await;
    let (citizen, slot) = (stage.citizen.id.to_string(), stage.slot.id.to_string());
    browser.post(&format!("/konsulent/borgere/{citizen}/formaal"), &[("formaal", "match")]).await;
    let url = format!("/konsulent/forloeb/ny?borger={citizen}&plads={slot}");
    let form = browser.get(&url).await;
    assert!(form.html.contains("Tilde Test Kanarie") && form.html.contains("value=\"20\""), "{}", form.html);
    let typed = [
        ("borger", citizen.as_str()),
        ("plads", slot.as_str()),
        ("art", "virksomhedspraktik"),
        ("fra", "2026-03-02"),
        ("til", "15-3-2026"),
        ("timer", "15,5"),
        ("formaal", "afklaring"),
        ("videre", "reserver"),
    ];
    let page = browser.post("/konsulent/forloeb/ny", &typed).await;
    assert!(page.html.contains("Pladsen er reserveret"), "{}", page.html);
    let id = page.url.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a placement's page");
    (browser, id)
}

house_tests! {
    async fn a_placement_goes_from_proposal_to_agreement(house) {
        let stage = Stage::set(house, 1).await;
        let (mut browser, placement) = propose(&stage).await;
        let url = format!("/konsulent/forloeb/{placement}");
        let refused = browser.post(&format!("{url}/bekraeft"), &[("udtalelse", "Vil gerne møde kl. 9")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.html.contains("Vil gerne møde kl. 9"), "what was typed is kept");
        browser.post(&format!("{url}/bekraeft"), &[("svar", "yes"), ("udtalelse", "Vil gerne")]).await;
        assert_eq!(stage.state(placement).await, StateName::Offered);
        stage.accept(placement).await.expect("accepted");
        let accepted = browser.get(&url).await.html;
        assert!(accepted.contains("Frigiv navn") && !accepted.contains("Afslut forløbet"), "{accepted}");
        let released = [("felter", "name"), ("felter", "phone"), ("telefon", "11 22 33 44"), ("grundlag", "lab"), ("til", "2026-03-15"), ("svar", "yes")];
        let page = browser.post(&format!("{url}/frigiv"), &released).await.html;
        assert!(page.contains("Navn, Telefonnummer") && page.contains("Træk frigivelsen tilbage"), "{page}");
        browser.post(&format!("{url}/aftal"), &[]).await;
        assert_eq!(stage.state(placement).await, StateName::Agreed);
        browser.post(&format!("{url}/start"), &[]).await;
        assert_eq!(stage.state(placement).await, StateName::Running);
    }

    async fn an_act_that_the_state_does_not_allow_is_a_conflict(house) {
        let stage = Stage::set(house, 1).await;
        let (mut browser, placement) = propose(&stage).await;
        assert_eq!(browser.get(&format!("/konsulent/forloeb/{placement}/aftal")).await.status, StatusCode::CONFLICT);
        assert_eq!(browser.post(&format!("/konsulent/forloeb/{placement}/aftal"), &[]).await.status, StatusCode::CONFLICT);
        assert_eq!(browser.get(&format!("/konsulent/forloeb/{placement}/flyv")).await.status, StatusCode::NOT_FOUND);
    }

    async fn who_comes_too_late_reads_who_holds_the_seat(house) {
        let stage = Stage::set(house, 1).await;
        propose(&stage).await;
        let late = stage.proposed_for_another(crate::placements::stage::fortnight()).await;
        let mut browser = stage.house.visitor(&stage.leader).await;
        let page = browser.post(&format!("/konsulent/forloeb/{late}/reserver"), &[("opslag", "match")]).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert!(page.html.contains("jk.mette"), "{}", page.html);
    }

    async fn the_page_of_the_agreement_offers_to_pass_over_the_rule_again(house) {
        let stage = Stage::set(house, 3).await;
        stage.agreed_until("2026-03-29").await;
        let placement = stage.proposed_for_another(crate::placements::stage::fortnight()).await;
        stage.house.write(stage.house.tenant, async |work| {
            let mut small = workplaces::lock(work, stage.place.workplace.id).await.expect("read").expect("a workplace");
            small.ordinary = Some((3.0, Some(crate::kit::day("2026-02-01"))));
            workplaces::update(work, &small).await.expect("a small workplace");
        }).await;
        let mut browser = stage.house.visitor(&stage.leader).await;
        let url = format!("/konsulent/forloeb/{placement}");
        let citizen = stage.record(placement).await.placement.citizen;
        browser.post(&format!("/konsulent/borgere/{citizen}/formaal"), &[("formaal", "follow_up")]).await;
        let reason = [("tilsidesaet", "rimelighed-fte-2025"), ("begrundelse", "Virksomheden ansætter to fra mandag")];
        browser.post(&format!("{url}/bekraeft"), &[("svar", "yes"), reason[0], reason[1]]).await;
        stage.accept(placement).await.expect("accepted");
        let page = browser.get(&format!("{url}/aftal")).await.html;
        assert!(page.contains("name=\"tilsidesaet\"") && page.contains("name=\"begrundelse\""), "{page}");
        let without = browser.post(&format!("{url}/aftal"), &[]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(without.html.contains("Sæt kryds ved reglen"), "{}", without.html);
        let unreasoned = browser.post(&format!("{url}/aftal"), &reason[..1]).await;
        assert!(unreasoned.html.contains("skriftlig begrundelse"), "{}", unreasoned.html);
        let mut consultants = stage.house.visitor(&stage.consultant).await;
        assert_eq!(consultants.post(&format!("{url}/aftal"), &reason).await.status, StatusCode::CONFLICT, "no right to pass over");
        browser.post(&format!("{url}/aftal"), &reason).await;
        assert_eq!(stage.state(placement).await, StateName::Agreed);
        browser.post(&format!("{url}/start"), &[]).await;
        let longer = browser.post(&format!("{url}/forlaeng"), &[("dato", "2026-03-22")]).await;
        assert!(longer.html.contains("name=\"tilsidesaet\"") && longer.html.contains("2026-03-22"), "{}", longer.html);
        browser.post(&format!("{url}/forlaeng"), &[("dato", "2026-03-22"), reason[0], reason[1]]).await;
        assert_eq!(stage.record(placement).await.placement.period.to, crate::kit::day("2026-03-22"));
    }

    async fn a_new_function_at_the_last_employer_is_written_down_where_the_law_asks(house) {
        let stage = Stage::set(house, 2).await;
        let worked_here = stage.house.citizen_with(stage.house.tenant, |citizen| {
            citizen.legal.target_group = Some("kh_aktivitetsparat".to_owned());
            citizen.legal.last_employer = Some(stage.place.company.cvr.to_string());
            citizen.legal.last_function = Some("Kontorassistent".to_owned());
        }).await;
        let mut browser = stage.house.visitor(&stage.consultant).await;
        let new = |citizen: &str| format!("/konsulent/forloeb/ny?borger={citizen}&plads={}", stage.slot.id);
        let (asked, unasked) = (browser.get(&new(&worked_here.id.to_string())).await, browser.get(&new(&stage.citizen.id.to_string())).await);
        assert!(asked.html.contains("Der er foretaget en konkret vurdering"), "{}", asked.html);
        assert!(!unasked.html.contains("konkret vurdering"), "only where the law asks");
        browser.post(&format!("/konsulent/borgere/{}/formaal", worked_here.id), &[("formaal", "match")]).await;
        let match_page = browser.get(&format!("/konsulent/borgere/{}/match/{}/reserver?formaal=match", worked_here.id, stage.slot.id)).await;
        assert!(match_page.html.contains("name=\"forskel\"") || match_page.status != StatusCode::OK, "{}", match_page.html);
        let (citizen, slot) = (worked_here.id.to_string(), stage.slot.id.to_string());
        let mut typed = vec![("borger", citizen.as_str()), ("plads", slot.as_str()), ("art", "virksomhedspraktik"), ("fra", "2026-03-02")];
        typed.extend([("til", "15-3-2026"), ("timer", "15"), ("formaal", "afklaring"), ("funktion", "spurgt"), ("vurdering", "ja")]);
        let page = browser.post("/konsulent/forloeb/ny", &typed).await;
        let placement: PlacementId = page.url.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a placement's page");
        let url = format!("/konsulent/forloeb/{placement}");
        let confirm = browser.get(&format!("{url}/bekraeft")).await.html;
        assert!(confirm.contains("name=\"vurdering\" value=\"ja\" checked") && confirm.contains("name=\"samme\""), "{confirm}");
        let missing = browser.post(&format!("{url}/bekraeft"), &[("svar", "yes"), ("funktion", "spurgt"), ("vurdering", "ja")]).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(missing.html.contains("forskellen beskrevet i aftalen"), "{}", missing.html);
        let whole = [("svar", "yes"), ("funktion", "spurgt"), ("vurdering", "ja"), ("samme", "nej"), ("forskel", "ja")];
        browser.post(&format!("{url}/bekraeft"), &whole).await;
        assert_eq!(stage.state(placement).await, StateName::Offered);
        stage.accept(placement).await.expect("accepted");
        assert!(!browser.get(&format!("{url}/aftal")).await.html.contains("konkret vurdering"), "it is said already");
        browser.post(&format!("{url}/aftal"), &[]).await;
        assert_eq!(stage.state(placement).await, StateName::Agreed);
    }

    async fn without_a_free_seat_no_proposal_stays_behind(house) {
        let stage = Stage::set(house, 1).await;
        let (mut browser, _) = propose(&stage).await;
        let late = stage.another_citizen().await;
        let (citizen, slot) = (late.id.to_string(), stage.slot.id.to_string());
        let mut typed = vec![("borger", citizen.as_str()), ("plads", slot.as_str()), ("art", "virksomhedspraktik"), ("fra", "2026-03-02")];
        typed.extend([("til", "15-3-2026"), ("timer", "15"), ("formaal", "afklaring"), ("videre", "reserver")]);
        for _ in 0..2 {
            assert_eq!(browser.post("/konsulent/forloeb/ny", &typed).await.status, StatusCode::CONFLICT);
        }
        let filter = brobygger::store::placements::Filter { citizen: Some(late.id), ..Default::default() };
        let reader = stage.house.app.reader(stage.house.tenant).await.expect("a reader");
        assert_eq!(brobygger::store::placements::count(&reader, &filter).await.expect("read"), 0);
    }

    async fn health_in_a_statement_is_refused_with_what_to_write(house) {
        let stage = Stage::set(house, 1).await;
        let (mut browser, placement) = propose(&stage).await;
        let form = [("svar", "yes"), ("udtalelse", "har skizofreni")];
        let page = browser.post(&format!("/konsulent/forloeb/{placement}/bekraeft"), &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.html.contains("Teksten nævner helbred. Skriv i stedet, hvad"), "{}", page.html);
        let page = browser.post(&format!("/konsulent/forloeb/{placement}/bekraeft"), &[("svar", "yes"), ("udtalelse", "har slidgigt")]).await;
        let lifting = stage.house.app.conditions.text("loeft_over_10kg", brobygger::domain::terms::Language::Da);
        assert!(page.html.contains(&format!("Vælg i stedet: ikke {lifting}")), "the same words as in every form: {}", page.html);
        assert_eq!(stage.state(placement).await, StateName::Reserved);
    }

    async fn the_desk_counts_and_shows_what_is_mine_to_do(house) {
        let stage = Stage::set(house, 1).await;
        let empty = stage.house.visitor(&stage.consultant).await.get("/konsulent/start").await.html;
        assert!(empty.contains("Intet venter på dig") && empty.contains("venter på plads"), "{empty}");
        let placement = stage.accepted().await;
        let desk = stage.house.visitor(&stage.consultant).await.get("/konsulent/start").await.html;
        assert!(desk.contains("frigiv navn og aftal") && desk.contains(&placement.to_string()), "{desk}");
        assert!(desk.contains("Virksomheden sagde ja"), "{desk}");
        let list = stage.house.visitor(&stage.leader).await.get("/konsulent/forloeb?hvem=mine").await.html;
        assert!(list.contains("Ingen forløb passer"), "{list}");
    }

    async fn another_municipalitys_placement_is_unknown(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let (_, stranger) = stage.house.account(stage.house.neighbour, "jk.nabo", &["job_consultant"]).await;
        let mut browser = stage.house.visitor(&stranger).await;
        assert_eq!(browser.get(&format!("/konsulent/forloeb/{placement}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.post(&format!("/konsulent/forloeb/{placement}/traek"), &[("valg", "mistake")]).await.status, StatusCode::NOT_FOUND);
    }

    async fn there_is_no_mailbox_outside_a_demo(house) {
        assert_eq!(house.stranger().get("/demo/post").await.status, StatusCode::NOT_FOUND);
        assert!(house.stranger().get("/was").await.html.contains("Tilgængelighedserklæring"));
    }
}
