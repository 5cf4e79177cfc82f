//! The shipped rules at their edges: last allowed day, first refused day, the day a rule changes.

use std::sync::LazyLock;

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::load;
use crate::domain::rulebook::{Answer, Facts, FactsRefused, Number, RuleSet, Task, Verdict};

static RULES: LazyLock<RuleSet> = LazyLock::new(|| load(None).unwrap_or_else(|faults| panic!("{faults:#?}")));

const EXAMPLE: &str = include_str!("example.json");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The example, four weeks long, with changes: a path with dots, and a value; `Absent` removes the fact.
fn facts(changes: &[(&str, Value)]) -> Value {
    let mut facts: Value = serde_json::from_str(EXAMPLE).unwrap();
    facts["ends_on"] = json!("2026-03-29");
    for (path, value) in changes {
        set(&mut facts, path, value.clone());
    }
    facts
}

fn set(facts: &mut Value, path: &str, value: Value) {
    match path.split_once('.') {
        Some((head, rest)) => set(&mut facts[head], rest, value),
        None if value == absent() => {
            facts.as_object_mut().unwrap().remove(path);
        }
        None => facts[path] = value,
    }
}

fn absent() -> Value {
    json!("(absent)")
}

fn evaluate(facts: &Value) -> Result<Answer, FactsRefused> {
    RULES.evaluate(&Facts::read(&facts.to_string())?)
}

fn answer(changes: &[(&str, Value)]) -> Answer {
    evaluate(&facts(changes)).unwrap()
}

fn verdict_of(answer: &Answer, rule: &str) -> Option<Verdict> {
    answer.findings.iter().find(|finding| finding.rule == rule).map(|finding| finding.verdict)
}

fn number(answer: &Answer, rule: &str, name: &str) -> Option<Number> {
    answer.findings.iter().find(|finding| finding.rule == rule)?.numbers.get(name).cloned()
}

/// Duration alone: kind, group, start, end and more changes, with what the rule says.
fn duration(form: &str, group: &str, from_to: (&str, &str), more: &[(&str, Value)]) -> Answer {
    let mut changes = vec![
        ("placement_type", json!(form)),
        ("person.target_group", json!(group)),
        ("starts_on", json!(from_to.0)),
        ("ends_on", json!(from_to.1)),
        ("weekly_hours", json!([{ "from": from_to.0, "hours": 30 }])),
    ];
    changes.extend(more.iter().cloned());
    answer(&changes)
}

#[test]
fn the_example_of_the_interface_gives_its_answer() {
    let example = evaluate(&serde_json::from_str(EXAMPLE).unwrap()).unwrap();
    let json = serde_json::to_value(&example).unwrap();
    assert_eq!((&json["verdict"], &json["rule_set"], &json["latest_end"]), (&json!("block"), &json!("2026-02-01"), &json!("2026-03-29")));
    assert_eq!(json["tasks"], json!(["consultation:sign"]));
    let first = &json["findings"][0];
    assert_eq!(first["rule"], "praktik-4");
    assert!(
        first["text"].as_str().unwrap().starts_with("Virksomhedspraktik for dagpengemodtagere varer højst 4 uger: senest 29. marts 2026")
    );
    assert_eq!(first["numbers"], json!({ "max_weeks": 4, "latest_end": "2026-03-29" }));
    assert_eq!((&first["verdict"], &first["valid_from"], &first["verified"]), (&json!("block"), &json!("2020-01-01"), &json!(true)));
    let rules: Vec<&str> = example.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["praktik-4", "max37", "praktik-same-1", "rimelighed-fte-2025", "rep"]);
}

#[test]
fn the_example_four_weeks_long_is_allowed() {
    let allowed = answer(&[]);
    assert_eq!((allowed.verdict, allowed.latest_end), (Verdict::Ok, Some(day("2026-03-29"))));
    assert_eq!(allowed.tasks, [Task::Sign, Task::VitasApply, Task::PlanWrite]);
    assert!(allowed.missing().is_empty());
}

