//! By when what is due: month ends, leap days, year ends, holidays, and the day on which a rule changes.

use super::*;
use crate::{
    domain::{
        citizen::LegalSituation,
        period::Period,
        rulebook::deadline::{Course, DeadlineGround, Deadlines},
        terms::PlacementForm,
    },
    settings::rules::{RuleFile, combine, embedded_files},
};

fn of(group: &str) -> LegalSituation {
    LegalSituation { target_group: Some(group.to_owned()), arbejdspligt: Some(false), ..LegalSituation::default() }
}

fn course(form: PlacementForm, from: &str, to: &str) -> Course {
    Course { form, days: Period { from: day(from), to: day(to) } }
}

fn praktik(from: &str, to: &str) -> Course {
    course(PlacementForm::Virksomhedspraktik, from, to)
}

fn due_in(rules: &RuleSet, legal: &LegalSituation, since: &str, courses: &[Course], today: &str) -> Deadlines {
    rules.deadlines(&DeadlineGround { legal, benefit_since: Some(day(since)), courses, today: day(today) })
}

fn due(group: &str, since: &str, courses: &[Course]) -> Deadlines {
    due_in(&RULES, &of(group), since, courses, since)
}

/// The day of one rule, and by when to act; none where the rule is not due.
fn days(found: &Deadlines, rule: &str) -> Option<(NaiveDate, NaiveDate)> {
    found.due.iter().find(|one| one.rule == rule).map(|one| (one.due_on, one.act_by))
}

fn both(due_on: &str, act_by: &str) -> Option<(NaiveDate, NaiveDate)> {
    Some((day(due_on), day(act_by)))
}

#[test]
fn months_and_weeks_end_right_at_month_ends_leap_days_year_ends_and_holidays() {
    let cases = [
        // One month: a short month, a leap year, its 29th, the year's end, Christmas, Easter.
        ("ung_uddparat", "offer-ung-2014", "2026-01-31", "2026-02-28", "2026-02-27"),
        ("ung_uddparat", "offer-ung-2014", "2024-01-31", "2024-02-29", "2024-02-29"),
        ("ung_uddparat", "offer-ung-2014", "2024-02-29", "2024-03-28", "2024-03-27"),
        ("ung_uddparat", "offer-ung-2014", "2025-11-30", "2025-12-29", "2025-12-29"),
        ("ung_uddparat", "offer-ung-2014", "2025-12-30", "2026-01-29", "2026-01-29"),
        ("ung_uddparat", "offer-ung-2014", "2025-11-27", "2025-12-26", "2025-12-24"),
        ("ung_uddparat", "offer-ung-2014", "2025-12-02", "2026-01-01", "2025-12-31"),
        ("ung_uddparat", "offer-ung-2014", "2026-03-07", "2026-04-06", "2026-04-01"),
        // Six months, over the year's end and into February.
        ("kh_jobparat", "offer-2020", "2025-11-01", "2026-04-30", "2026-04-30"),
        ("kh_jobparat", "offer-2020", "2025-08-31", "2026-02-28", "2026-02-27"),
        ("kh_jobparat", "offer-2020", "2023-08-29", "2024-02-28", "2024-02-28"),
        ("kh_jobparat", "offer-2020", "2023-08-31", "2024-02-29", "2024-02-29"),
        ("kh_jobparat", "offer-2020", "2025-07-02", "2026-01-01", "2025-12-31"),
        // Weeks.
        ("kh_jobparat", "talk-first-kh", "2026-03-02", "2026-03-08", "2026-03-06"),
        ("sygedagpenge", "talk-first-sick", "2026-03-02", "2026-04-26", "2026-04-24"),
        ("dagpenge", "talk-16m", "2025-11-01", "2027-02-28", "2027-02-26"),
    ];
    for (group, rule, since, due_on, act_by) in cases {
        assert_eq!(days(&due(group, since, &[]), rule), both(due_on, act_by), "{group} {rule} {since}");
    }
}

