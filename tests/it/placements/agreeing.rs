//! When one placement is agreed, the citizen's other open ones fall away and their seats are free.

use brobygger::{
    domain::{
        placement::StateName,
        reasons::{InterruptCode, WithdrawCode},
    },
    store::citizens,
    use_cases::placements::{accept::Accept, cancel::Cancel, interrupt::Interrupt, start::Start},
};
use chrono::NaiveDate;
use tokio::task::JoinSet;

use super::stage::{Stage, agreement, contact_of, fortnight, ledger_of, proposal};
use crate::kit::day;

/// Since when the stage's citizen waits.
async fn waits_since(stage: &Stage) -> Option<NaiveDate> {
    let reader = stage.house.app.reader(stage.house.tenant).await.expect("a reader");
    let citizen = citizens::find(&reader, stage.citizen.id).await.expect("read").expect("a citizen");
    reader.end().await.expect("the reader ends");
    citizen.waits_since()
}

house_tests! {
    async fn the_citizens_other_open_placements_fall_away(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        let place = stage.house.place_numbered(stage.house.tenant, "99000015", "9000000002").await;
        let slot = stage.house.slot(stage.house.tenant, &place, 2).await;
        let mut others = Vec::new();
        for _ in 0..3 {
            others.push(stage.act(&stage.consultant, &proposal(&stage.citizen, &slot, fortnight())).await.expect("proposed").placement);
        }
        stage.reserve(others[1]).await.expect("reserved");
        stage.confirm(others[2]).await.expect("confirmed");
        let asked = place.contact.id.to_string();
        let somebody = stage.laid_in(StateName::Proposed).await;
        stage.agree(placement).await.expect("agreed");
        for other in others {
            assert_eq!(stage.state(other).await, StateName::Obsolete);
        }
        let told = stage.events("placement_retracted").await;
        let contacts: Vec<&str> = told.iter().filter_map(|event| event["contact"].as_str()).collect();
        assert_eq!((told.len(), contacts), (3, vec![asked.as_str()]), "only who was asked hears of it");
        assert!(told.iter().all(|event| event["reason"] == "obsolete"));
        assert_eq!(stage.state(somebody).await, StateName::Proposed);
        assert!(ledger_of(&stage.house, &slot).await.claims().is_empty());
    }

    async fn of_two_agreements_at_once_one_stands(house) {
        let stage = Stage::set(house, 1).await;
        let first = stage.accepted().await;
        let place = stage.house.place_numbered(stage.house.tenant, "99000015", "9000000002").await;
        let slot = stage.house.slot(stage.house.tenant, &place, 1).await;
        let second = stage.act(&stage.consultant, &proposal(&stage.citizen, &slot, fortnight())).await.expect("proposed").placement;
        stage.confirm(second).await.expect("confirmed");
        let other_company = contact_of(&stage.house, stage.house.tenant, &place);
        stage.act(&other_company, &Accept { placement: second, times: vec![] }).await.expect("accepted");
        let mut tasks = JoinSet::new();
        for placement in [first, second] {
            let (app, me) = (stage.house.app.clone(), stage.consultant.clone());
            tasks.spawn(async move { app.carry_out(&me, &agreement(placement)).await });
        }
        let agreed = tasks.join_all().await.into_iter().filter(Result::is_ok).count();
        assert_eq!(agreed, 1);
        let mut states = [stage.state(first).await, stage.state(second).await];
        states.sort_unstable();
        assert_eq!(states, [StateName::Agreed, StateName::Obsolete]);
    }

    async fn who_has_a_place_no_longer_waits_until_it_falls_through(house) {
        let stage = Stage::set(house, 2).await;
        let since = waits_since(&stage).await;
        assert!(since.is_some());
        let placement = stage.accepted().await;
        stage.agree(placement).await.expect("agreed");
        assert_eq!(waits_since(&stage).await, None);
        let waiting = citizens::Filter { waiting: true, ..citizens::Filter::default() };
        let reader = stage.house.app.reader(stage.house.tenant).await.expect("a reader");
        let listed = citizens::list(&reader, &waiting, 0, 100).await.expect("read");
        let (counted, _) = citizens::waiting_counts(&reader, day("2026-03-08")).await.expect("read");
        reader.end().await.expect("the reader ends");
        assert!(!listed.iter().any(|citizen| citizen.id == stage.citizen.id));
        assert_eq!(counted, listed.len() as u64);
        stage.act(&stage.consultant, &Cancel { placement, code: WithdrawCode::CaseChanged }).await.expect("cancelled");
        assert_eq!(waits_since(&stage).await, since, "the place in the queue is not lost");
    }

    async fn who_is_interrupted_waits_from_the_day_after(house) {
        let stage = Stage::set(house, 2).await;
        let placement = stage.accepted().await;
        stage.agree(placement).await.expect("agreed");
        stage.act(&stage.consultant, &Start { placement }).await.expect("started");
        let end = Interrupt { placement, on: day("2026-03-05"), code: InterruptCode::CompanyStopped };
        stage.act(&stage.consultant, &end).await.expect("interrupted");
        assert_eq!(waits_since(&stage).await, Some(day("2026-03-06")));
    }
}
