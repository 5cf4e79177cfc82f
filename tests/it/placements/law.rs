//! The law at confirm and at agree: block, unknown, and what may be passed over.

use std::collections::BTreeSet;

use brobygger::{
    domain::{citizen::Citizen, ids::WorkplaceId, placement::StateName, refusal::Refusal, rulebook::Verdict, terms::LookPurpose},
    store::{placements, workplaces},
    use_cases::{
        matches::{ListOrder, MatchesFor},
        placements::{
            agree::Agree,
            confirm::Confirm,
            extend::Extend,
            look::{OnePlacement, Placements},
            start::Start,
        },
    },
};

use super::stage::{Stage, agreement, confirmation, fortnight, proposal, refusal};
use crate::kit::day;

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

house_tests! {
    async fn who_fills_a_workplace_is_read_for_those_workplaces_and_no_other(house) {
        let stage = Stage::set(house, 4).await;
        let here = BTreeSet::from([stage.laid_in(StateName::Running).await, stage.laid_in(StateName::Agreed).await]);
        stage.laid_in(StateName::Proposed).await;
        let reader = stage.house.app.reader(stage.house.tenant).await.expect("a reader");
        let strangers = || (0..1_200).map(|_| WorkplaceId(stage.house.app.ids.random()));
        let read = async |workplaces: Vec<WorkplaceId>| {
            let found = placements::filling_some(&reader, &workplaces, day("2026-03-02")).await.expect("read");
            found.iter().map(|placement| placement.id).collect::<BTreeSet<_>>()
        };
        // The workplace stands in the last of three queries.
        assert_eq!(read(strangers().chain([stage.slot.workplace]).collect()).await, here);
        assert_eq!(read(strangers().collect()).await, BTreeSet::new());
        assert_eq!(read(Vec::new()).await, BTreeSet::new());
    }

    async fn a_placement_that_is_too_long_is_blocked(house) {
        let stage = Stage::set(house, 1).await;
        let mut long = stage.proposal();
        long.period.to = day("2026-05-31");
        let placement = stage.act(&stage.consultant, &long).await.expect("proposed").placement;
        let Refusal::LawBlocks { rules } = refusal(stage.confirm(placement).await) else { panic!("blocked") };
        assert_eq!(rules, vec!["praktik-4"]);
        assert_eq!(stage.state(placement).await, StateName::Proposed);
        assert!(stage.claim(placement).await.is_none());
    }

    async fn a_missing_fact_stops_confirm_and_agree(house) {
        let stage = Stage::set(house, 1).await;
        with_ordinary(&stage, None).await;
        let placement = stage.proposed().await;
        let Refusal::LawUnknown { missing } = refusal(stage.confirm(placement).await) else { panic!("unknown") };
        assert_eq!(missing, vec!["workplace.ordinary_employees"]);
        let mut passed = confirmation(placement);
        passed.reason = Some("Tallet er bestilt hos virksomheden".to_owned());
        assert!(matches!(refusal(stage.act(&stage.consultant, &passed).await), Refusal::LawUnknown { .. }));
        stage.act(&stage.leader, &passed).await.expect("confirmed with a reason");
        assert!(stage.record(placement).await.override_reason.is_some());
        stage.accept(placement).await.expect("accepted");
        let mut agreed = agreement(placement);
        agreed.reason = passed.reason;
        assert!(matches!(refusal(stage.act(&stage.leader, &agreed).await), Refusal::LawUnknown { .. }));
        with_ordinary(&stage, Some(40.0)).await;
        stage.agree(placement).await.expect("agreed");
    }

    async fn the_ratio_counts_planned_placements_on_every_day(house) {
        let stage = Stage::set(house, 3).await;
        with_ordinary(&stage, Some(3.0)).await;
        let mut later = stage.proposal();
        later.period = brobygger::domain::period::Period { from: day("2026-03-14"), to: day("2026-03-20") };
        let first = stage.act(&stage.consultant, &later).await.expect("proposed").placement;
        stage.confirm(first).await.expect("confirmed");
        stage.accept(first).await.expect("accepted");
        let other = stage.another_citizen().await;
        let second = stage.act(&stage.consultant, &proposal(&other, &stage.slot, fortnight())).await.expect("proposed").placement;
        stage.confirm(second).await.expect("nothing is agreed yet");
        stage.accept(second).await.expect("accepted");
        stage.agree(first).await.expect("agreed");
        let Refusal::LawBlocks { rules } = refusal(stage.agree(second).await) else { panic!("blocked") };
        assert!(rules.iter().all(|rule| rule.starts_with("rimelighed") || rule.starts_with("ratio")), "{rules:?}");
    }

    async fn a_rule_is_passed_over_with_right_and_reason_where_its_data_allows_it(house) {
        let stage = Stage::set(house, 3).await;
        with_ordinary(&stage, Some(3.0)).await;
        let first = stage.accepted().await;
        stage.agree(first).await.expect("agreed");
        let placement = stage.proposed_for_another(fortnight()).await;
        let mut passed = confirmation(placement);
        passed.overrides = vec!["override:rimelighed-fte-2025".to_owned()];
        assert!(matches!(refusal(stage.act(&stage.leader, &passed).await), Refusal::LawBlocks { .. }), "no reason");
        passed.reason = Some("Virksomheden ansætter to fra mandag".to_owned());
        assert!(matches!(refusal(stage.act(&stage.consultant, &passed).await), Refusal::LawBlocks { .. }), "no right");
        stage.act(&stage.leader, &passed).await.expect("passed over");
        let record = stage.record(placement).await;
        assert_eq!((record.verdict["verdict"].as_str(), record.override_reason), (Some("warn"), passed.reason));
        let mut long = stage.proposal();
        long.period.to = day("2026-05-31");
        let mut firm = confirmation(stage.act(&stage.consultant, &long).await.expect("proposed").placement);
        firm.overrides = vec!["praktik-4".to_owned()];
        firm.reason = Some("Det haster".to_owned());
        assert!(matches!(refusal(stage.act(&stage.leader, &firm).await), Refusal::LawBlocks { .. }), "the data does not allow it");
    }

    async fn what_was_passed_over_at_confirm_blocks_again_at_agree_and_at_extend(house) {
        let stage = Stage::set(house, 3).await;
        with_ordinary(&stage, Some(3.0)).await;
        stage.agreed_until("2026-03-29").await;
        let placement = stage.proposed_for_another(fortnight()).await;
        let rule = || vec!["rimelighed-fte-2025".to_owned()];
        let reason = Some("Virksomheden ansætter to fra mandag".to_owned());
        let confirm = Confirm { overrides: rule(), reason: reason.clone(), ..confirmation(placement) };
        stage.act(&stage.leader, &confirm).await.expect("passed over");
        stage.accept(placement).await.expect("accepted");
        for actor in [&stage.consultant, &stage.leader] {
            let Refusal::LawBlocks { rules } = refusal(stage.act(actor, &agreement(placement)).await) else { panic!("blocked") };
            assert_eq!(rules, rule());
        }
        let look = OnePlacement { placement, purpose: LookPurpose::Case };
        let seen = stage.house.app.ask(&stage.leader, &look).await.expect("seen");
        assert_eq!((seen.seen.law.verdict, seen.law_anew.map(|law| law.verdict)), (Verdict::Warn, Some(Verdict::Block)));
        let agree = Agree { overrides: rule(), reason: reason.clone(), ..agreement(placement) };
        assert!(matches!(refusal(stage.act(&stage.consultant, &agree).await), Refusal::LawBlocks { .. }), "no right");
        stage.act(&stage.leader, &agree).await.expect("passed over again");
        stage.act(&stage.consultant, &Start { placement }).await.expect("started");
        let longer = Extend { placement, ends_on: day("2026-03-22"), justifications: vec![], overrides: vec![], reason: None };
        assert!(matches!(refusal(stage.act(&stage.leader, &longer).await), Refusal::LawBlocks { .. }), "nothing named");
        with_ordinary(&stage, Some(40.0)).await;
        stage.act(&stage.consultant, &longer).await.expect("nothing to pass over any more");
        assert_eq!(stage.record(placement).await.placement.justifications, Vec::<String>::new());
    }

    async fn a_sister_unit_of_the_company_is_the_last_employer_too(house) {
        let stage = Stage::set(house, 1).await;
        let sister = brobygger::domain::company::Workplace {
            id: brobygger::domain::ids::WorkplaceId(stage.house.app.ids.random()),
            p_number: brobygger::domain::numbers::PNumber::parse("9000000002").expect("a P-number"),
            ..stage.place.workplace.clone()
        };
        stage.house.write(stage.house.tenant, async |work| assert!(workplaces::insert(work, &sister).await.expect("a workplace"))).await;
        stage.house.place_numbered(stage.house.tenant, "99000015", "9000000003").await;
        let confirmed_from = async |p_number: &str| {
            let change = |citizen: &mut Citizen| citizen.legal.last_employer = Some(p_number.to_owned());
            let citizen = stage.house.citizen_with(stage.house.tenant, change).await;
            let placement = stage.act(&stage.consultant, &proposal(&citizen, &stage.slot, fortnight())).await.expect("proposed").placement;
            let list = MatchesFor { citizen: citizen.id.into(), limit: 5, on: None, order: ListOrder::Score, purpose: LookPurpose::Match };
            let list = stage.house.app.ask(&stage.consultant, &list).await.expect("a list");
            (stage.confirm(placement).await, list.matches.len())
        };
        let (answer, matches) = confirmed_from("9000000002").await;
        let Refusal::LawBlocks { rules } = refusal(answer) else { panic!("blocked") };
        assert_eq!((rules, matches), (vec!["praktik-same-1".to_owned()], 0));
        let (answer, _) = confirmed_from("9000000099").await;
        let Refusal::LawUnknown { missing } = refusal(answer) else { panic!("unknown") };
        assert_eq!(missing, vec!["previous_employment.last_employer_is_this"]);
        let (answer, matches) = confirmed_from("9000000003").await;
        answer.expect("another company's unit");
        assert_eq!(matches, 1);
    }

    async fn an_override_cannot_be_smuggled_in_with_the_proposal(house) {
        let stage = Stage::set(house, 1).await;
        let mut proposal = stage.proposal();
        proposal.justifications = vec!["override:praktik-4".to_owned()];
        assert!(matches!(refusal(stage.act(&stage.consultant, &proposal).await), Refusal::Invalid { .. }));
    }

    async fn with_only_a_birth_year_an_age_near_a_limit_is_unknown(house) {
        let stage = Stage::set(house, 1).await;
        let judged = async |year: i32| {
            let citizen = stage.house.citizen_with(stage.house.tenant, |citizen| {
                citizen.legal.birth_date = None;
                citizen.legal.birth_year = Some(year);
                citizen.legal.last_employer = Some("99000023".to_owned());
                citizen.legal.unemployed_since = Some(day("2025-12-01"));
            }).await;
            let mut subsidised = proposal(&citizen, &stage.slot, fortnight());
            subsidised.form = brobygger::domain::terms::PlacementForm::Loentilskud;
            let placement = stage.act(&stage.consultant, &subsidised).await.expect("proposed").placement;
            let look = OnePlacement { placement, purpose: LookPurpose::Case };
            stage.house.app.ask(&stage.consultant, &look).await.expect("seen").seen.law.missing().join(" ")
        };
        assert!(!judged(1990).await.contains("age"));
        // 50 or 51 on the first day: "over 50" cannot be told.
        assert!(judged(1975).await.contains("age"));
    }

    async fn the_verdict_is_kept_with_its_rule_set(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let record = stage.record(placement).await;
        assert!(record.rule_set.is_some());
        assert!(record.verdict["findings"].as_array().is_some_and(|findings| !findings.is_empty()));
        let look = OnePlacement { placement, purpose: LookPurpose::Case };
        let seen = stage.house.app.ask(&stage.consultant, &look).await.expect("seen");
        assert_eq!(serde_json::to_value(seen.seen.law.verdict).expect("a word"), record.verdict["verdict"]);
        assert_eq!(seen.asked, Some(stage.place.contact.id));
        let list = Placements { filter: Default::default(), after: None, limit: 10, purpose: LookPurpose::Case };
        let page = stage.house.app.ask(&stage.consultant, &list).await.expect("a page");
        assert_eq!((page.total, page.items.len(), page.next), (1, 1, None));
    }
}
