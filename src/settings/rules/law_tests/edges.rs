//! Every rule at its edge: the last allowed day and the first refused one, the last and the first figure, the day it changes.

use super::*;
use crate::domain::{
    period::{last_day_of_months, last_day_of_weeks},
    rulebook::{
        condition::Condition,
        rule::{DurationRule, GroupPattern, Length},
    },
};

/// Facts that make a duration row the one that decides.
fn facts_of(row: &DurationRule, group: Option<&GroupPattern>, start: NaiveDate) -> Vec<(&'static str, Value)> {
    let mut more = vec![("weekly_hours", json!([{ "from": start, "hours": 30 }])), ("person.group_granted_on", json!("2014-01-01"))];
    more.push(("sector", json!(row.scope.sector.map_or("public", |sector| sector.as_str()))));
    more.push(("person.jobparat", json!(group.and_then(|group| group.jobparat).unwrap_or(true))));
    for condition in &row.scope.when {
        match condition {
            Condition::Is(flag, value) => more.push((flag.name, json!(value))),
            Condition::AgeOver(years) => more.push(("person.age", json!(years + 1))),
            Condition::UnemployedMonthsOver(_) => more.push(("person.unemployed_since", json!("2013-01-01"))),
            other => panic!("a condition without an example: {other:?}"),
        }
    }
    more
}

/// Where the whole run of a row ends.
fn last_day(row: &DurationRule, start: NaiveDate) -> Option<NaiveDate> {
    Some(match row.max? {
        Length::Weeks(weeks) => last_day_of_weeks(start, weeks),
        Length::Months(months) => last_day_of_months(start, months),
    })
}

#[test]
fn every_duration_row_allows_its_last_day_and_refuses_the_next_on_its_first_and_its_last_day() {
    let mut tested = 0;
    for row in &RULES.duration {
        let every: Vec<Option<&GroupPattern>> =
            if row.scope.groups.is_empty() { vec![None] } else { row.scope.groups.iter().map(Some).collect() };
        for (group, start) in every
            .into_iter()
            .flat_map(|group| [row.head.valid_from, row.head.valid_to.unwrap_or(day("2026-03-02"))].map(|start| (group, start)))
        {
            let code = group.map_or("kh_jobparat", |group| group.code.as_str());
            let form = row.scope.types[0].as_str();
            let more = facts_of(row, group, start);
            let on = |end: NaiveDate| duration(form, code, (&start.to_string(), &end.to_string()), &more);
            let (id, limit) = (row.head.id.as_str(), last_day(row, start));
            let inside = if row.head.verified { Verdict::Ok } else { Verdict::Warn };
            let outside = row.head.breach();
            tested += 1;
            let Some(last) = limit else {
                assert_eq!(verdict_of(&on(start + chrono::Duration::days(4000)), id), Some(inside), "{id} {code} {start}");
                continue;
            };
            let (kept, broken) = (on(last), on(last.succ_opt().unwrap()));
            if row.head.id == "praktik-8-over50" {
                assert_eq!(verdict_of(&kept, id), Some(Verdict::Warn), "{id} {start}");
                assert_eq!(verdict_of(&broken, "praktik-4"), Some(Verdict::Block), "{id} {start}");
                continue;
            }
            assert_eq!((verdict_of(&kept, id), kept.latest_end), (Some(inside), Some(last)), "{id} {code} {start}");
            assert_eq!((verdict_of(&broken, id), broken.latest_end), (Some(outside), Some(last)), "{id} {code} {start}");
        }
    }
    assert!(tested > 60, "{tested}");
}