#[test]
fn a_praktik_lasts_four_eight_or_thirteen_weeks() {
    let dimittend = [("person.dimittendsats", json!(true))];
    let cases: &[(&str, &str, &str, &[(&str, Value)])] = &[
        ("dagpenge", "2026-03-29", "praktik-4", &[]),
        ("kh_jobparat", "2026-03-29", "praktik-4", &[]),
        ("ung_uddparat", "2026-03-29", "praktik-4", &[]),
        ("selvforsoergende", "2026-03-29", "praktik-4", &[]),
        ("dagpenge", "2026-04-26", "praktik-8-dimittend", &dimittend),
        ("kh_aktivitetsparat", "2026-05-31", "praktik-13", &[]),
        ("sygedagpenge", "2026-05-31", "praktik-13", &[]),
        ("fleksjobvisiteret", "2026-05-31", "praktik-13", &[]),
        ("selvforsoergende", "2026-05-31", "praktik-13", &[("person.jobparat", json!(false))]),
    ];
    for (group, last, rule, more) in cases {
        let allowed = duration("virksomhedspraktik", group, ("2026-03-02", last), more);
        assert_eq!((verdict_of(&allowed, rule), allowed.latest_end), (Some(Verdict::Ok), Some(day(last))), "{group} {last}");
        let next = day(last).succ_opt().unwrap().to_string();
        let refused = duration("virksomhedspraktik", group, ("2026-03-02", &next), more);
        assert_eq!((verdict_of(&refused, rule), refused.latest_end), (Some(Verdict::Block), Some(day(last))), "{group} {next}");
    }
}

#[test]
fn over_fifty_after_a_year_is_four_weeks_and_a_warning_up_to_eight() {
    let older = [("person.age", json!(51)), ("person.unemployed_since", json!("2025-03-01"))];
    let run = |to: &str| duration("virksomhedspraktik", "dagpenge", ("2026-03-02", to), &older);
    assert_eq!(verdict_of(&run("2026-03-29"), "praktik-4"), Some(Verdict::Ok));
    assert_eq!(verdict_of(&run("2026-03-30"), "praktik-8-over50"), Some(Verdict::Warn));
    assert_eq!(verdict_of(&run("2026-04-26"), "praktik-8-over50"), Some(Verdict::Warn));
    assert_eq!(verdict_of(&run("2026-04-27"), "praktik-4"), Some(Verdict::Block));
    for not_enough in [("person.age", json!(50)), ("person.unemployed_since", json!("2025-03-02"))] {
        let mut changes = older.to_vec();
        changes.push(not_enough.clone());
        let refused = duration("virksomhedspraktik", "dagpenge", ("2026-03-02", "2026-03-30"), &changes);
        assert_eq!(verdict_of(&refused, "praktik-4"), Some(Verdict::Block), "{not_enough:?}");
    }
}

#[test]
fn a_loentilskud_lasts_six_months_private_and_four_public() {
    let cases = [("private", "2026-09-01", "lt-private"), ("public", "2026-07-01", "lt-public")];
    for (sector, last, rule) in cases {
        let more = [("sector", json!(sector))];
        let allowed = duration("loentilskud", "dagpenge", ("2026-03-02", last), &more);
        assert_eq!(verdict_of(&allowed, rule), Some(Verdict::Ok), "{sector}");
        let next = day(last).succ_opt().unwrap().to_string();
        assert_eq!(verdict_of(&duration("loentilskud", "dagpenge", ("2026-03-02", &next), &more), rule), Some(Verdict::Block), "{sector}");
    }
    let far = duration("loentilskud", "kh_aktivitetsparat", ("2026-03-02", "2026-05-31"), &[]);
    assert_eq!((verdict_of(&far, "lt-far"), far.latest_end), (Some(Verdict::Warn), Some(day("2027-03-01"))));
    let pension = duration("loentilskud", "foertidspension", ("2026-03-02", "2036-03-01"), &[]);
    assert_eq!((verdict_of(&pension, "lt-pension"), pension.latest_end), (Some(Verdict::Ok), None));
}

