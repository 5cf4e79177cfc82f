//! A verdict is kept with its facts and its rules, and given again byte for byte after the rules have changed.

use brobygger::{
    domain::{
        ids::{CitizenId, PlacementId, VerdictId},
        rulebook::{
            Facts,
            kept::{KeptVerdict, Replay},
        },
        terms::LookPurpose,
    },
    store::{kept_verdicts, kept_verdicts::Row, scope::Scope, work::Work},
    use_cases::rules::kept::{ReplayVerdict, Replayed, VerdictsOf, erase_with_case},
};
use serde_json::{Value, json};

use super::{SHORTER, draft, leaders, publish, publishing::four_weeks};
use crate::{kit::House, placements::stage::Stage};

const RECORDED: usize = 1_000;

const GROUPS: [&str; 14] = [
    "dagpenge",
    "kh_jobparat",
    "kh_aktivitetsparat",
    "ung_uddparat",
    "ung_aktivitetsparat",
    "sygedagpenge",
    "jobafklaring",
    "ressourceforloeb",
    "fleksjobvisiteret",
    "revalidend",
    "foertidspension",
    "selvforsoergende",
    "under18",
    "integration",
];
const FORMS: [&str; 7] =
    ["virksomhedspraktik", "loentilskud", "fleksjob", "nytteindsats", "voksenlaerling", "jobrotation", "ordinaere_timer"];
const STARTS: [&str; 5] = ["2019-12-31", "2024-12-31", "2026-01-31", "2026-07-01", "2027-03-01"];

/// Facts that differ from number to number, with some left out.
fn facts(number: usize) -> Facts {
    let start: chrono::NaiveDate = STARTS[number % STARTS.len()].parse().expect("a day");
    let base = four_weeks(&start.to_string(), &(start + chrono::Duration::days((number % 200) as i64)).to_string());
    let mut facts: Value = serde_json::to_value(&base).expect("JSON");
    facts["placement_type"] = json!(FORMS[number % FORMS.len()]);
    facts["sector"] = json!(if number.is_multiple_of(3) { "public" } else { "private" });
    facts["person"]["target_group"] = json!(GROUPS[number % GROUPS.len()]);
    facts["person"]["age"] = json!(17 + number % 50);
    facts["workplace"]["ordinary_employees"]["count"] = json!(number as f64 / 7.0);
    if number.is_multiple_of(5) {
        let missing = ["jobparat", "age", "group_granted_on", "unemployed_since"][number % 4];
        facts["person"].as_object_mut().expect("a person").remove(missing);
    }
    Facts::read(&facts.to_string()).expect("facts")
}

async fn record(house: &House, work: &Work<'_>, number: usize) -> Row {
    let book = house.app.rules.of(work).await.expect("a book");
    let judgement = book.judge(&facts(number)).expect("a verdict");
    kept_verdicts::keep_text(work, &judgement.edition.hash, &judgement.edition.text).await.expect("kept");
    let row = Row {
        id: VerdictId(work.new_id()),
        placement: PlacementId(house.app.ids.random()),
        citizen: CitizenId(house.app.ids.random()),
        decided_at: work.at(),
        act: "confirm".to_owned(),
        program: "test".to_owned(),
        kept: KeptVerdict::new(judgement.edition, &judgement.facts, &judgement.answer).expect("JSON"),
    };
    kept_verdicts::insert(work, &row).await.expect("kept");
    row
}

async fn replayed(house: &House, actor: &brobygger::domain::permission::Actor, row: &Row) -> Replayed {
    let question = ReplayVerdict { placement: row.placement, verdict: row.id, purpose: LookPurpose::Case };
    house.app.ask(actor, &question).await.expect("replayed")
}

