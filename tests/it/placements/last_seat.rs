//! The last seat, asked for by 64 at once; and the checker that would find it given twice.

use brobygger::{
    domain::{
        citizen::Citizen,
        ids::{ClaimId, PlacementId, SlotId},
        period::Period,
        permission::Actor,
        placement::StateName,
        reasons::WithdrawCode,
        refusal::Refusal,
        seats::{Claim, SeatFault, SeatLedger},
        slot::Slot,
    },
    store::{
        claims, placements, slots,
        work::{Tools, Work},
    },
    use_cases::{
        app::App,
        failure::Failure,
        intention::Intention,
        placements::{Moved, reserve::Reserve, withdraw::Withdraw},
    },
};
use tokio::task::JoinSet;

use super::stage::{Stage, confirmation, fortnight, proposal, unwritten};
use crate::kit::{House, day};

const ROUNDS: usize = 50;
const AT_ONCE: usize = 64;

/// Every slot of the municipality whose seats are given twice or too often on some day.
async fn overbooked(house: &House) -> Vec<(SlotId, SeatFault)> {
    let reader = house.app.reader(house.tenant).await.expect("a reader");
    let mut found = Vec::new();
    for slot in slots::page(&reader, None, 10_000).await.expect("read") {
        let claims = claims::of_slot(&reader, slot.id).await.expect("read");
        found.extend(SeatLedger::new(slot.seats, claims).faults().into_iter().map(|fault| (slot.id, fault)));
    }
    reader.end().await.expect("the reader ends");
    found
}

/// A fresh slot with one seat and 64 proposals for it.
async fn contested(stage: &Stage, citizens: &[Citizen]) -> (Slot, Vec<PlacementId>) {
    let slot = stage.house.slot(stage.house.tenant, &stage.place, 1).await;
    let records: Vec<_> =
        citizens.iter().map(|citizen| unwritten(&stage.house, &stage.consultant, &proposal(citizen, &slot, fortnight()), &slot)).collect();
    stage.house.write(stage.house.tenant, async |work| placements::insert(work, &records).await.expect("placements")).await;
    (slot, records.iter().map(|record| record.placement.id).collect())
}

async fn all_at_once<I>(stage: &Stage, intentions: impl Iterator<Item = I>) -> Vec<Result<Moved, Failure>>
where
    I: Intention<Done = Moved> + Send + 'static,
{
    let mut tasks = JoinSet::new();
    for intention in intentions {
        tasks.spawn(carried_out(stage.house.app.clone(), stage.consultant.clone(), intention));
    }
    tasks.join_all().await
}

async fn carried_out<I>(app: App, actor: Actor, intention: I) -> Result<Moved, Failure>
where
    I: Intention<Done = Moved> + Send + 'static,
{
    app.carry_out(&actor, &intention).await
}

/// Exactly one holds the seat, everybody else hears who holds it.
async fn one_has_won(stage: &Stage, slot: &Slot, answers: &[Result<Moved, Failure>], state: StateName) {
    let won: Vec<&Moved> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
    assert_eq!(won.len(), 1, "{answers:?}");
    let refused = |answer: &&Result<Moved, Failure>| matches!(answer, Err(Failure::Refused(Refusal::NoFreeSeat { holders })) if holders.len() == 1 && holders[0].name == "jk.mette");
    assert_eq!(answers.iter().filter(refused).count(), AT_ONCE - 1, "{answers:?}");
    assert_eq!(stage.state(won[0].placement).await, state);
    let ledger = super::stage::ledger_of(&stage.house, slot).await;
    assert_eq!((ledger.claims().len(), ledger.faults()), (1, vec![]));
}

async fn sixty_four_citizens(stage: &Stage) -> Vec<Citizen> {
    let mut citizens = Vec::new();
    for _ in 0..AT_ONCE {
        citizens.push(stage.another_citizen().await);
    }
    citizens
}

