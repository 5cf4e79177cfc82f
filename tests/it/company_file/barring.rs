//! A company that is paused or blocked: nothing new reaches it, what runs goes on, and it is told without a reason.

use brobygger::{
    domain::{refusal::Refusal, relation::Bar},
    search::criteria::SlotCriteria,
    store::companies,
    use_cases::{
        companies::{BarCompany, LiftBar, TypedBar},
        placements::start::Start,
        slot_search::SearchSlots,
    },
};
use chrono::Duration;

use super::company;
use crate::{
    kit::{
        day,
        post::{post, postman},
        smtp::{Mode, Sink},
    },
    placements::stage::{Stage, refusal},
};

fn paused(version: i32, until: &str) -> TypedBar {
    TypedBar { version, kind: "pause".into(), until: until.into(), ..TypedBar::default() }
}

fn blocked(version: i32) -> TypedBar {
    let note = "Opsagde to ordinært ansatte i samme uge.";
    TypedBar { version, kind: "block".into(), reason: "displacement".into(), note: note.into(), ..TypedBar::default() }
}

async fn bar(stage: &Stage, typed: TypedBar) {
    let bar = BarCompany { company: stage.place.company.id, typed };
    stage.act(&stage.leader, &bar).await.expect("decided");
}

async fn found_on(stage: &Stage, on: &str) -> u64 {
    let criteria = SlotCriteria { free_from: Some(day(on)), free_to: Some(day(on)), ..SlotCriteria::everything() };
    stage.house.app.ask(&stage.consultant, &SearchSlots { criteria }).await.expect("an answer").total
}

house_tests! {
    async fn a_paused_company_gets_no_proposal_no_reservation_and_no_confirmation(house) {
        let stage = Stage::set(house, 3).await;
        let (first, second) = (stage.proposed().await, stage.proposed_for_another(crate::placements::stage::fortnight()).await);
        bar(&stage, paused(1, "2026-03-05")).await;
        let is_paused = |refusal: Refusal| matches!(refusal, Refusal::CompanyPaused { until, .. } if until == day("2026-03-05"));
        assert!(is_paused(refusal(stage.act(&stage.consultant, &stage.proposal()).await)));
        assert!(is_paused(refusal(stage.reserve(first).await)));
        assert!(is_paused(refusal(stage.confirm(second).await)));
        stage.house.wait(Duration::days(4));
        assert_eq!(company(&stage.house, stage.place.company.id).await.relation.bar_on(day("2026-03-06")), None);
        stage.reserve(first).await.expect("the pause is over without anybody's act");
    }

    async fn a_blocked_company_says_whom_to_ask_and_opens_only_by_a_person(house) {
        let stage = Stage::set(house, 3).await;
        bar(&stage, blocked(1)).await;
        stage.house.wait(Duration::days(4));
        let Refusal::CompanyBlocked { ask } = refusal(stage.act(&stage.consultant, &stage.proposal()).await) else { panic!("blocked") };
        assert_eq!(ask.as_deref(), Some("tl.henrik"), "whoever blocked it, where it has no consultant");
        let lift = LiftBar { company: stage.place.company.id, version: 2 };
        stage.act(&stage.leader, &lift).await.expect("taken back");
        assert_eq!(company(&stage.house, stage.place.company.id).await.relation.blocked, None);
    }

    async fn what_is_agreed_goes_on_while_the_company_is_blocked(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.agreed_until("2026-03-15").await;
        bar(&stage, blocked(1)).await;
        stage.act(&stage.consultant, &Start { placement }).await.expect("started");
    }

    async fn the_search_offers_no_place_of_a_blocked_company_and_one_of_a_paused_from_the_day_after(house) {
        let stage = Stage::set(house, 1).await;
        assert_eq!(found_on(&stage, "2026-03-02").await, 1);
        bar(&stage, paused(1, "2026-03-20")).await;
        assert_eq!((found_on(&stage, "2026-03-20").await, found_on(&stage, "2026-03-21").await), (0, 1));
        bar(&stage, blocked(2)).await;
        assert_eq!(found_on(&stage, "2026-03-21").await, 0);
        stage.act(&stage.leader, &LiftBar { company: stage.place.company.id, version: 3 }).await.expect("taken back");
        assert_eq!(found_on(&stage, "2026-03-02").await, 1);
    }

    async fn admin_contacts_and_the_consultant_are_told_without_the_reason(house) {
        let stage = Stage::set(house, 1).await;
        let sink = Sink::open(Mode::Takes).await;
        let app = stage.house.with_mail(&sink);
        let (account, _) = stage.house.account(stage.house.tenant, "vk.bente", &["company_consultant"]).await;
        let mut owned = stage.place.company.clone();
        owned.consultant = Some(account.id);
        stage.house.write(stage.house.tenant, async |work| companies::update(work, &owned).await.expect("a company")).await;
        bar(&stage, blocked(2)).await;
        post(&app, &postman(&app)).await;
        let letters = sink.letters();
        let of = |to: &str| letters.iter().find(|letter| letter.to.starts_with(to)).expect("a letter").readable();
        let (to_company, to_staff) = (of("karim@"), of("vk.bente@"));
        assert!(to_company.contains("før andet er aftalt") && to_company.contains("klage"), "{to_company}");
        assert!(to_company.contains("vk.bente på 11 22 33 44"), "{to_company}");
        assert!(to_staff.contains("Nordhavn Lager ApS"), "{to_staff}");
        for text in [&to_company, &to_staff] {
            assert!(!text.contains("Opsagde") && !text.contains("fortrængt") && !text.contains("tl.henrik"), "{text}");
        }
    }

    async fn a_pause_in_the_past_and_a_block_without_a_reason_are_refused(house) {
        let stage = Stage::set(house, 1).await;
        for typed in [paused(1, "2026-03-01"), paused(1, ""), TypedBar { reason: String::new(), ..blocked(1) }, TypedBar { reason: "other".into(), note: String::new(), ..blocked(1) }] {
            let bar = BarCompany { company: stage.place.company.id, typed };
            assert!(matches!(refusal(stage.act(&stage.leader, &bar).await), Refusal::Invalid { .. }));
        }
        assert!(!matches!(company(&stage.house, stage.place.company.id).await.relation.bar_on(day("2026-03-02")), Some(Bar::Blocked)));
    }
}
