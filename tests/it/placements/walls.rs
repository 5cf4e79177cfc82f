//! Another municipality and another company get the answer of an unknown id, from every verb and question.

use brobygger::{
    domain::{
        permission::Actor,
        placement::StateName,
        reasons::{DeclineCode, EndOutcome, InterruptCode, WithdrawCode},
        refusal::{FieldRefused, Refusal},
        terms::{Language, LookPurpose},
    },
    i18n::Texts,
    use_cases::placements::{
        accept::Accept, cancel::Cancel, cards::OpenCard, cards::OpenRelease, company_list::CompanyProposals, complete::Complete,
        decline::Decline, extend::Extend, interrupt::Interrupt, look::OnePlacement, release::WithdrawRelease, reserve::Reserve,
        start::Start, withdraw::Withdraw,
    },
};

use chrono::Duration;

use super::stage::{Stage, agreement, confirmation, contact_of, fortnight, is_unknown, proposal, refusal, release_of, stepped_up};
use crate::kit::day;

house_tests! {
    async fn the_neighbours_staff_know_of_no_placement(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        let (_, stranger) = stage.house.account(stage.house.neighbour, "tl.nabo", &["team_leader"]).await;
        let on = day("2026-03-02");
        let extend = Extend { placement, ends_on: day("2026-04-01"), justifications: vec![], overrides: vec![], reason: None };
        assert!(is_unknown(&stage.act(&stranger, &stage.proposal()).await));
        assert!(is_unknown(&stage.act(&stranger, &Reserve { placement }).await));
        assert!(is_unknown(&stage.act(&stranger, &confirmation(placement)).await));
        assert!(is_unknown(&stage.act(&stranger, &release_of(placement)).await));
        assert!(is_unknown(&stage.act(&stranger, &WithdrawRelease { placement }).await));
        assert!(is_unknown(&stage.act(&stranger, &agreement(placement)).await));
        assert!(is_unknown(&stage.act(&stranger, &Start { placement }).await));
        assert!(is_unknown(&stage.act(&stranger, &extend).await));
        assert!(is_unknown(&stage.act(&stranger, &Interrupt { placement, on, code: InterruptCode::Other }).await));
        assert!(is_unknown(&stage.act(&stranger, &Complete { placement, on, outcome: EndOutcome::NothingYet }).await));
        assert!(is_unknown(&stage.act(&stranger, &Withdraw { placement, code: WithdrawCode::Other }).await));
        assert!(is_unknown(&stage.act(&stranger, &Cancel { placement, code: WithdrawCode::Other }).await));
        assert!(is_unknown(&stage.house.app.ask(&stranger, &OnePlacement { placement, purpose: LookPurpose::Case }).await));
        assert_eq!(stage.state(placement).await, StateName::Accepted);
    }

    async fn a_citizen_and_a_slot_of_two_municipalities_never_meet(house) {
        let stage = Stage::set(house, 1).await;
        let twin = stage.house.place(stage.house.neighbour).await;
        let slot = stage.house.slot(stage.house.neighbour, &twin, 1).await;
        let citizen = stage.house.citizen(stage.house.neighbour).await;
        assert!(is_unknown(&stage.act(&stage.consultant, &proposal(&stage.citizen, &slot, fortnight())).await));
        assert!(is_unknown(&stage.act(&stage.consultant, &proposal(&citizen, &stage.slot, fortnight())).await));
    }

    async fn another_company_knows_of_no_placement(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let other = stage.house.place_numbered(stage.house.tenant, "99000015", "9000000002").await;
        let twin = stage.house.place(stage.house.neighbour).await;
        for stranger in [contact_of(&stage.house, stage.house.tenant, &other), contact_of(&stage.house, stage.house.neighbour, &twin)] {
            assert_knows_nothing(&stage, &stepped_up(&stranger), placement).await;
        }
    }

    async fn a_company_hears_of_nothing_before_the_confirmation(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.proposed().await;
        stage.reserve(placement).await.expect("reserved");
        assert_knows_nothing(&stage, &stepped_up(&stage.contact), placement).await;
    }

    async fn a_contact_of_one_workplace_sees_no_other(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let mut bound = stage.contact.clone();
        if let brobygger::domain::permission::Who::Contact { workplace, .. } = &mut bound.who {
            *workplace = Some(brobygger::domain::ids::WorkplaceId(stage.house.app.ids.random()));
        }
        assert_knows_nothing(&stage, &stepped_up(&bound), placement).await;
    }

    async fn colleagues_hear_who_holds_the_last_seat(house) {
        let stage = Stage::set(house, 1).await;
        let held = stage.proposed().await;
        stage.reserve(held).await.expect("reserved");
        let late = stage.proposed_for_another(fortnight()).await;
        let Refusal::NoFreeSeat { holders } = refusal(stage.act(&stage.leader, &Reserve { placement: late }).await) else { panic!("full") };
        assert_eq!(holders[0].name, "jk.mette");
        assert_eq!(holders[0].until, stage.record(held).await.placement.held_until);
    }

    async fn a_period_that_is_over_is_neither_proposed_nor_confirmed(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.proposed().await;
        let over = Refusal::Invalid { fields: vec![FieldRefused::new("ends_on", "ends-before-today")] };
        stage.house.wait(Duration::days(13));
        stage.proposed_for_another(fortnight()).await;
        stage.house.wait(Duration::days(1));
        assert_eq!(refusal(stage.act(&stage.consultant, &stage.proposal()).await), over);
        assert_eq!(refusal(stage.confirm(placement).await), over);
        assert!(stage.ledger().await.claims().is_empty());
        assert!(stage.events("placement_offered").await.is_empty());
        for language in [Language::Da, Language::En] {
            assert!(Texts::new(language).has("ends-before-today"));
        }
    }

    async fn a_closed_or_paused_slot_takes_no_proposal(house) {
        let stage = Stage::set(house, 1).await;
        let paused = stage.house.slot_with(stage.house.tenant, &stage.place, |slot| slot.paused = true).await;
        let ends = stage.house.slot_with(stage.house.tenant, &stage.place, |slot| slot.open_to = Some(day("2026-03-10"))).await;
        for slot in [paused, ends] {
            let answer = stage.act(&stage.consultant, &proposal(&stage.citizen, &slot, fortnight())).await;
            assert_eq!(refusal(answer), Refusal::SlotClosed);
        }
    }
}

async fn assert_knows_nothing(stage: &Stage, company: &Actor, placement: brobygger::domain::ids::PlacementId) {
    assert!(is_unknown(&stage.act(company, &Accept { placement, times: vec![] }).await));
    assert!(is_unknown(&stage.act(company, &Decline { placement, code: DeclineCode::Other, note: None }).await));
    assert!(is_unknown(&stage.house.app.ask(company, &OpenCard::new(company, placement)).await));
    assert!(is_unknown(&stage.house.app.ask(company, &OpenRelease::new(company, placement)).await));
    let list = stage.house.app.ask(company, &CompanyProposals::new(company, vec![])).await.expect("a list").items;
    assert!(list.is_empty());
}