house_tests! {
    async fn the_last_seat_confirmed_by_sixty_four_at_once_is_given_once(house) {
        let stage = Stage::set(house, 1).await;
        let citizens = sixty_four_citizens(&stage).await;
        for _ in 0..ROUNDS {
            let (slot, placements) = contested(&stage, &citizens).await;
            let answers = all_at_once(&stage, placements.into_iter().map(confirmation)).await;
            one_has_won(&stage, &slot, &answers, StateName::Offered).await;
        }
        assert_eq!(overbooked(&stage.house).await, vec![]);
    }

    async fn the_last_seat_reserved_by_sixty_four_at_once_is_given_once(house) {
        let stage = Stage::set(house, 1).await;
        let citizens = sixty_four_citizens(&stage).await;
        for _ in 0..ROUNDS {
            let (slot, placements) = contested(&stage, &citizens).await;
            let answers = all_at_once(&stage, placements.into_iter().map(|placement| Reserve { placement })).await;
            one_has_won(&stage, &slot, &answers, StateName::Reserved).await;
        }
        assert_eq!(overbooked(&stage.house).await, vec![]);
    }

    async fn the_checker_finds_a_planted_overbooking(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.proposed().await;
        stage.reserve(placement).await.expect("reserved");
        assert_eq!(overbooked(&stage.house).await, vec![]);
        let other = stage.laid_in(StateName::Proposed).await;
        let own = stage.claim(placement).await.expect("a claim");
        let planted = Claim { id: ClaimId(stage.house.app.ids.random()), placement: other, seat: 2, ..own };
        stage.house.write(stage.house.tenant, async |work| claims::insert(work, &planted).await.expect("a claim")).await;
        assert_eq!(overbooked(&stage.house).await, vec![(stage.slot.id, SeatFault::Overbooked(day("2026-03-02")))]);
    }

    async fn claims_change_seats_where_that_makes_room(house) {
        let stage = Stage::set(house, 2).await;
        let days = |from: u32, to: u32| {
            let on = |number| chrono::NaiveDate::from_ymd_opt(2026, 3, number).expect("a day");
            Period { from: on(from), to: on(to) }
        };
        let mut held = Vec::new();
        for period in [days(2, 7), days(7, 11)] {
            held.push(stage.proposed_for_another(period).await);
        }
        for placement in &held {
            stage.reserve(*placement).await.expect("reserved");
        }
        stage.act(&stage.consultant, &Withdraw { placement: held[0], code: WithdrawCode::Mistake }).await.expect("withdrawn");
        let first_days = stage.proposed_for_another(days(2, 6)).await;
        stage.reserve(first_days).await.expect("reserved");
        let throughout = stage.proposed_for_another(days(2, 11)).await;
        stage.reserve(throughout).await.expect("a seat is free each day");
        let ledger = stage.ledger().await;
        assert_eq!((ledger.claims().len(), ledger.free_throughout(days(2, 11)), ledger.faults()), (3, 0, vec![]));
    }

    async fn whatever_is_done_at_once_the_ledger_stays_sound(house) {
        let stage = Stage::set(house, 3).await;
        let mut placements = Vec::new();
        for number in 0..24i64 {
            let from = day("2026-03-02") + chrono::Duration::days(number * 7 % 11);
            placements.push(stage.proposed_for_another(Period { from, to: from + chrono::Duration::days(number * 5 % 9) }).await);
        }
        let mut tasks = JoinSet::new();
        for (number, placement) in placements.iter().copied().enumerate() {
            let (app, me) = (stage.house.app.clone(), stage.consultant.clone());
            tasks.spawn(async move {
                let held = match number % 2 {
                    0 => app.carry_out(&me, &Reserve { placement }).await,
                    _ => app.carry_out(&me, &confirmation(placement)).await,
                };
                if number % 3 == 0 {
                    app.carry_out(&me, &Withdraw { placement, code: WithdrawCode::Mistake }).await.expect("withdrawn");
                }
                held
            });
        }
        let answers = tasks.join_all().await;
        let sound = |answer: &Result<Moved, Failure>| matches!(answer, Ok(_) | Err(Failure::Refused(Refusal::NoFreeSeat { .. })));
        assert!(answers.iter().all(sound), "{answers:?}");
        assert_eq!(overbooked(&stage.house).await, vec![]);
        for placement in placements {
            let holds = stage.claim(placement).await.is_some();
            let state = stage.state(placement).await;
            assert_eq!(holds, state.seat_use() != brobygger::domain::placement::SeatUse::None, "{state}");
        }
    }

    async fn postgresql_itself_refuses_one_seat_twice(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.proposed().await;
        stage.reserve(placement).await.expect("reserved");
        let other = stage.laid_in(StateName::Proposed).await;
        let own = stage.claim(placement).await.expect("a claim");
        let planted = Claim { id: ClaimId(stage.house.app.ids.random()), placement: other, ..own };
        let app = &stage.house.app;
        let tools = Tools { ids: app.ids.as_ref(), keys: &app.keys };
        let work = Work::begin(&app.database, &stage.leader, app.now(), tools).await.expect("a transaction");
        let refused = claims::insert(&work, &planted).await.err();
        work.roll_back().await.expect("taken back");
        // SQLite has one writer and needs no second wall.
        assert_eq!(refused.is_some_and(|fault| fault.passing), !app.database.is_sqlite());
    }
}