#[test]
fn months_end_at_the_end_of_short_months_and_in_leap_years() {
    let end = |start: &str| {
        let more = [("sector", json!("public"))];
        duration("loentilskud", "dagpenge", (start, start), &more).latest_end.unwrap()
    };
    assert_eq!(end("2026-10-31"), day("2027-02-28"));
    assert_eq!(end("2027-10-31"), day("2028-02-29"));
    assert_eq!(end("2027-10-29"), day("2028-02-28"));
}

#[test]
fn nytteindsats_had_thirteen_weeks_until_2024_and_has_no_limit_since() {
    let public = [("sector", json!("public"))];
    let old = |to: &str| duration("nytteindsats", "kh_jobparat", ("2024-12-31", to), &public);
    assert_eq!(verdict_of(&old("2025-03-31"), "nytte-13-old"), Some(Verdict::Ok));
    assert_eq!(verdict_of(&old("2025-04-01"), "nytte-13-old"), Some(Verdict::Block));
    assert!(old("2025-03-31").tasks.contains(&Task::Hearing));
    let new = duration("nytteindsats", "kh_jobparat", ("2025-01-01", "2027-01-01"), &public);
    assert_eq!((verdict_of(&new, "nytte-free"), new.latest_end), (Some(Verdict::Ok), None));
    assert_eq!(new.rule_set, Some(day("2025-01-01")));
    assert!(new.tasks.contains(&Task::Inform) && verdict_of(&new, "rimelighed-fte-2025").is_none());
    let private = duration("nytteindsats", "kh_jobparat", ("2025-01-01", "2025-02-01"), &[]);
    assert_eq!((private.verdict, verdict_of(&private, "public-only")), (Verdict::Block, Some(Verdict::Block)));
}

#[test]
fn an_extension_is_measured_from_the_first_start_and_needs_its_justification() {
    let extend = |run_end: &str, to: &str, words: &[&str]| {
        let start = day(run_end).succ_opt().unwrap().to_string();
        let more = [("extension_of", json!({ "starts_on": "2026-03-02", "ends_on": run_end })), ("justifications", json!(words))];
        duration("virksomhedspraktik", "kh_aktivitetsparat", (&start, to), &more)
    };
    // 13 weeks end on 31 May, 26 on 30 August, 39 on 29 November.
    let cases: &[(&str, &str, &[&str], Verdict)] = &[
        ("2026-04-12", "2026-05-31", &[], Verdict::Ok),
        ("2026-05-31", "2026-06-01", &[], Verdict::Block),
        ("2026-05-31", "2026-08-30", &["konkret_vurdering"], Verdict::Ok),
        ("2026-05-31", "2026-08-31", &["konkret_vurdering"], Verdict::Block),
        ("2026-05-31", "2026-08-31", &["konkret_vurdering", "helt_saerligt_behov"], Verdict::Block),
        ("2026-08-30", "2026-08-31", &["konkret_vurdering"], Verdict::Block),
        ("2026-08-30", "2026-11-29", &["helt_saerligt_behov"], Verdict::Ok),
        ("2026-08-30", "2026-11-30", &["helt_saerligt_behov"], Verdict::Block),
        ("2026-11-29", "2027-02-28", &["helt_saerligt_behov"], Verdict::Ok),
    ];
    for (run_end, to, words, expected) in cases {
        assert_eq!(verdict_of(&extend(run_end, to, words), "praktik-13"), Some(*expected), "{run_end} {to} {words:?}");
    }
    let long = duration(
        "virksomhedspraktik",
        "kh_aktivitetsparat",
        ("2026-03-02", "2026-06-01"),
        &[("justifications", json!(["konkret_vurdering"]))],
    );
    assert_eq!(verdict_of(&long, "praktik-13"), Some(Verdict::Block), "a first placement is no extension");
}