#[test]
fn a_deadline_keeps_the_rule_under_which_its_period_began() {
    let rules_of = |group: &str, since: &str| -> Vec<String> {
        let offers = due(group, since, &[]).due.into_iter().filter(|one| one.kind.is_noted());
        offers.map(|one| one.rule).collect()
    };
    let cases = [
        ("kh_jobparat", "2019-12-31", "offer-jobparat-2014"),
        ("kh_jobparat", "2020-01-01", "offer-2020"),
        ("kh_aktivitetsparat", "2014-01-01", "offer-aktiv-2014"),
        ("kh_aktivitetsparat", "2026-06-30", "offer-2020"),
        ("kh_jobparat", "2026-06-30", "offer-2020"),
        ("kh_jobparat", "2026-07-01", "offer-2026-kh"),
        ("dagpenge", "2026-07-01", "offer-2026"),
        ("ung_uddparat", "2026-06-30", "offer-ung-2014"),
        ("ung_uddparat", "2026-07-01", "offer-2026-kh"),
    ];
    for (group, since, rule) in cases {
        assert_eq!(rules_of(group, since), [rule], "{group} {since}");
    }
    assert!(rules_of("kh_jobparat", "2013-12-31").is_empty());
    assert!(rules_of("kh_aktivitetsparat", "2026-07-01").is_empty(), "no duty for each is known");
    assert_eq!(days(&due("kh_jobparat", "2019-12-31", &[]), "offer-jobparat-2014"), both("2020-03-30", "2020-03-30"));
    let talks = |since: &str| due("dagpenge", since, &[]).due.iter().filter(|one| one.rule.starts_with("talks-dagpenge")).count();
    assert_eq!((talks("2023-12-31"), talks("2024-01-01"), talks("2026-06-30"), talks("2026-07-01")), (1, 1, 1, 0));
}

#[test]
fn the_age_on_the_first_day_decides_and_an_uncertain_one_is_told() {
    let with = |legal: LegalSituation| due_in(&RULES, &legal, "2019-03-01", &[], "2019-03-01");
    let born = |date: &str| LegalSituation { birth_date: Some(day(date)), ..of("dagpenge") };
    let thirteen = both("2019-05-30", "2019-05-29");
    assert_eq!(days(&with(born("1968-03-01")), "offer-dagpenge-over50-2014"), thirteen, "51 on the day; Ascension on 30 May");
    assert_eq!(days(&with(born("1968-03-02")), "offer-dagpenge-2014"), both("2019-08-29", "2019-08-29"), "still 50");
    assert_eq!(days(&with(born("1989-03-02")), "offer-dagpenge-ung-2014"), thirteen, "still 29");
    let unknown = with(of("dagpenge"));
    let perhaps: Vec<_> = unknown.due.iter().filter(|one| one.missing == ["person.age"]).map(|one| one.rule.as_str()).collect();
    assert_eq!(perhaps, ["offer-dagpenge-over50-2014", "offer-dagpenge-2014"]);
    assert!(unknown.due.iter().any(|one| one.text.da.contains("der mangler: alder")));
}

#[test]
fn a_first_offer_is_done_when_a_placement_has_begun_and_the_next_is_counted_from_its_end() {
    let begun = [praktik("2026-01-12", "2026-02-08")];
    let young = due_in(&RULES, &of("ung_uddparat"), "2026-01-01", &begun, "2026-02-20");
    assert_eq!((days(&young, "offer-ung-2014"), days(&young, "gap-ung-2014")), (None, both("2026-03-08", "2026-03-06")));
    let none = due_in(&RULES, &of("ung_uddparat"), "2026-01-01", &[], "2026-02-20");
    assert_eq!(days(&none, "offer-ung-2014"), both("2026-01-31", "2026-01-30"), "overdue, and told");
    let earlier = [praktik("2024-01-08", "2024-02-04")];
    let before = due_in(&RULES, &of("ung_uddparat"), "2026-01-01", &earlier, "2026-01-02");
    assert!(days(&before, "offer-ung-2014").is_some() && days(&before, "gap-ung-2014").is_none(), "of an earlier benefit");
    let paid = [course(PlacementForm::OrdinaereTimer, "2026-01-12", "2026-02-08")];
    assert!(
        days(&due_in(&RULES, &of("kh_jobparat"), "2026-01-01", &paid, "2026-02-20"), "offer-2020").is_some(),
        "paid hours are no offer"
    );
    let after_reform = [praktik("2026-06-01", "2026-06-30")];
    assert_eq!(days(&due_in(&RULES, &of("ung_uddparat"), "2026-05-20", &after_reform, "2026-07-02"), "gap-ung-2014"), None);
}

