//! A closed place takes nobody new; who sits there stays, and every page, match and search knows.

use brobygger::{
    domain::{closure::ClosureReason, ids::ClosureId, period::Period, placement::StateName, refusal::Refusal},
    search::criteria::SlotCriteria,
    use_cases::{
        placements::{extend::Extend, start::Start},
        slot_search::SearchSlots,
        slots::{CloseSlot, CloseWorkplace, Closing, EndClosure, OpenSlot, pausing},
    },
};

use crate::{
    kit::day,
    placements::stage::{Stage, is_unknown, proposal, refusal},
};

fn closing(reason: ClosureReason, from: &str, to: &str) -> Closing {
    Closing { days: Period { from: day(from), to: day(to) }, reason, over_placements: false }
}

async fn close(stage: &Stage, reason: ClosureReason, from: &str, to: &str) -> ClosureId {
    stage.act(&stage.leader, &CloseSlot { slot: stage.slot.id, closing: closing(reason, from, to) }).await.expect("closed")
}

async fn propose(
    stage: &Stage,
    from: &str,
    to: &str,
) -> Result<brobygger::use_cases::placements::Moved, brobygger::use_cases::failure::Failure> {
    let citizen = stage.another_citizen().await;
    stage.act(&stage.consultant, &proposal(&citizen, &stage.slot, Period { from: day(from), to: day(to) })).await
}

house_tests! {
    async fn a_refurbishment_blocks_every_day_of_it_and_a_holiday_only_a_start(house) {
        let stage = Stage::set(house, 2).await;
        close(&stage, ClosureReason::Refurbishment, "2026-04-06", "2026-04-10").await;
        close(&stage, ClosureReason::Holiday, "2026-07-06", "2026-07-24").await;
        let closed = Period { from: day("2026-04-06"), to: day("2026-04-10") };
        assert_eq!(refusal(propose(&stage, "2026-03-30", "2026-04-06").await), Refusal::ClosedThen { days: closed });
        assert_eq!(refusal(propose(&stage, "2026-04-10", "2026-04-20").await), Refusal::ClosedThen { days: closed });
        propose(&stage, "2026-04-11", "2026-04-24").await.expect("after it");
        let holiday = Period { from: day("2026-07-06"), to: day("2026-07-24") };
        assert_eq!(refusal(propose(&stage, "2026-07-24", "2026-08-06").await), Refusal::ClosedThen { days: holiday });
        propose(&stage, "2026-06-29", "2026-07-12").await.expect("somebody who is there already is away meanwhile");
    }

    async fn a_closure_over_placements_tells_which_and_leaves_them(house) {
        let stage = Stage::set(house, 2).await;
        let placement = stage.agreed_until("2026-03-20").await;
        let over = closing(ClosureReason::Other, "2026-03-16", "2026-03-18");
        let asked = CloseSlot { slot: stage.slot.id, closing: over };
        assert_eq!(refusal(stage.act(&stage.leader, &asked).await), Refusal::ClosedOverPlacements { placements: vec![placement] });
        stage.act(&stage.leader, &CloseSlot { closing: Closing { over_placements: true, ..over }, ..asked }).await.expect("closed all the same");
        assert_eq!((stage.state(placement).await, stage.claim(placement).await.is_some()), (StateName::Agreed, true));
        stage.act(&stage.consultant, &Start { placement }).await.expect("it runs through the closed days");
        let longer = |to: &str| Extend { placement, ends_on: day(to), justifications: vec![], overrides: vec![], reason: None };
        stage.act(&stage.consultant, &longer("2026-03-22")).await.expect("only the new days count");
        close(&stage, ClosureReason::Refurbishment, "2026-03-26", "2026-03-27").await;
        let refused = refusal(stage.act(&stage.consultant, &longer("2026-03-26")).await);
        assert!(matches!(refused, Refusal::ClosedThen { .. }), "{refused:?}");
    }

    async fn a_hold_made_before_a_closure_cannot_be_sent_into_it(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.proposed().await;
        stage.reserve(placement).await.expect("reserved");
        let over = Closing { over_placements: true, ..closing(ClosureReason::Refurbishment, "2026-03-05", "2026-03-06") };
        let closure = stage.act(&stage.leader, &CloseWorkplace { workplace: stage.place.workplace.id, closing: over }).await.expect("closed");
        assert!(matches!(refusal(stage.confirm(placement).await), Refusal::ClosedThen { .. }));
        assert!(stage.claim(placement).await.is_some(), "the hold stands");
        stage.act(&stage.leader, &EndClosure { closure, last: None }).await.expect("as if it had never been closed");
        stage.confirm(placement).await.expect("sent");
    }

    async fn a_shortened_closure_frees_the_days_after_it(house) {
        let stage = Stage::set(house, 1).await;
        let closure = close(&stage, ClosureReason::Pause, "2026-03-02", "2026-03-31").await;
        let end = |last: &str| EndClosure { closure, last: Some(day(last)) };
        assert!(matches!(refusal(stage.act(&stage.leader, &end("2026-04-01")).await), Refusal::Invalid { .. }));
        stage.act(&stage.leader, &end("2026-03-08")).await.expect("shortened");
        propose(&stage, "2026-03-09", "2026-03-20").await.expect("open again");
        let stranger = stage.house.staff_of(stage.house.neighbour, &["team_leader"]);
        assert!(is_unknown(&stage.act(&stranger, &end("2026-03-05")).await));
        assert!(is_unknown(&stage.act(&stranger, &CloseSlot { slot: stage.slot.id, closing: closing(ClosureReason::Other, "2026-05-01", "2026-05-02") }).await));
    }

    async fn a_pause_until_a_day_ends_by_itself_and_search_and_page_know(house) {
        let stage = Stage::set(house, 2).await;
        let slot = stage.slot.clone();
        let pause = async |until: &str| {
            let until = day(until);
            stage.house.write(stage.house.tenant, async |work| pausing::pause_until(work, &slot, until).await).await
        };
        pause("2026-03-20").await.expect("paused");
        pause("2026-03-15").await.expect("a new end takes the place of the old one");
        let opened = stage.house.app.ask(&stage.consultant, &OpenSlot { slot: slot.id }).await.expect("a slot");
        assert_eq!((opened.free, opened.next_free_on), (0, Some(day("2026-03-16"))));
        let list = stage.house.app.ask(&stage.consultant, &SearchSlots { criteria: SlotCriteria::everything() }).await.expect("a list");
        assert_eq!(list.hits.iter().map(|hit| (hit.free_seats, hit.next_free_on)).collect::<Vec<_>>(), [(0, Some(day("2026-03-16")))]);
        stage.house.wait(chrono::Duration::days(14));
        let list = stage.house.app.ask(&stage.consultant, &SearchSlots { criteria: SlotCriteria::everything() }).await.expect("a list");
        assert_eq!(list.hits.iter().map(|hit| hit.free_seats).collect::<Vec<_>>(), [2]);
        assert!(pause("2026-03-10").await.is_err(), "a day that is over");
    }
}
