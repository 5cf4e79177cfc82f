//! The nightly look proposes, a person decides, and what was dismissed comes back only with new facts.

use brobygger::{
    domain::{ladder::LadderReason, period::Period, permission::Actor, refusal::Refusal, terms::LadderStep},
    store::companies,
    use_cases::companies::{AnswerProposedStep, LookAtLadder, TypedAnswer},
};

use super::company;
use crate::{
    kit::{House, day},
    placements::stage::{Stage, refusal, unwritten},
};

async fn look(house: &House) -> usize {
    house.app.carry_out(&Actor::system(house.tenant), &LookAtLadder { after: None }).await.expect("looked").1
}

/// Agreed placements that begin on these days.
async fn placed(stage: &Stage, starts: &[&str]) {
    let mut records = Vec::new();
    for start in starts {
        let citizen = stage.another_citizen().await;
        let period = Period { from: day(start), to: day(start) + chrono::Days::new(13) };
        let proposal = crate::placements::stage::proposal(&citizen, &stage.slot, period);
        let mut record = unwritten(&stage.house, &stage.consultant, &proposal, &stage.slot);
        record.placement.state = brobygger::domain::placement::StateName::Completed;
        records.push(record);
    }
    let write = async |work: &mut brobygger::store::work::Work<'_>| {
        brobygger::store::placements::insert(work, &records).await.expect("placements");
    };
    stage.house.write(stage.house.tenant, write).await;
}

async fn step_to(stage: &Stage, step: LadderStep) {
    let mut changed = company(&stage.house, stage.place.company.id).await;
    changed.ladder = step;
    stage.house.write(stage.house.tenant, async |work| companies::update(work, &changed).await.expect("a company")).await;
}

async fn answer(stage: &Stage, answer: &str) -> LadderStep {
    let now = company(&stage.house, stage.place.company.id).await;
    let step = now.relation.proposed_because.expect("a proposal").step.to_string();
    let typed = TypedAnswer { version: now.version, step, answer: answer.to_owned() };
    stage.act(&stage.leader, &AnswerProposedStep { company: now.id, typed }).await.expect("answered")
}

house_tests! {
    async fn two_placements_propose_a_step_and_nobody_takes_it_but_a_person(house) {
        let stage = Stage::set(house, 9).await;
        step_to(&stage, LadderStep::Kontakt).await;
        placed(&stage, &["2026-01-05"]).await;
        assert_eq!(look(&stage.house).await, 0, "one is not enough");
        placed(&stage, &["2026-02-02"]).await;
        assert_eq!(look(&stage.house).await, 1);
        assert_eq!(look(&stage.house).await, 0, "the same facts are written once");
        let proposed = company(&stage.house, stage.place.company.id).await;
        let because = proposed.relation.proposed_because.clone().expect("a proposal");
        assert_eq!((because.reason, because.count, because.on), (LadderReason::Placements, 2, Some(day("2026-02-02"))));
        assert_eq!((proposed.ladder, proposed.relation.proposed_step), (LadderStep::Kontakt, Some(LadderStep::Samarbejde)));
        assert_eq!(answer(&stage, "ja").await, LadderStep::Samarbejde);
        assert_eq!(company(&stage.house, stage.place.company.id).await.relation.proposed_because, None);
    }

    async fn a_dismissed_proposal_comes_back_only_with_newer_facts(house) {
        let stage = Stage::set(house, 9).await;
        step_to(&stage, LadderStep::Kontakt).await;
        placed(&stage, &["2026-01-05", "2026-02-02"]).await;
        look(&stage.house).await;
        assert_eq!(answer(&stage, "nej").await, LadderStep::Kontakt);
        stage.house.wait(chrono::Duration::days(20));
        assert_eq!(look(&stage.house).await, 0, "the same facts");
        placed(&stage, &["2026-03-09"]).await;
        assert_eq!(look(&stage.house).await, 1, "a newer placement");
    }

    async fn a_silent_year_proposes_the_step_below(house) {
        let stage = Stage::set(house, 1).await;
        assert_eq!(look(&stage.house).await, 0, "the register has it since today");
        stage.house.wait(chrono::Duration::days(366));
        look(&stage.house).await;
        let because = company(&stage.house, stage.place.company.id).await.relation.proposed_because.expect("a proposal");
        assert_eq!((because.step, because.reason), (LadderStep::Kontakt, LadderReason::Silence));
    }

    async fn an_answer_to_a_proposal_that_is_gone_is_refused(house) {
        let stage = Stage::set(house, 1).await;
        let typed = TypedAnswer { version: 1, step: "kontakt".into(), answer: "ja".into() };
        let answer = AnswerProposedStep { company: stage.place.company.id, typed };
        assert!(matches!(refusal(stage.act(&stage.leader, &answer).await), Refusal::Stale { .. }));
    }
}