#[test]
fn kinds_without_rows_have_no_limit_and_groups_without_a_row_are_unknown() {
    let ordinary = duration("ordinaere_timer", "dagpenge", ("2026-03-02", "2036-03-02"), &[]);
    assert_eq!((ordinary.verdict, ordinary.latest_end), (Verdict::Ok, None));
    let none = duration("fleksjob", "dagpenge", ("2026-03-02", "2026-06-02"), &[]);
    assert_eq!((none.verdict, verdict_of(&none, "no-row")), (Verdict::Unknown, Some(Verdict::Unknown)));
    let fleks = duration("fleksjob", "fleksjobvisiteret", ("2026-03-02", "2031-03-02"), &[]);
    assert_eq!((fleks.verdict, verdict_of(&fleks, "fleks-temp")), (Verdict::Warn, Some(Verdict::Warn)));
    assert!(fleks.tasks.contains(&Task::FollowupStatus));
}

#[test]
fn people_under_the_integration_act_get_a_warning_and_no_ratio() {
    for changes in [[("person.integration_act", json!(true))], [("person.target_group", json!("integration"))]] {
        let mut changes = changes.to_vec();
        if changes[0].0 == "person.target_group" {
            changes.push(("person.integration_act", absent()));
        }
        let found = answer(&changes);
        assert_eq!(verdict_of(&found, "integration-varighed"), Some(Verdict::Warn), "{changes:?}");
        assert_eq!((found.verdict, verdict_of(&found, "rimelighed-fte-2025")), (Verdict::Warn, None));
    }
}

#[test]
fn closed_groups_are_tested_on_their_grant_and_closed_kinds_on_the_start() {
    let granted = |on: Value| answer(&[("person.target_group", json!("ressourceforloeb")), ("person.group_granted_on", on)]);
    assert_eq!(verdict_of(&granted(json!("2026-01-31")), "group-closed"), Some(Verdict::Ok));
    assert_eq!(verdict_of(&granted(json!("2026-02-01")), "group-closed"), Some(Verdict::Block));
    assert_eq!(granted(json!(null)).missing(), ["person.group_granted_on"]);
    assert_eq!(granted(absent()).missing(), ["person.group_granted_on"]);
    let rotation = |start: &str| duration("jobrotation", "dagpenge", (start, start), &[]);
    assert_eq!(verdict_of(&rotation("2026-01-31"), "type-closed"), Some(Verdict::Ok));
    assert_eq!(verdict_of(&rotation("2026-02-01"), "type-closed"), Some(Verdict::Warn), "unverified rules warn");
}

#[test]
fn a_loentilskud_needs_six_months_of_unemployment_with_exceptions() {
    let run = |more: &[(&str, Value)]| {
        let mut changes = vec![("placement_type", json!("loentilskud"))];
        changes.extend(more.iter().cloned());
        verdict_of(&answer(&changes), "lt-6m")
    };
    let since = |day: &str| ("person.unemployed_since", json!(day));
    assert_eq!(run(&[since("2025-09-02")]), Some(Verdict::Ok));
    assert_eq!(run(&[since("2025-09-03")]), Some(Verdict::Block));
    for exception in [
        ("person.age", json!(51)),
        ("person.single_parent", json!(true)),
        ("person.has_education", json!(false)),
        ("person.target_group", json!("foertidspension")),
    ] {
        assert_eq!(run(&[exception.clone()]), Some(Verdict::Ok), "{exception:?}");
    }
    assert_eq!(run(&[("person.age", json!(50))]), Some(Verdict::Block));
    assert_eq!(run(&[("person.age", absent())]), Some(Verdict::Unknown));
    assert_eq!(run(&[("person.age", absent()), since("2025-01-01")]), Some(Verdict::Ok), "the age makes no difference then");
}

