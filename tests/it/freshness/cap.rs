//! A company is asked so often a month and no more.

use brobygger::{
    domain::{company::Company, period::Period, refusal::Refusal},
    store::companies,
};
use chrono::Duration;

use crate::{
    kit::{House, Place, day},
    placements::stage::{Stage, fortnight, proposal, refusal},
};

async fn cap_at(house: &House, place: &Place, cap: u32) {
    let mut company: Company = place.company.clone();
    company.relation.proposal_cap = Some(cap);
    house.write(house.tenant, async |work| companies::update(work, &company).await.expect("a company")).await;
}

house_tests! {
    async fn one_proposal_too_many_is_refused_until_next_month(house) {
        let stage = Stage::set(house, 5).await;
        cap_at(&stage.house, &stage.place, 2).await;
        for _ in 0..2 {
            let placement = stage.proposed_for_another(fortnight()).await;
            stage.confirm(placement).await.expect("sent");
        }
        let across = Period { from: day("2026-03-30"), to: day("2026-04-12") };
        let late = proposal(&stage.citizen, &stage.slot, across);
        let third = stage.act(&stage.consultant, &late).await.expect("proposed").placement;
        let refused = refusal(stage.confirm(third).await);
        assert_eq!(refused, Refusal::CapReached { used: 2, cap: 2, anew_on: day("2026-04-01") });
        assert!(!refused.is_about_input() && refused.code() == "cap_reached");
        // 31 March 23:30 in Denmark is still March; half an hour later it is April, while the clock of UTC says 22:00.
        stage.house.wait(Duration::days(29) + Duration::hours(14) + Duration::minutes(30));
        assert!(matches!(refusal(stage.confirm(third).await), Refusal::CapReached { .. }));
        stage.house.wait(Duration::minutes(30));
        stage.confirm(third).await.expect("a new month");
    }

    async fn the_pages_say_how_many_there_were_before_one_more_is_sent(house) {
        let stage = Stage::set(house, 5).await;
        cap_at(&stage.house, &stage.place, 1).await;
        let sent = stage.proposed_for_another(fortnight()).await;
        stage.confirm(sent).await.expect("sent");
        let placement = stage.proposed().await;
        let mut browser = stage.house.visitor(&stage.consultant).await;
        browser.post(&format!("/konsulent/borgere/{}/formaal", stage.citizen.id), &[("formaal", "follow_up")]).await;
        let url = format!("/konsulent/forloeb/{placement}/bekraeft");
        let page = browser.get(&url).await.html;
        assert!(page.contains("1 af 1 forslag til virksomheden denne måned"), "{page}");
        let refused = browser.post(&url, &[("svar", "yes")]).await;
        assert_eq!(refused.status, axum::http::StatusCode::CONFLICT);
        assert!(refused.html.contains("Der kan sendes igen fra 1. april 2026"), "{}", refused.html);
        let new = browser.get(&format!("/konsulent/forloeb/ny?borger={}&plads={}", stage.citizen.id, stage.slot.id)).await.html;
        assert!(new.contains("1 af 1 forslag"), "{new}");
    }
}
