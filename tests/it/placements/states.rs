//! The state table, driven through the use cases: each verb from each state.

use brobygger::{
    domain::{
        ids::PlacementId,
        placement::{StateName, Verb},
        reasons::{DeclineCode, EndOutcome, InterruptCode, WithdrawCode},
        refusal::Refusal,
    },
    use_cases::{
        failure::Failure,
        placements::{
            Moved, accept::Accept, cancel::Cancel, complete::Complete, decline::Decline, extend::Extend, interrupt::Interrupt,
            reserve::Reserve, start::Start, withdraw::Withdraw,
        },
    },
};

use super::stage::{Stage, agreement, confirmation, refusal, release_of};
use crate::kit::day;

/// What people do; the other three verbs are done by the clock or follow from an agreement.
const BY_PEOPLE: [Verb; 12] = [
    Verb::Reserve,
    Verb::Confirm,
    Verb::Accept,
    Verb::Decline,
    Verb::Release,
    Verb::Agree,
    Verb::Start,
    Verb::Extend,
    Verb::Interrupt,
    Verb::Complete,
    Verb::Withdraw,
    Verb::Cancel,
];

async fn act(stage: &Stage, placement: PlacementId, verb: Verb) -> Result<Moved, Failure> {
    let (me, company) = (&stage.leader, &stage.contact);
    let on = day("2026-03-02");
    match verb {
        Verb::Reserve => stage.act(me, &Reserve { placement }).await,
        Verb::Confirm => stage.act(me, &confirmation(placement)).await,
        Verb::Accept => stage.act(company, &Accept { placement, times: Vec::new() }).await,
        Verb::Decline => stage.act(company, &Decline { placement, code: DeclineCode::Hours, note: None }).await,
        Verb::Release => stage.act(me, &release_of(placement)).await,
        Verb::Agree => stage.act(me, &agreement(placement)).await,
        Verb::Start => stage.act(me, &Start { placement }).await,
        Verb::Extend => {
            let justifications = vec!["konkret_vurdering".to_owned()];
            stage.act(me, &Extend { placement, ends_on: day("2026-03-22"), justifications, overrides: Vec::new(), reason: None }).await
        }
        Verb::Interrupt => stage.act(me, &Interrupt { placement, on, code: InterruptCode::Other }).await,
        Verb::Complete => stage.act(me, &Complete { placement, on, outcome: EndOutcome::NothingYet }).await,
        Verb::Withdraw => stage.act(me, &Withdraw { placement, code: WithdrawCode::CaseChanged }).await,
        Verb::Cancel => stage.act(me, &Cancel { placement, code: WithdrawCode::CaseChanged }).await,
        Verb::LetHoldEnd | Verb::Expire | Verb::MakeObsolete => panic!("not done by people"),
    }
}

fn as_the_table_says(from: StateName, verb: Verb, answer: &Result<Moved, Failure>) -> bool {
    let unheard_of = matches!(from, StateName::Proposed | StateName::Reserved) && matches!(verb, Verb::Accept | Verb::Decline);
    match (from.after(verb), answer) {
        (Some(next), Ok(moved)) => moved.state == next,
        (None, Err(Failure::NotFound)) => unheard_of,
        (None, Err(Failure::Refused(Refusal::WrongState { state, verb: refused }))) => !unheard_of && (*state, *refused) == (from, verb),
        _ => false,
    }
}