#[test]
fn other_gates_hold_at_their_edges() {
    let adult = |age: u32| answer(&[("placement_type", json!("voksenlaerling")), ("person.age", json!(age))]);
    assert_eq!((verdict_of(&adult(25), "vl-25"), verdict_of(&adult(24), "vl-25")), (Some(Verdict::Ok), Some(Verdict::Block)));
    let found = answer(&[("person.self_found", json!(true)), ("person.aabenlyst_uddannelsesparat", json!(true))]);
    assert_eq!(verdict_of(&found, "praktik-selvfundet"), Some(Verdict::Warn));
    let hours = |steps: Value| verdict_of(&answer(&[("weekly_hours", steps)]), "max37");
    assert_eq!(hours(json!([{ "from": "2026-03-02", "hours": 37 }])), Some(Verdict::Ok));
    assert_eq!(hours(json!([{ "from": "2026-03-02", "hours": 37.5 }])), Some(Verdict::Block));
    assert_eq!(hours(json!([{ "from": "2026-03-02", "hours": 20 }, { "from": "2026-03-16", "hours": 40 }])), Some(Verdict::Block));
    assert_eq!(hours(json!([{ "from": "2026-03-02", "hours": 20 }, { "from": "2026-03-30", "hours": 40 }])), Some(Verdict::Ok));
    assert_eq!(hours(json!([{ "from": "2026-03-09", "hours": 20 }])), Some(Verdict::Unknown), "the first week is not said");
    assert_eq!(hours(json!([])), Some(Verdict::Unknown));
    let public = [("sector", json!("public")), ("weekly_hours", json!([{ "from": "2026-03-02", "hours": 40 }]))];
    let free = duration("nytteindsats", "kh_jobparat", ("2026-03-02", "2026-03-29"), &public);
    assert_eq!(verdict_of(&free, "max37"), None, "only under arbejdspligt");
}

#[test]
fn the_last_employer_is_barred_or_needs_a_new_function() {
    let there = |group: &str, more: &[(&str, Value)]| {
        let mut changes = vec![("person.target_group", json!(group)), ("previous_employment.last_employer_is_this", json!(true))];
        changes.extend(more.iter().cloned());
        answer(&changes)
    };
    assert_eq!(verdict_of(&there("dagpenge", &[]), "praktik-same-1"), Some(Verdict::Block));
    let new_function = [("previous_employment.difference_described", json!(true)), ("justifications", json!(["konkret_vurdering"]))];
    assert_eq!(verdict_of(&there("kh_aktivitetsparat", &new_function), "praktik-same-3"), Some(Verdict::Ok));
    assert_eq!(verdict_of(&there("kh_aktivitetsparat", &new_function[..1]), "praktik-same-3"), Some(Verdict::Block));
    let same = [new_function[0].clone(), new_function[1].clone(), ("previous_employment.same_function", json!(true))];
    assert_eq!(verdict_of(&there("kh_aktivitetsparat", &same), "praktik-same-3"), Some(Verdict::Block));
    let agrees = [("previous_employment.person_agrees", json!(true)), ("previous_employment.same_function", json!(true))];
    assert_eq!(verdict_of(&there("sygedagpenge", &agrees), "praktik-same-2"), Some(Verdict::Ok));
    assert_eq!(verdict_of(&there("sygedagpenge", &agrees[1..]), "praktik-same-3"), Some(Verdict::Block));
    assert_eq!(verdict_of(&there("dagpenge", &[("placement_type", json!("loentilskud"))]), "lt-same"), Some(Verdict::Warn));
    assert_eq!(verdict_of(&there("selvforsoergende", &[("person.jobparat", absent())]), "praktik-same-1"), Some(Verdict::Block));
    assert_eq!(answer(&[("previous_employment", absent())]).missing(), ["previous_employment.last_employer_is_this"]);
    assert_eq!(verdict_of(&answer(&[("previous_employment", json!(null))]), "praktik-same-1"), Some(Verdict::Ok));
}

#[test]
fn the_ratio_allows_what_the_table_of_the_law_says() {
    let rule = RULES.ratio_on(crate::domain::terms::PlacementForm::Virksomhedspraktik, day("2026-03-02")).unwrap();
    let table = [
        (0.0, 1),
        (9.0, 1),
        (10.0, 2),
        (14.9, 2),
        (15.0, 3),
        (20.0, 4),
        (49.0, 9),
        (49.9, 9),
        (50.0, 10),
        (59.0, 10),
        (59.9, 10),
        (60.0, 11),
        (100.0, 15),
        (120.0, 17),
        (237.0, 28),
    ];
    for (employees, capacity) in table {
        assert_eq!(rule.capacity(employees), capacity, "{employees}");
    }
}