house_tests! {
    async fn a_thousand_recorded_verdicts_replay_byte_for_byte_after_a_rule_change(house) {
        let (one, other) = leaders(&house).await;
        let rows = house.write(house.tenant, async |work| {
            let mut rows = Vec::new();
            for number in 0..RECORDED {
                rows.push(record(&house, work, number).await);
            }
            rows
        }).await;
        let edition = draft(&house, &one, "2014-01-01", SHORTER).await;
        publish(&house, (&one, &other), edition).await;
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let book = house.app.rules.of(&reader).await.expect("a book");
        let text = kept_verdicts::text(&reader, &rows[0].kept.rules_hash).await.expect("read").expect("the text of then");
        let then = brobygger::settings::rules::text::RuleText::from_json(&text).expect("files").rules().expect("rules");
        let (mut same, mut otherwise) = (0, 0);
        for (number, row) in rows.iter().enumerate() {
            let stored = kept_verdicts::find(&reader, row.id).await.expect("read").expect("kept");
            assert_eq!((&stored.kept.facts, &stored.kept.answer), (&row.kept.facts, &row.kept.answer), "{number}");
            same += usize::from(stored.kept.replay(&then) == Replay::Same);
            otherwise += usize::from(book.evaluate(&facts(number)).expect("a verdict") != stored.kept.told().expect("an answer"));
        }
        reader.end().await.expect("the reader ends");
        assert_eq!(same, RECORDED);
        assert!(otherwise > RECORDED / 40, "the change of rules changes nothing: {otherwise}");
        for row in rows.iter().step_by(97) {
            assert_eq!(replayed(&house, &one, row).await.replay, Replay::Same);
        }
    }

    async fn a_verdict_under_an_edition_with_an_extension_and_a_foreign_group_replays_too(house) {
        let (one, other) = leaders(&house).await;
        let edition = draft(&house, &one, "2026-06-01", SHORTER).await;
        publish(&house, (&one, &other), edition).await;
        let mut extended = serde_json::to_value(four_weeks("2026-06-01", "2026-06-20")).expect("JSON");
        extended["extension_of"] = json!({ "starts_on": "2026-04-01", "ends_on": "2026-05-31" });
        extended["person"]["target_group"] = json!("kh_aktivitetsparat");
        extended["justifications"] = json!(["konkret_vurdering", "override:rimelighed-fte-2025"]);
        let extended = Facts::read(&extended.to_string()).expect("facts");
        let reader = house.app.reader(house.tenant).await.expect("a reader");
        let book = house.app.rules.of(&reader).await.expect("a book");
        reader.end().await.expect("the reader ends");
        let judgement = book.judge(&extended).expect("a verdict");
        assert_eq!(judgement.answer.rule_set, Some("2026-06-01".parse().expect("a day")));
        let kept = KeptVerdict::new(judgement.edition, &judgement.facts, &judgement.answer).expect("JSON");
        let text = brobygger::settings::rules::text::RuleText::from_json(&judgement.edition.text).expect("files");
        assert_eq!(kept.replay(&text.rules().expect("rules")), Replay::Same);
    }

    async fn rules_that_a_newer_program_cannot_read_leave_the_answer_of_then(house) {
        let (one, _) = leaders(&house).await;
        let row = house.write(house.tenant, async |work| {
            let old = r#"[{"name":"gammel.toml","text":"[[glemt]]","local":false}]"#;
            kept_verdicts::keep_text(work, "gammel", old).await.expect("kept");
            let mut row = record(&house, work, 1).await;
            row.id = VerdictId(work.new_id());
            row.kept.rules_hash = "gammel".to_owned();
            kept_verdicts::insert(work, &row).await.expect("kept");
            row
        }).await;
        let replayed = replayed(&house, &one, &row).await;
        assert_eq!(replayed.replay, Replay::Unreadable);
        assert!(replayed.kept.kept.told().is_some());
    }

    async fn each_decision_keeps_its_verdict_without_a_name(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.accepted().await;
        stage.agree(placement).await.expect("agreed");
        let verdicts = stage.house.app.ask(&stage.leader, &VerdictsOf { placement, purpose: LookPurpose::Case }).await.expect("verdicts");
        let acts: std::collections::BTreeSet<&str> = verdicts.iter().map(|kept| kept.act.as_str()).collect();
        assert_eq!(acts.into_iter().collect::<Vec<_>>(), ["agree", "confirm"]);
        for kept in &verdicts {
            let stored = format!("{:?}{:?}", kept.kept.facts, kept.kept.answer);
            for secret in [stage.citizen.name.given(), stage.citizen.name.family()] {
                assert!(!stored.contains(secret), "{stored}");
            }
            assert!(stored.contains("dagpenge") && !kept.kept.rules.is_empty());
            let question = ReplayVerdict { placement, verdict: kept.id, purpose: LookPurpose::Case };
            assert_eq!(stage.house.app.ask(&stage.leader, &question).await.expect("replayed").replay, Replay::Same);
        }
    }

    async fn erased_with_the_case_only_rules_and_dates_are_left(house) {
        let stage = Stage::set(house, 1).await;
        let placement = stage.offered().await;
        let citizen = stage.citizen.id;
        let count = stage.house.write(stage.house.tenant, async |work| erase_with_case(work, citizen).await.expect("erased")).await;
        assert_eq!(count, 1);
        let verdicts = stage.house.app.ask(&stage.leader, &VerdictsOf { placement, purpose: LookPurpose::Case }).await.expect("verdicts");
        let [kept] = verdicts.as_slice() else { panic!("one verdict") };
        assert_eq!((&kept.kept.facts, &kept.kept.answer), (&None, &None));
        assert!(kept.kept.rules.iter().any(|rule| rule.rule == "praktik-4" && rule.valid_from.is_some()));
        let question = ReplayVerdict { placement, verdict: kept.id, purpose: LookPurpose::Case };
        let replay = stage.house.app.ask(&stage.leader, &question).await.expect("replayed").replay;
        assert_eq!(replay, Replay::Erased("2026-03-02".parse().expect("a day")));
    }
}