house_tests! {
    async fn each_verb_from_each_state_does_what_the_table_says(house) {
        let stage = Stage::set(house, 100).await;
        for from in StateName::ALL {
            for verb in BY_PEOPLE {
                let placement = stage.laid_in(*from).await;
                let answer = act(&stage, placement, verb).await;
                assert!(as_the_table_says(*from, verb, &answer), "{from} --{verb}--> {answer:?}");
                let expected = from.after(verb).unwrap_or(*from);
                assert_eq!(stage.state(placement).await, expected, "{from} --{verb}-->");
            }
        }
        assert_eq!(stage.ledger().await.faults(), vec![]);
    }

    async fn a_seat_is_held_taken_and_freed_with_the_state(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.proposed().await;
        assert!(stage.claim(placement).await.is_none());
        stage.reserve(placement).await.expect("reserved");
        let held = stage.claim(placement).await.expect("a claim");
        assert_eq!(held.held_until, Some(stage.house.app.now() + chrono::Duration::days(5)));
        stage.confirm(placement).await.expect("confirmed");
        let asked = stage.claim(placement).await.expect("a claim");
        assert_eq!((asked.seat, asked.held_until), (held.seat, Some(stage.house.app.now() + chrono::Duration::days(14))));
        stage.accept(placement).await.expect("accepted");
        assert_eq!(stage.claim(placement).await.expect("a claim").held_until, None);
        stage.agree(placement).await.expect("agreed");
        assert!(stage.claim(placement).await.expect("a claim").taken);
        act(&stage, placement, Verb::Start).await.expect("started");
        let end = Interrupt { placement, on: day("2026-03-05"), code: InterruptCode::FoundJob };
        stage.act(&stage.leader, &end).await.expect("broken off");
        let ledger = stage.ledger().await;
        assert_eq!((ledger.free_on(day("2026-03-05")), ledger.free_on(day("2026-03-06"))), (0, 1));
    }

    async fn each_change_of_a_seat_is_written_for_audit_and_index(house) {
        use brobygger::store::{audit, change_log};
        let stage = Stage::set(house, 1).await;
        let placement = stage.proposed().await;
        let reader = stage.house.app.reader(stage.house.tenant).await.expect("a reader");
        let before = change_log::latest(&reader).await.expect("read");
        reader.end().await.expect("the reader ends");
        stage.house.wait(chrono::Duration::seconds(1));
        stage.reserve(placement).await.expect("reserved");
        stage.house.wait(chrono::Duration::seconds(1));
        stage.confirm(placement).await.expect("confirmed");
        stage.house.wait(chrono::Duration::seconds(1));
        act(&stage, placement, Verb::Decline).await.expect("declined");
        let reader = stage.house.app.reader(stage.house.tenant).await.expect("a reader");
        let changes = change_log::after(&reader, before, 10).await.expect("read");
        assert_eq!(changes.len(), 3);
        assert!(changes.iter().all(|change| change.entity == "slot" && change.id == stage.slot.id.0));
        let facts = audit::about(&reader, "placement", placement.0, 10).await.expect("read");
        let actions: Vec<&str> = facts.iter().rev().map(|fact| fact.action.as_str()).collect();
        assert_eq!(actions, ["placement.propose", "placement.reserve", "placement.confirm", "placement.decline"]);
        assert!(facts.iter().all(|fact| !fact.detail.to_string().contains("Kanarie")));
    }

    async fn a_placement_cannot_start_before_its_first_day(house) {
        let stage = Stage::set(house, 1).await;
        let mut later = stage.proposal();
        later.period.from = day("2026-03-09");
        let placement = stage.act(&stage.consultant, &later).await.expect("proposed").placement;
        stage.confirm(placement).await.expect("confirmed");
        stage.accept(placement).await.expect("accepted");
        stage.agree(placement).await.expect("agreed");
        assert!(act(&stage, placement, Verb::Start).await.is_err());
        stage.house.wait(chrono::Duration::days(7));
        act(&stage, placement, Verb::Start).await.expect("started");
    }

    async fn an_extension_needs_a_free_seat_in_the_new_days(house) {
        let stage = Stage::set(house, 1).await;
        let running = stage.laid_in(StateName::Running).await;
        let next = stage.proposed_for_another(brobygger::domain::period::Period { from: day("2026-03-16"), to: day("2026-03-20") }).await;
        stage.reserve(next).await.expect("the days after are free");
        let refused = refusal(act(&stage, running, Verb::Extend).await);
        assert!(matches!(refused, Refusal::NoFreeSeat { .. }), "{refused:?}");
        stage.act(&stage.leader, &Withdraw { placement: next, code: WithdrawCode::Mistake }).await.expect("withdrawn");
        act(&stage, running, Verb::Extend).await.expect("extended");
        assert_eq!(stage.claim(running).await.expect("a claim").period.to, day("2026-03-22"));
    }
}