#[test]
fn the_row_of_the_start_decides_on_the_day_on_which_a_rule_changes() {
    type Case<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, &'a str);
    let cases: &[Case<'_>] = &[
        // Kind, group, the last day of the old rule, its id; the first day of the new one, its id.
        ("virksomhedspraktik", "dagpenge", "2019-12-31", "rimelighed-heads", "2020-01-01", "rimelighed-fte-2020"),
        ("virksomhedspraktik", "dagpenge", "2024-12-31", "rimelighed-fte-2020", "2025-01-01", "rimelighed-fte-2025"),
        ("nytteindsats", "kh_jobparat", "2024-12-31", "nytte-13-old", "2025-01-01", "nytte-free"),
        ("nytteindsats", "kh_jobparat", "2024-12-31", "rep-nytte-old", "2025-01-01", "rep-nytte"),
        ("loentilskud", "dagpenge", "2019-12-31", "lt-public-2015", "2020-01-01", "lt-public"),
    ];
    for (form, group, before, old, after, new) in cases {
        let on = |start: &str| duration(form, group, (start, start), &[("sector", json!("public"))]);
        let (earlier, later) = (on(before), on(after));
        assert!(verdict_of(&earlier, old).is_some() && verdict_of(&earlier, new).is_none(), "{form} {before}");
        assert!(verdict_of(&later, new).is_some() && verdict_of(&later, old).is_none(), "{form} {after}");
    }
    let tested = |start: &str| {
        verdict_of(&duration("nytteindsats", "kh_jobparat", (start, start), &[("sector", json!("public"))]), "rimelighed-fte-2020")
    };
    assert!(tested("2024-12-31").is_some() && tested("2025-01-01").is_none(), "nytteindsats is no longer tested for the ratio");
    let began = |start: &str| duration("virksomhedspraktik", "dagpenge", (start, start), &[]).rule_set;
    assert_eq!((began("2026-01-31"), began("2026-02-01")), (Some(day("2025-01-01")), Some(day("2026-02-01"))));
    assert_eq!(began("2026-07-01"), Some(day("2026-02-01")), "the change of July is one of deadlines");
}

#[test]
fn the_grant_through_vitas_is_a_note_with_its_task_from_2018_on() {
    let on = |form: &str, start: &str| duration(form, "dagpenge", (start, start), &[]);
    for (form, rule) in [("virksomhedspraktik", "vitas-praktik"), ("loentilskud", "vitas-loentilskud")] {
        let (before, after) = (on(form, "2017-12-31"), on(form, "2018-01-01"));
        assert_eq!((verdict_of(&before, rule), before.tasks.contains(&Task::VitasApply)), (None, false), "{form}");
        assert_eq!(verdict_of(&after, rule), Some(Verdict::Ok), "{form}");
    }
    let praktik = on("virksomhedspraktik", "2026-03-02");
    let note = praktik.findings.iter().find(|finding| finding.rule == "vitas-praktik").unwrap();
    assert!(note.text.starts_with("Virksomhedspraktik skal være bevilget gennem VITAS, før forløbet begynder. Regel: "), "{}", note.text);
    assert!(note.text.contains("fra 1. januar 2018") && note.source.contains("27-11-2017"));
    assert_eq!(praktik.tasks, [Task::Sign, Task::VitasApply, Task::PlanWrite]);
    let adult = on("voksenlaerling", "2026-03-02");
    assert_eq!((verdict_of(&adult, "vitas-voksenlaerling"), adult.tasks.as_slice()), (Some(Verdict::Ok), &[][..]), "not verified");
    for form in ["nytteindsats", "fleksjob", "ordinaere_timer"] {
        assert!(!on(form, "2026-03-02").tasks.contains(&Task::VitasApply), "{form}");
    }
    let long = answer(&[("ends_on", json!("2026-03-30"))]);
    assert!(long.verdict == Verdict::Block && !long.tasks.contains(&Task::VitasApply), "nothing to apply for");
}