#[test]
fn a_flex_job_is_followed_up_again_and_again() {
    let job = [course(PlacementForm::Fleksjob, "2021-01-15", "2026-01-14")];
    let on = |today: &str| due_in(&RULES, &of("fleksjobvisiteret"), "2020-12-01", &job, today);
    assert_eq!(days(&on("2022-01-01"), "fleks-followup"), both("2023-07-14", "2023-07-14"));
    assert_eq!(days(&on("2023-07-15"), "fleks-followup"), both("2026-01-14", "2026-01-14"));
    assert_eq!(days(&on("2023-07-15"), "fleks-status"), both("2025-07-14", "2025-07-14"));
    assert_eq!(days(&on("2025-07-15"), "fleks-status"), None, "whether it was made is not noted");
    assert!(days(&on("2026-01-15"), "fleks-followup").is_none(), "the job has ended");
    let row = RULES.duration.iter().find(|row| row.head.id == "fleks-temp").unwrap();
    assert_eq!(row.status_at_months, Some(54), "the task of the placement and the deadline say the same");
}

#[test]
fn without_a_group_or_a_date_nothing_is_guessed() {
    let nobody = LegalSituation::default();
    assert_eq!(due_in(&RULES, &nobody, "2026-01-01", &[], "2026-01-01").missing, ["person.target_group"]);
    let legal = of("kh_jobparat");
    let found = RULES.deadlines(&DeadlineGround { legal: &legal, benefit_since: None, courses: &[], today: day("2026-01-01") });
    assert_eq!((found.due.len(), found.missing), (0, vec!["person.unemployed_since"]));
    let out = LegalSituation { unemployed_since: Some(day("2025-11-01")), ..legal };
    let found = RULES.deadlines(&DeadlineGround { legal: &out, benefit_since: None, courses: &[], today: day("2026-01-01") });
    assert_eq!(days(&found, "offer-2020"), both("2026-04-30", "2026-04-30"));
}

const OWN: &str = r#"
[[deadline]]
id = "straksaktivering"
name_da = "straksaktivering inden to uger"
name_en = "activation within two weeks"
family = "foerste-tilbud"
priority = 10
types = ["virksomhedspraktik", "nytteindsats"]
groups = ["kh_jobparat"]
kind = "first_offer"
counts_from = "benefit"
weeks = 2
local = true
valid_from = 2025-01-01
severity = "info"
verified = true
source = "Eksempelkøbing Kommune, beskæftigelsesplan 2025"
"#;

fn own(text: &str) -> Result<RuleSet, Vec<String>> {
    let local = RuleFile { name: "egne.toml".to_owned(), text: text.to_owned() };
    combine(&embedded_files(), &[local]).map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

#[test]
fn the_municipalitys_own_deadline_stands_beside_the_laws() {
    let rules = own(OWN).unwrap();
    let found = due_in(&rules, &of("kh_jobparat"), "2026-03-02", &[], "2026-03-02");
    assert_eq!(days(&found, "straksaktivering"), both("2026-03-15", "2026-03-13"));
    assert_eq!(days(&found, "offer-2020"), both("2026-09-01", "2026-09-01"));
    let told: Vec<_> = found.due.iter().map(|one| (one.rule.as_str(), one.local)).filter(|(_, local)| *local).collect();
    assert_eq!(told, [("straksaktivering", true)]);
    assert!(found.due.iter().any(|one| one.text.da.contains("kommunens egen frist")));
    let hidden = own(&OWN.replace("straksaktivering\"", "offer-2020\"")).unwrap_err();
    assert!(hidden.len() == 1 && hidden[0].contains("\"offer-2020\" er brugt to gange"), "{hidden:?}");
    let twice = own(&format!("{OWN}{}", OWN.replace("straksaktivering\"", "straks-2\""))).unwrap_err();
    assert!(twice.len() == 1 && twice[0].contains("overlapper"), "{twice:?}");
    let not_own = own(&OWN.replace("local = true\n", "")).unwrap_err();
    assert!(not_own.iter().all(|fault| fault.contains("overlapper") && fault.contains("\"offer-20")), "{not_own:?}");
}

#[test]
fn a_file_of_own_deadlines_never_hides_the_laws_whatever_its_name() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("deadline.toml"), OWN).unwrap();
    let rules = load(Some(folder.path())).unwrap();
    let found = due_in(&rules, &of("kh_jobparat"), "2026-03-02", &[], "2026-03-02");
    assert!(days(&found, "straksaktivering").is_some() && days(&found, "offer-2020").is_some());
    std::fs::write(folder.path().join("deadline.toml"), OWN.replace("local = true\n", "")).unwrap();
    let rules = load(Some(folder.path())).unwrap();
    assert_eq!(rules.deadline.len(), 1, "another law takes the place of the file");
}
