//! Holds and questions end by the clock, and until then the seat counts as held.

use brobygger::{
    domain::{permission::Actor, placement::StateName, refusal::Refusal, terms::LookPurpose},
    search::criteria::SlotCriteria,
    use_cases::{
        citizens::CitizenKey,
        matches::JudgePlace,
        placements::holds::{EndHold, end_run_out},
        slot_search::SearchSlots,
        slots::OpenSlot,
    },
};
use chrono::Duration;

use super::stage::{Stage, fortnight, refusal};
use crate::kit::day;

house_tests! {
    async fn a_hold_that_has_run_out_ends_before_the_next_reservation(house) {
        let stage = Stage::set(house, 1).await;
        let first = stage.proposed().await;
        let second = stage.proposed_for_another(fortnight()).await;
        stage.reserve(first).await.expect("reserved");
        stage.house.wait(Duration::days(5) - Duration::seconds(1));
        assert!(matches!(refusal(stage.reserve(second).await), Refusal::NoFreeSeat { .. }));
        stage.house.wait(Duration::seconds(1));
        stage.reserve(second).await.expect("the seat is free again");
        assert_eq!((stage.state(first).await, stage.state(second).await), (StateName::Proposed, StateName::Reserved));
        assert_eq!(stage.record(first).await.placement.held_until, None);
    }

    async fn an_own_hold_that_has_run_out_can_still_be_confirmed(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.proposed().await;
        stage.reserve(placement).await.expect("reserved");
        stage.house.wait(Duration::days(6));
        stage.confirm(placement).await.expect("confirmed");
        assert_eq!(stage.ledger().await.claims().len(), 1);
    }

    async fn a_hold_that_has_run_out_counts_everywhere_until_the_job_ends_it(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.proposed_for_another(fortnight()).await;
        stage.reserve(placement).await.expect("reserved");
        stage.house.wait(Duration::days(6));
        let free = async || {
            let app = &stage.house.app;
            let question = JudgePlace { citizen: CitizenKey::from(stage.citizen.id), slot: stage.slot.id, from: None, purpose: LookPurpose::Match };
            let place = app.ask(&stage.consultant, &question).await.expect("judged").place;
            let search = SearchSlots { criteria: SlotCriteria { text: "lager".to_owned(), ..SlotCriteria::everything() } };
            let found = app.ask(&stage.consultant, &search).await.expect("found").hits.remove(0);
            let page = app.ask(&stage.consultant, &OpenSlot { slot: stage.slot.id }).await.expect("opened");
            (place.found.period.expect("a period").from, found.next_free_on.expect("a day"), page.next_free_on.expect("a day"))
        };
        assert_eq!(free().await, (day("2026-03-16"), day("2026-03-16"), day("2026-03-16")));
        assert_eq!(end_run_out(&stage.house.app, &Actor::system(stage.house.tenant)).await.expect("a round"), 1);
        assert_eq!(free().await, (day("2026-03-08"), day("2026-03-08"), day("2026-03-08")));
    }

    async fn the_clock_ends_holds_and_questions_once(house) {
        let stage = Stage::set(house, 2).await;
        let reserved = stage.proposed_for_another(fortnight()).await;
        stage.reserve(reserved).await.expect("reserved");
        let offered = stage.offered().await;
        let system = Actor::system(stage.house.tenant);
        assert_eq!(end_run_out(&stage.house.app, &system).await.expect("a round"), 0);
        stage.house.wait(Duration::days(14));
        assert_eq!(end_run_out(&stage.house.app, &system).await.expect("a round"), 2);
        assert_eq!((stage.state(reserved).await, stage.state(offered).await), (StateName::Proposed, StateName::Expired));
        assert!(stage.ledger().await.claims().is_empty());
        assert_eq!(end_run_out(&stage.house.app, &system).await.expect("a round"), 0);
        assert_eq!(stage.act(&system, &EndHold { placement: offered }).await.expect("nothing to do"), None);
    }

    async fn after_the_yes_no_clock_frees_the_seat(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        stage.house.wait(Duration::days(30));
        let system = Actor::system(stage.house.tenant);
        assert_eq!(end_run_out(&stage.house.app, &system).await.expect("a round"), 0);
        assert_eq!(stage.state(placement).await, StateName::Accepted);
    }
}
