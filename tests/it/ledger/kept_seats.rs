//! Seats that are kept for some groups bind: others never sit on them, and nobody takes them away from under others.

use brobygger::{
    domain::{citizen::Citizen, ids::PlacementId, refusal::Refusal, slot::Slot},
    search::criteria::SlotCriteria,
    use_cases::{
        slot_search::SearchSlots,
        slots::{AdjustSlot, SlotChanges},
    },
};

use crate::placements::stage::{Stage, fortnight, proposal, refusal};

/// A slot of two seats, one of them kept for `kh_jobparat`.
async fn partly_kept(stage: &mut Stage) {
    let kept = |slot: &mut Slot| (slot.seats, slot.reserved_for, slot.reserved_seats) = (2, vec!["kh_jobparat".to_owned()], Some(1));
    stage.slot = stage.house.slot_with(stage.house.tenant, &stage.place, kept).await;
}

async fn of_group(stage: &Stage, group: &str) -> Citizen {
    stage
        .house
        .citizen_with(stage.house.tenant, |citizen| {
            citizen.legal.last_employer = Some("99000023".to_owned());
            citizen.legal.target_group = Some(group.to_owned());
        })
        .await
}

async fn proposed(stage: &Stage, citizen: &Citizen) -> PlacementId {
    stage.act(&stage.consultant, &proposal(citizen, &stage.slot, fortnight())).await.expect("proposed").placement
}

async fn adjust(
    stage: &Stage,
    changes: SlotChanges,
) -> Result<brobygger::use_cases::slots::Adjusted, brobygger::use_cases::failure::Failure> {
    stage.act(&stage.leader, &AdjustSlot { slot: stage.slot.id, version: None, changes }).await
}

house_tests! {
    async fn others_get_only_what_is_not_kept_and_the_group_gets_all(house) {
        let mut stage = Stage::set(house, 1).await;
        partly_kept(&mut stage).await;
        let (first, second) = (of_group(&stage, "dagpenge").await, of_group(&stage, "dagpenge").await);
        let (first, second) = (proposed(&stage, &first).await, proposed(&stage, &second).await);
        stage.reserve(first).await.expect("the free seat");
        assert_eq!(refusal(stage.reserve(second).await), Refusal::SeatsReserved);
        let own = of_group(&stage, "kh_jobparat").await;
        let own = proposed(&stage, &own).await;
        stage.reserve(own).await.expect("the kept seat");
        let claims = (stage.claim(first).await.expect("a claim").for_reserved, stage.claim(own).await.expect("a claim").for_reserved);
        assert_eq!(claims, (false, true));
        assert!(matches!(refusal(stage.reserve(second).await), Refusal::NoFreeSeat { .. }));
    }

    async fn a_slot_that_is_kept_whole_takes_nobody_else(house) {
        let mut stage = Stage::set(house, 1).await;
        let kept = |slot: &mut Slot| slot.reserved_for = vec!["kh_jobparat".to_owned()];
        stage.slot = stage.house.slot_with(stage.house.tenant, &stage.place, kept).await;
        let other = of_group(&stage, "dagpenge").await;
        let other = proposed(&stage, &other).await;
        assert_eq!(refusal(stage.reserve(other).await), Refusal::SeatsReserved);
    }

    async fn seats_are_not_kept_from_under_those_who_sit_there(house) {
        let mut stage = Stage::set(house, 1).await;
        partly_kept(&mut stage).await;
        let other = of_group(&stage, "dagpenge").await;
        let other = proposed(&stage, &other).await;
        stage.reserve(other).await.expect("reserved");
        let keep = |seats| SlotChanges { reserved_seats: Some(seats), ..SlotChanges::default() };
        assert_eq!(refusal(adjust(&stage, keep(2)).await), Refusal::KeptSeatsInUse { others: 1 });
        let fewer = SlotChanges { seats: Some(1), ..SlotChanges::default() };
        assert_eq!(refusal(adjust(&stage, fewer.clone()).await), Refusal::KeptSeatsInUse { others: 1 });
        adjust(&stage, keep(0)).await.expect("kept for nobody");
        adjust(&stage, fewer).await.expect("one seat for one");
    }

    async fn a_promise_to_one_of_the_group_stays_though_the_citizen_changes_groups(house) {
        let mut stage = Stage::set(house, 1).await;
        partly_kept(&mut stage).await;
        let own = of_group(&stage, "kh_jobparat").await;
        let placement = proposed(&stage, &own).await;
        stage.reserve(placement).await.expect("reserved");
        let mut legal = own.legal.clone();
        legal.target_group = Some("dagpenge".to_owned());
        let change = brobygger::use_cases::citizens::ChangeLegalSituation { citizen: own.id, version: own.version, legal };
        stage.act(&stage.leader, &change).await.expect("another group");
        stage.confirm(placement).await.expect("sent");
        assert!(stage.claim(placement).await.expect("a claim").for_reserved);
    }

    async fn search_counts_the_seats_that_the_asked_group_can_have(house) {
        let mut stage = Stage::set(house, 1).await;
        stage.house.write(stage.house.tenant, async |work| {
            let own = brobygger::store::slots::lock(work, stage.slot.id).await.expect("read").expect("a slot");
            brobygger::store::slots::update(work, &Slot { paused: true, ..own }).await.expect("only the other one is searched");
        }).await;
        partly_kept(&mut stage).await;
        let other = of_group(&stage, "dagpenge").await;
        let other = proposed(&stage, &other).await;
        stage.reserve(other).await.expect("reserved");
        let free = async |group: Option<&str>| {
            let criteria = SlotCriteria { group: group.map(str::to_owned), ..SlotCriteria::everything() };
            let list = stage.house.app.ask(&stage.consultant, &SearchSlots { criteria }).await.expect("a list");
            list.hits.iter().map(|hit| hit.free_seats).collect::<Vec<_>>()
        };
        assert_eq!((free(None).await, free(Some("kh_jobparat")).await, free(Some("dagpenge")).await), (vec![1], vec![1], vec![0]));
        let (_, reader) = stage.house.account(stage.house.tenant, "jk.ida", &["job_consultant"]).await;
        let page = stage.house.visitor(&reader).await.get("/konsulent/pladser").await.html;
        assert!(page.contains("heraf én forbeholdt"), "{page}");
    }
}