fn occupant(from: &str, to: &str, form: &str) -> Value {
    json!({ "starts_on": from, "ends_on": to, "placement_type": form, "integration_act": true })
}

fn ratio(employees: f64, occupants: &[Value]) -> Answer {
    answer(&[("workplace.ordinary_employees.count", json!(employees)), ("workplace.occupants", json!(occupants))])
}

#[test]
fn the_ratio_is_tested_on_every_day_and_names_the_days_that_break() {
    let rule = "rimelighed-fte-2025";
    let later =
        ratio(14.0, &[occupant("2026-03-20", "2026-04-10", "loentilskud"), occupant("2026-03-25", "2026-04-10", "virksomhedspraktik")]);
    assert_eq!(verdict_of(&later, rule), Some(Verdict::Block));
    let breaking: Vec<NaiveDate> = (25..=29).map(|date| NaiveDate::from_ymd_opt(2026, 3, date).unwrap()).collect();
    assert_eq!(number(&later, rule, "breaking_days"), Some(Number::Days(breaking)));
    assert_eq!(number(&later, rule, "capacity"), Some(Number::Count(2)));
    assert_eq!(later.next_opening(), Some(day("2026-04-11")));
    let before_and_after = [occupant("2026-02-01", "2026-03-01", "loentilskud"), occupant("2026-03-30", "2026-04-10", "loentilskud")];
    assert_eq!(verdict_of(&ratio(9.0, &before_and_after), rule), Some(Verdict::Ok), "neighbours do not share a day");
    assert_eq!(verdict_of(&ratio(9.0, &[occupant("2026-03-29", "2026-03-29", "fleksjob")]), rule), Some(Verdict::Ok), "no counted kind");
    let perhaps = ratio(9.0, &[occupant("2026-03-29", "2026-04-29", "nytteindsats")]);
    assert_eq!(verdict_of(&perhaps, rule), Some(Verdict::Warn), "nytteindsats alone makes the difference");
}

#[test]
fn the_ratio_is_unknown_without_a_fresh_figure_of_its_kind() {
    let rule = "rimelighed-fte-2025";
    let figure = |path: &str, value: Value| verdict_of(&answer(&[(path, value)]), rule);
    assert_eq!(figure("workplace.ordinary_employees.as_of", json!("2025-12-02")), Some(Verdict::Ok), "90 days old");
    assert_eq!(figure("workplace.ordinary_employees.as_of", json!("2025-12-01")), Some(Verdict::Unknown), "91 days old");
    assert_eq!(figure("workplace.ordinary_employees.method", json!("heads")), Some(Verdict::Unknown));
    assert_eq!(figure("workplace.ordinary_employees", absent()), Some(Verdict::Unknown));
    assert_eq!(figure("workplace.ordinary_employees", json!(null)), Some(Verdict::Unknown));
    assert_eq!(figure("workplace.occupants", absent()), Some(Verdict::Unknown));
}

#[test]
fn a_written_override_turns_the_ratios_block_into_a_warning_and_lifts_no_unknown() {
    let full = [occupant("2026-03-01", "2026-03-31", "loentilskud")];
    let with = |words: Value, more: &[(&str, Value)]| {
        let mut changes =
            vec![("workplace.ordinary_employees.count", json!(4)), ("workplace.occupants", json!(full)), ("justifications", words)];
        changes.extend(more.iter().cloned());
        answer(&changes)
    };
    assert_eq!(with(json!([]), &[]).verdict, Verdict::Block);
    let overridden = with(json!(["override:rimelighed-fte-2025"]), &[]);
    assert_eq!(overridden.verdict, Verdict::Warn);
    assert!(overridden.findings[0].text.contains("fraveget med begrundelse"));
    let stale = [("workplace.ordinary_employees.as_of", json!("2025-01-01"))];
    assert_eq!(with(json!(["override:rimelighed-fte-2025"]), &stale).verdict, Verdict::Unknown);
    let too_long = answer(&[("ends_on", json!("2026-03-30")), ("justifications", json!(["override:praktik-4"]))]);
    assert_eq!(too_long.verdict, Verdict::Block, "the rule does not allow it");
}

