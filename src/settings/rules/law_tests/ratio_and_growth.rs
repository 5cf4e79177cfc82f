//! Rimelighed and merbeskæftigelse.

use super::*;

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
fn the_ratio_is_told_as_far_as_known_and_since_when() {
    let told = |as_of: Value| {
        let answer = answer(&[("workplace.occupants_as_of", as_of)]);
        let finding = answer.findings.into_iter().find(|finding| finding.rule == "rimelighed-fte-2025").expect("the ratio");
        (finding.verdict, finding.text, finding.text_en)
    };
    let (with_day, da, en) = told(json!("2026-03-02"));
    assert!(da.contains("efter det vi kender til pr. 2. marts 2026") && en.contains("as far as we know as of 2 March 2026"), "{da} {en}");
    let (without, da, en) = told(absent());
    assert!(da.contains("efter det vi kender til.") && en.contains("as far as we know."), "{da} {en}");
    assert_eq!(with_day, without);
}