#[test]
fn hours_hold_at_37_also_where_they_rise_and_nytteindsats_under_arbejdspligt_too() {
    let hours = |form: &str, steps: &[(&str, f64)]| {
        let steps: Vec<Value> = steps.iter().map(|(from, hours)| json!({ "from": from, "hours": hours })).collect();
        let more = [("sector", json!("public")), ("person.arbejdspligt", json!(true)), ("weekly_hours", json!(steps))];
        verdict_of(&duration(form, "kh_jobparat", ("2026-03-02", "2026-03-29"), &more), "max37")
    };
    for form in ["virksomhedspraktik", "nytteindsats"] {
        assert_eq!(hours(form, &[("2026-03-02", 37.0)]), Some(Verdict::Ok), "{form}");
        assert_eq!(hours(form, &[("2026-03-02", 37.5)]), Some(Verdict::Block), "{form}");
        assert_eq!(hours(form, &[("2026-03-02", 4.0), ("2026-03-09", 8.0), ("2026-03-16", 37.0)]), Some(Verdict::Ok), "{form}");
        assert_eq!(hours(form, &[("2026-03-02", 4.0), ("2026-03-29", 37.5)]), Some(Verdict::Block), "{form}: on the last day");
        assert_eq!(hours(form, &[("2026-03-02", 4.0), ("2026-03-30", 37.5)]), Some(Verdict::Ok), "{form}: after the last day");
        assert_eq!(hours(form, &[("2026-02-01", 40.0), ("2026-03-02", 37.0)]), Some(Verdict::Ok), "{form}: before the first day");
    }
    assert_eq!(hours("loentilskud", &[("2026-03-02", 40.0)]), None, "as the collective agreement says");
}

#[test]
fn the_ratio_counts_in_steps_by_either_method() {
    let run = |start: &str, method: &str, employees: f64, others: usize| {
        let others: Vec<Value> = (0..others).map(|_| occupant(start, start, "loentilskud")).collect();
        let figure = json!({ "count": employees, "method": method, "as_of": start });
        let more = [("workplace.ordinary_employees", figure), ("workplace.occupants", json!(others))];
        duration("virksomhedspraktik", "dagpenge", (start, start), &more)
    };
    // Employees, how many may be there already so that one more fits.
    let table = [(0.0, 0), (9.9, 0), (10.0, 1), (49.9, 8), (50.0, 9), (59.9, 9), (60.0, 10)];
    for (start, method, rule) in [
        ("2019-12-31", "heads", "rimelighed-heads"),
        ("2020-01-01", "fte", "rimelighed-fte-2020"),
        ("2025-01-01", "fte", "rimelighed-fte-2025"),
    ] {
        for (employees, room) in table {
            assert_eq!(verdict_of(&run(start, method, employees, room), rule), Some(Verdict::Ok), "{rule} {employees}");
            assert_eq!(verdict_of(&run(start, method, employees, room + 1), rule), Some(Verdict::Block), "{rule} {employees}");
        }
        let other = if method == "heads" { "fte" } else { "heads" };
        assert_eq!(verdict_of(&run(start, other, 50.0, 0), rule), Some(Verdict::Unknown), "{rule}: counted otherwise");
    }
}

#[test]
fn growth_and_the_last_employer_hold_for_every_group() {
    for group in RULES.target_groups.iter().map(|row| row.head.id.as_str()) {
        let with = |form: &str, more: &[(&str, Value)]| {
            let mut changes = vec![
                ("placement_type", json!(form)),
                ("person.target_group", json!(group)),
                ("person.group_granted_on", json!("2020-01-01")),
                ("previous_employment.last_employer_is_this", json!(true)),
                ("workplace.monthly_ordinary", json!([vec![40.0; 11], vec![39.9]].concat())),
            ];
            changes.extend(more.iter().cloned());
            answer(&changes)
        };
        let less = if group == "foertidspension" { Verdict::Warn } else { Verdict::Block };
        assert_eq!(verdict_of(&with("loentilskud", &[]), "merbeskaeftigelse"), Some(less), "{group}");
        let same = json!(vec![40.0; 12]);
        assert_eq!(
            verdict_of(&with("loentilskud", &[("workplace.monthly_ordinary", same)]), "merbeskaeftigelse"),
            Some(Verdict::Ok),
            "{group}"
        );
        assert_eq!(verdict_of(&with("loentilskud", &[]), "lt-same"), Some(Verdict::Warn), "{group}");
        let barred =
            with("virksomhedspraktik", &[]).findings.into_iter().filter(|one| one.rule.starts_with("praktik-same")).collect::<Vec<_>>();
        assert!(matches!(barred.as_slice(), [one] if one.verdict == Verdict::Block), "{group}");
        let elsewhere = with("virksomhedspraktik", &[("previous_employment.last_employer_is_this", json!(false))]);
        assert!(
            elsewhere.findings.iter().filter(|one| one.rule.starts_with("praktik-same")).all(|one| one.verdict == Verdict::Ok),
            "{group}"
        );
    }
}