#[test]
fn growth_compares_the_latest_month_with_the_average() {
    let growth = |figures: Value, group: &str| {
        verdict_of(
            &answer(&[
                ("placement_type", json!("loentilskud")),
                ("person.target_group", json!(group)),
                ("workplace.monthly_ordinary", figures),
            ]),
            "merbeskaeftigelse",
        )
    };
    let eleven = vec![40.0; 11];
    let with = |latest: f64| json!([eleven.clone(), vec![latest]].concat());
    assert_eq!(growth(with(40.0), "dagpenge"), Some(Verdict::Ok));
    assert_eq!(growth(with(39.9), "dagpenge"), Some(Verdict::Block));
    assert_eq!(growth(with(39.9), "foertidspension"), Some(Verdict::Warn));
    assert_eq!(growth(json!(eleven), "dagpenge"), Some(Verdict::Unknown));
    assert_eq!(verdict_of(&answer(&[]), "merbeskaeftigelse"), None, "not for praktik");
}

#[test]
fn a_missing_fact_gives_unknown_and_its_name() {
    let cases: &[(&[(&str, Value)], &str)] = &[
        (&[("starts_on", absent())], "starts_on"),
        (&[("placement_type", absent())], "placement_type"),
        (&[("ends_on", absent())], "ends_on"),
        (&[("ends_on", json!(null))], "ends_on"),
        (&[("weekly_hours", absent())], "weekly_hours"),
        (&[("person.target_group", absent())], "person.target_group"),
        (&[("person.integration_act", absent())], "person.integration_act"),
        (&[("person", json!(null))], "person.target_group"),
        (&[("ends_on", json!("2026-04-05")), ("person.dimittendsats", absent())], "person.dimittendsats"),
        (
            &[("person.target_group", json!("selvforsoergende")), ("ends_on", json!("2026-04-05")), ("person.jobparat", absent())],
            "person.jobparat",
        ),
    ];
    for (changes, name) in cases {
        let found = answer(changes);
        assert_eq!(found.verdict, Verdict::Unknown, "{changes:?}");
        assert!(found.missing().contains(name), "{changes:?}: {:?}", found.missing());
    }
}

#[test]
fn a_word_of_no_list_and_an_end_before_the_start_give_no_verdict() {
    for (path, value) in [
        ("placement_type", json!("svendeproeve")),
        ("person.target_group", json!("andet")),
        ("purpose", json!("hygge")),
        ("sector", json!("privat")),
        ("justifications", json!(["fordi"])),
        ("justifications", json!(["override:fordi"])),
        ("ends_on", json!("2026-03-01")),
        ("starts_on", json!("2. marts")),
        ("person.hobby", json!("skak")),
        ("extension_of", json!({ "starts_on": "2026-02-01", "ends_on": "2026-02-15" })),
    ] {
        let refused = evaluate(&facts(&[(path, value)]));
        assert!(refused.is_err(), "{path}: {refused:?}");
    }
}

#[test]
fn every_sentence_names_its_rule_and_its_date_in_both_languages() {
    for finding in answer(&[("person.target_group", json!("ressourceforloeb")), ("person.group_granted_on", json!("2025-01-01"))]).findings
    {
        assert!(finding.text.contains("Regel: ") && finding.text.contains(", fra "), "{}", finding.text);
        assert!(finding.text_en.contains("Rule: ") && finding.text_en.contains(", from "), "{}", finding.text_en);
        assert!(!finding.source.is_empty() && finding.valid_from.is_some());
    }
}

