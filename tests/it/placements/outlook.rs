//! Latest end, extensions and who owes what, where a period is chosen and where a placement is looked at.

use brobygger::{
    domain::{citizen::Citizen, ids::PlacementId},
    use_cases::placements::{propose::Propose, start::Start},
};

use super::stage::{Stage, proposal};
use crate::kit::{browser::Browser, day};

async fn far(stage: &Stage) -> Citizen {
    let change = |citizen: &mut Citizen| {
        citizen.legal.target_group = Some("kh_aktivitetsparat".to_owned());
        citizen.legal.last_employer = Some("99000023".to_owned());
    };
    stage.house.citizen_with(stage.house.tenant, change).await
}

async fn running(stage: &Stage, citizen: &Citizen, last: &str) -> PlacementId {
    let mut wanted: Propose = proposal(citizen, &stage.slot, super::stage::fortnight());
    wanted.period.to = day(last);
    let placement = stage.act(&stage.consultant, &wanted).await.expect("proposed").placement;
    stage.confirm(placement).await.expect("confirmed");
    stage.accept(placement).await.expect("accepted");
    stage.agree(placement).await.expect("agreed");
    stage.act(&stage.consultant, &Start { placement }).await.expect("started");
    placement
}

async fn visitor(stage: &Stage, citizen: &Citizen) -> Browser {
    let mut browser = stage.house.visitor(&stage.consultant).await;
    browser.post(&format!("/konsulent/borgere/{}/formaal", citizen.id), &[("formaal", "match")]).await;
    browser
}

fn has_all(page: &str, told: &[&str]) {
    assert!(told.iter().all(|words| page.contains(words)), "{told:?} in {page}");
}

house_tests! {
    async fn a_placement_says_its_latest_end_and_how_it_goes_on(house) {
        let stage = Stage::set(house, 2).await;
        let citizen = far(&stage).await;
        let placement = running(&stage, &citizen, "2026-03-29").await;
        let mut browser = visitor(&stage, &citizen).await;
        let page = browser.get(&format!("/konsulent/forloeb/{placement}")).await.html;
        has_all(&page, &[
            "Seneste slut 31. maj 2026",
            "varighed af virksomhedspraktik for borgere længere fra arbejdsmarkedet, fra 1. januar 2020",
            "Kan forlænges til 30. august 2026 med konkret vurdering",
            "Derefter højst 13 uger ad gangen med helt særligt behov, første gang til 29. november 2026",
            "<strong>Medarbejderrepræsentanten</strong> skriver under. Virksomheden beder om det.",
            "<strong>Virksomheden</strong> søger i VITAS",
        ]);
        let form = browser.get(&format!("/konsulent/forloeb/{placement}/forlaeng")).await.html;
        has_all(&form, &["value=\"2026-05-31\"", "Seneste slut 31. maj 2026", "konkret_vurdering", "helt_saerligt_behov"]);
        browser.post(&format!("/konsulent/forloeb/{placement}/forlaeng"), &[("dato", "2026-08-30"), ("grunde", "konkret_vurdering")]).await;
        assert_eq!(stage.record(placement).await.placement.period.to, day("2026-08-30"));
        let english = browser.get(&format!("/konsulent/forloeb/{placement}?sprog=en")).await.html;
        has_all(&english, &["Latest end 30 August 2026", "with a very special need"]);
    }

    async fn who_is_near_the_labour_market_cannot_go_on(house) {
        let stage = Stage::set(house, 2).await;
        let placement = running(&stage, &stage.citizen, "2026-03-29").await;
        let mut browser = visitor(&stage, &stage.citizen).await;
        let form = browser.get(&format!("/konsulent/forloeb/{placement}/forlaeng")).await.html;
        has_all(&form, &["Seneste slut 29. marts 2026", "Kan ikke forlænges ud over det"]);
        assert!(!form.contains("name=\"grunde\""), "no justification helps: {form}");
    }

    async fn where_the_period_is_chosen_the_latest_end_stands_beside_it(house) {
        let stage = Stage::set(house, 2).await;
        let mut browser = visitor(&stage, &stage.citizen).await;
        let (citizen, slot) = (stage.citizen.id, stage.slot.id);
        let urls = [
            format!("/konsulent/borgere/{citizen}/match/{slot}/reserver"),
            format!("/konsulent/forloeb/ny?borger={citizen}&plads={slot}"),
        ];
        for url in urls {
            let page = browser.get(&url).await.html;
            has_all(&page, &["Virksomhedspraktik med start ", "Seneste slut ", "varighed af virksomhedspraktik for jobparate, fra 1. januar 2020"]);
        }
    }
}
