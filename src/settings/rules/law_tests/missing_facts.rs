//! What is missing, what is refused, and what never improves a verdict.

use proptest::prelude::*;

use super::*;

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
