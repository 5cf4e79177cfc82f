//! What was passed over is kept with who, in which role, when and why; it stands wherever staff see the verdict, and
//! nowhere else.

use brobygger::{
    domain::{ids::PlacementId, placement::Verb, terms::LookPurpose},
    store::workplaces,
    use_cases::placements::{agree::Agree, confirm::Confirm, look::OnePlacement},
};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder};

use super::stage::{Stage, agreement, confirmation, fortnight};
use crate::kit::day;

const REASON: &str = "Virksomheden ansætter to fra mandag";
const OTHER_REASON: &str = "Chefen har skrevet under på det";
const RULE: &str = "rimelighed-fte-2025";

async fn with_ordinary(stage: &Stage, figure: Option<f64>) {
    stage
        .house
        .write(stage.house.tenant, async |work| {
            let mut workplace = workplaces::lock(work, stage.place.workplace.id).await.expect("read").expect("a workplace");
            workplace.ordinary = figure.map(|count| (count, Some(day("2026-02-01"))));
            workplaces::update(work, &workplace).await.expect("a workplace");
        })
        .await;
}

/// A placement that stands though its workplace is full.
async fn over_the_ratio(stage: &Stage) -> PlacementId {
    with_ordinary(stage, Some(3.0)).await;
    stage.agreed_until("2026-03-29").await;
    let placement = stage.proposed_for_another(fortnight()).await;
    let confirm = Confirm { overrides: vec![RULE.to_owned()], reason: Some(REASON.to_owned()), ..confirmation(placement) };
    stage.act(&stage.leader, &confirm).await.expect("passed over");
    placement
}

async fn audited(stage: &Stage, placement: PlacementId) -> Vec<entity::audit::Model> {
    entity::audit::Entity::find()
        .filter(entity::audit::COLUMN.entity_id.eq(placement.0))
        .order_by_asc(entity::audit::Column::Id)
        .all(stage.house.app.database.reading())
        .await
        .expect("read")
        .into_iter()
        .filter(|fact| fact.detail["verb"] == "pass_over")
        .collect()
}

house_tests! {
    async fn each_decision_keeps_what_it_passed_over(house) {
        let stage = Stage::set(house, 3).await;
        let placement = over_the_ratio(&stage).await;
        stage.accept(placement).await.expect("accepted");
        let agree = Agree { overrides: vec![RULE.to_owned()], reason: Some(OTHER_REASON.to_owned()), ..agreement(placement) };
        stage.act(&stage.leader, &agree).await.expect("passed over again");
        let kept = stage.record(placement).await.passed_over;
        let told: Vec<_> = kept.iter().map(|one| (one.decision, one.reason.as_str(), one.roles.clone(), Some(one.by))).collect();
        let leader = (vec!["team_leader".to_owned()], stage.leader.account());
        assert_eq!(told, [
            (Verb::Confirm, REASON, leader.0.clone(), leader.1),
            (Verb::Agree, OTHER_REASON, leader.0, leader.1),
        ]);
        assert!(kept.iter().all(|one| one.rules.len() == 1 && one.rules[0].id == RULE && !one.rules[0].name.is_empty()), "{kept:?}");
        let look = OnePlacement { placement, purpose: LookPurpose::Case };
        let seen = stage.house.app.ask(&stage.consultant, &look).await.expect("seen").seen;
        let newest = seen.passed_over.first().expect("told");
        assert_eq!((newest.who.as_deref(), newest.passed.reason.as_str()), (Some("tl.henrik"), OTHER_REASON));
    }

    async fn the_audit_tells_rule_and_role_and_leaves_the_words_with_the_case(house) {
        let stage = Stage::set(house, 3).await;
        let placement = over_the_ratio(&stage).await;
        let facts = audited(&stage, placement).await;
        let [fact] = facts.as_slice() else { panic!("one fact: {facts:?}") };
        assert_eq!(fact.actor_id, stage.leader.account().map(uuid::Uuid::from));
        assert_eq!(fact.detail["rules"], serde_json::json!([RULE]));
        assert_eq!((&fact.detail["roles"], &fact.detail["at"]), (&serde_json::json!(["team_leader"]), &"confirm".into()));
        assert!(!fact.detail.to_string().contains("ansætter"), "the reason is erased with the case: {}", fact.detail);
    }

    async fn a_missing_fact_that_was_passed_over_is_named(house) {
        let stage = Stage::set(house, 2).await;
        with_ordinary(&stage, None).await;
        let placement = stage.proposed().await;
        let confirm = Confirm { reason: Some(REASON.to_owned()), ..confirmation(placement) };
        stage.act(&stage.leader, &confirm).await.expect("confirmed with a reason");
        let kept = stage.record(placement).await.passed_over;
        assert_eq!((kept.len(), kept[0].rules.len()), (1, 0));
        assert_eq!(kept[0].missing, ["workplace.ordinary_employees"]);
        let other = stage.proposed_for_another(fortnight()).await;
        with_ordinary(&stage, Some(40.0)).await;
        stage.confirm(other).await.expect("confirmed");
        assert!(stage.record(other).await.passed_over.is_empty() && audited(&stage, other).await.is_empty());
    }

    async fn staff_see_it_wherever_the_verdict_stands_and_the_company_nowhere(house) {
        let stage = Stage::set(house, 3).await;
        let placement = over_the_ratio(&stage).await;
        let citizen = stage.record(placement).await.placement.citizen;
        let mut browser = stage.house.visitor(&stage.leader).await;
        browser.post(&format!("/konsulent/borgere/{citizen}/formaal"), &[("formaal", "follow_up")]).await;
        let told = ["rimelighedskravet, opgjort i fuldtidspersoner", "1. januar 2025", REASON, "tl.henrik", "Teamleder", "ved bekræftelsen"];
        for url in [format!("/konsulent/forloeb/{placement}"), format!("/konsulent/borgere/{citizen}/forloeb")] {
            let page = browser.get(&url).await.html;
            assert!(told.iter().all(|words| page.contains(words)), "{url}: {page}");
        }
        let history = browser.get(&format!("/konsulent/forloeb/{placement}")).await.html;
        assert!(history.contains("En regel eller en manglende oplysning er fraveget"), "{history}");
        stage.accept(placement).await.expect("accepted");
        for url in ["/konsulent/forloeb?hvem=mine", "/konsulent/start"] {
            assert!(browser.get(url).await.html.contains("Regel fraveget"), "{url}");
        }
        let mut company = stage.house.visitor(&stage.contact).await;
        for url in ["/virksomhed".to_owned(), "/virksomhed/forslag".to_owned(), format!("/virksomhed/forloeb/{placement}")] {
            let page = company.get(&url).await.html;
            assert!(!page.contains("ansætter to") && !page.contains("raveget"), "{url}: {page}");
        }
    }

    async fn programs_of_staff_read_it_and_those_of_the_company_do_not(house) {
        let stage = Stage::set(house, 3).await;
        let placement = over_the_ratio(&stage).await;
        let url = format!("/api/v1/placements/{placement}");
        let staff = stage.house.program("job_consultant").await.get(&url).await.with(200);
        let told = &staff["law"]["passed_over"][0];
        assert_eq!((&told["reason"], &told["by"], &told["rules"][0]), (&REASON.into(), &"tl.henrik".into(), &RULE.into()));
        let company = stage.house.company_program(stage.house.tenant, stage.place.company.cvr.as_str()).await;
        let card = company.get(&url).await.with(200);
        assert!(card["law"].is_null() && !card.to_string().contains("ansætter"), "{card}");
    }
}