#[test]
fn facts_survive_their_json() {
    let read = Facts::read(EXAMPLE).unwrap();
    let again = Facts::read(&serde_json::to_string(&read).unwrap()).unwrap();
    assert_eq!(read, again);
}

const PATHS: [&str; 16] = [
    "ends_on",
    "weekly_hours",
    "sector",
    "person",
    "person.target_group",
    "person.age",
    "person.unemployed_since",
    "person.dimittendsats",
    "person.jobparat",
    "person.integration_act",
    "person.self_found",
    "person.has_education",
    "workplace",
    "workplace.occupants",
    "workplace.ordinary_employees",
    "previous_employment",
];

fn any_facts() -> impl Strategy<Value = Value> {
    let groups = prop::sample::select(RULES.target_groups.iter().map(|group| group.head.id.clone()).collect::<Vec<_>>());
    let forms = prop::sample::select(crate::domain::terms::PlacementForm::ALL).prop_map(|form| form.as_str());
    let person = (groups, 18_u32..70, 0_i64..900, any::<[bool; 5]>());
    let workplace = (0_u32..40, prop::collection::vec((0_i64..60, 1_i64..60), 0..6), any::<bool>());
    (forms, person, workplace, 1_i64..400).prop_map(|(form, (group, age, out, flags), (staff, others, public), length)| {
        let start = day("2026-03-02");
        let after = |days: i64| (start + chrono::Duration::days(days)).to_string();
        let occupants: Vec<Value> = others.iter().map(|(from, days)| occupant(&after(*from), &after(from + days), "loentilskud")).collect();
        facts(&[
            ("placement_type", json!(form)),
            ("sector", json!(if public { "public" } else { "private" })),
            ("ends_on", json!(after(length))),
            ("person.target_group", json!(group)),
            ("person.group_granted_on", json!("2025-06-01")),
            ("person.age", json!(age)),
            ("person.unemployed_since", json!(after(-out))),
            ("person.dimittendsats", json!(flags[0])),
            ("person.jobparat", json!(flags[1])),
            ("person.integration_act", json!(flags[2] && flags[3])),
            ("person.self_found", json!(flags[4])),
            ("workplace.ordinary_employees.count", json!(staff)),
            ("workplace.monthly_ordinary", json!([vec![10; 11], vec![if flags[3] { 10 } else { 9 }]].concat())),
            ("workplace.occupants", json!(occupants)),
        ])
    })
}

proptest! {
    #[test]
    fn removing_a_fact_never_turns_anything_into_ok(facts in any_facts(), path in prop::sample::select(PATHS.to_vec())) {
        let before = evaluate(&facts).unwrap();
        let mut fewer = facts.clone();
        set(&mut fewer, path, absent());
        let after = evaluate(&fewer).unwrap();
        prop_assert!(before.verdict == Verdict::Ok || after.verdict != Verdict::Ok, "{path}: {facts}");
        prop_assert!(after.verdict != Verdict::Unknown || !after.missing().is_empty() || verdict_of(&after, "no-row").is_some());
    }

    #[test]
    fn one_more_occupant_never_improves_the_verdict(facts in any_facts(), from in 0_i64..60, days in 1_i64..60) {
        let before = evaluate(&facts).unwrap().verdict;
        let mut fuller = facts.clone();
        let start = day("2026-03-02") + chrono::Duration::days(from);
        let one = occupant(&start.to_string(), &(start + chrono::Duration::days(days)).to_string(), "virksomhedspraktik");
        fuller["workplace"]["occupants"].as_array_mut().unwrap().push(one);
        prop_assert!(evaluate(&fuller).unwrap().verdict >= before);
    }

    #[test]
    fn a_longer_period_never_improves_the_verdict(facts in any_facts(), more in 1_i64..200) {
        let before = evaluate(&facts).unwrap().verdict;
        let mut longer = facts.clone();
        let end = day(facts["ends_on"].as_str().unwrap()) + chrono::Duration::days(more);
        longer["ends_on"] = json!(end.to_string());
        prop_assert!(evaluate(&longer).unwrap().verdict >= before);
    }
}
