//! How long, who may, hours and the last employer.

use super::*;

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
    assert_eq!(rules, ["praktik-4", "max37", "praktik-same-1", "rimelighed-fte-2025", "rep", "vitas-praktik"]);
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
    type Case<'a> = (&'a str, &'a str, &'a str, &'a [(&'a str, Value)]);
    let cases: &[Case<'_>] = &[
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
        assert_eq!(run(std::slice::from_ref(&exception)), Some(Verdict::Ok), "{exception:?}");
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
