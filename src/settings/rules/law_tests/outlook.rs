//! Latest end, extensions and duties for groups and kinds, at the edges that the rules name.

use serde_json::{Value, json};

use super::{RULES, absent, day, facts};
use crate::domain::rulebook::{
    Facts, Task,
    outlook::{Extension, LatestEnd, Outlook, Party, outlook},
};

fn of(form: &str, group: &str, more: &[(&str, Value)]) -> Outlook {
    let mut changes = vec![("placement_type", json!(form)), ("person.target_group", json!(group)), ("starts_on", json!("2026-03-02"))];
    changes.extend(more.iter().cloned());
    outlook(&RULES, &Facts::read(&facts(&changes).to_string()).expect("facts")).expect("an outlook")
}

fn told(outlook: &Outlook) -> Vec<(&str, String, bool)> {
    let line = |one: &Extension| (one.needs.clone(), one.ends_on.to_string(), one.afterwards);
    outlook.extensions.iter().map(line).map(|(needs, day, afterwards)| (leaked(&needs), day, afterwards)).collect()
}

fn leaked(word: &str) -> &'static str {
    ["konkret_vurdering", "helt_saerligt_behov"].into_iter().find(|known| *known == word).unwrap_or("another")
}

fn last(outlook: &Outlook) -> Option<String> {
    outlook.last_day().map(|day| day.to_string())
}

#[test]
fn four_weeks_cannot_be_extended() {
    let near = of("virksomhedspraktik", "kh_jobparat", &[]);
    assert_eq!((last(&near), near.is_final()), (Some("2026-03-29".to_owned()), true));
    let LatestEnd::On(_, rule) = &near.latest_end else { panic!("a day") };
    assert_eq!((rule.name.da.as_str(), rule.valid_from), ("varighed af virksomhedspraktik for jobparate", day("2020-01-01")));
}

#[test]
fn thirteen_weeks_go_on_to_twenty_six_and_then_thirteen_at_a_time() {
    let far = of("virksomhedspraktik", "kh_aktivitetsparat", &[]);
    assert_eq!(last(&far), Some("2026-05-31".to_owned()));
    let ways = [("konkret_vurdering", "2026-08-30".to_owned(), false), ("helt_saerligt_behov", "2026-11-29".to_owned(), true)];
    assert_eq!(told(&far), ways);
    assert_eq!(far.extensions[1].weeks_at_a_time, Some(13));
}

#[test]
fn a_running_placement_is_extended_from_its_own_end() {
    let run = |to: &str| json!({ "starts_on": "2026-03-02", "ends_on": to });
    let next = |to: &str, from: &str| {
        of("virksomhedspraktik", "kh_aktivitetsparat", &[("extension_of", run(to)), ("starts_on", json!(from)), ("ends_on", json!(from))])
    };
    let short = next("2026-03-29", "2026-03-30");
    assert_eq!(last(&short), Some("2026-05-31".to_owned()), "what is left of thirteen weeks needs no justification");
    assert_eq!(told(&short)[0], ("konkret_vurdering", "2026-08-30".to_owned(), false));
    let used_up = next("2026-08-30", "2026-08-31");
    assert_eq!(told(&used_up), [("helt_saerligt_behov", "2026-11-29".to_owned(), false)]);
    let near = of(
        "virksomhedspraktik",
        "kh_jobparat",
        &[("extension_of", run("2026-03-29")), ("starts_on", json!("2026-03-30")), ("ends_on", json!("2026-03-30"))],
    );
    assert!(near.is_final());
}

#[test]
fn a_wider_rule_that_is_not_verified_is_told_as_perhaps() {
    let older = [("person.age", json!(51)), ("person.unemployed_since", json!("2024-11-01"))];
    let outlook = of("virksomhedspraktik", "kh_jobparat", &older);
    assert_eq!(last(&outlook), Some("2026-03-29".to_owned()));
    let (until, rule) = outlook.perhaps_until.expect("perhaps longer");
    assert_eq!((until, rule.verified), (day("2026-04-26"), false));
}

#[test]
fn nobody_says_that_a_rule_which_is_not_verified_knows_no_extension() {
    let far = of("loentilskud", "kh_aktivitetsparat", &[]);
    assert_eq!((last(&far), far.extensions.len(), far.is_final()), (Some("2027-03-01".to_owned()), 0, false));
}

#[test]
fn no_limit_and_no_rule_are_told_apart() {
    let free = of("nytteindsats", "kh_jobparat", &[("sector", json!("public"))]);
    assert!(matches!(free.latest_end, LatestEnd::Unlimited(Some(_))));
    let nobody = of("virksomhedspraktik", "kh_jobparat", &[("person.target_group", absent())]);
    assert_eq!(nobody.latest_end, LatestEnd::Unknown(vec!["person.target_group".to_owned()]));
    assert!(matches!(of("ordinaere_timer", "kh_jobparat", &[]).latest_end, LatestEnd::Unlimited(None)));
}

#[test]
fn every_duty_has_somebody_who_owes_it() {
    let owed = |outlook: &Outlook| outlook.duties.iter().map(|duty| (duty.task, duty.by, duty.asked_by)).collect::<Vec<_>>();
    let signed = (Task::Sign, Party::EmployeeRepresentative, Some(Party::Employer));
    let practice = of("virksomhedspraktik", "kh_jobparat", &[]);
    assert!(owed(&practice).contains(&signed), "{practice:?}");
    let rule = practice.duties.iter().find(|duty| duty.task == Task::Sign).and_then(|duty| duty.rule.clone()).expect("a rule");
    assert!(!rule.source.is_empty());
    let flex = of("fleksjob", "fleksjobvisiteret", &[("ends_on", json!("2031-03-01"))]);
    for duty in practice.duties.iter().chain(&flex.duties) {
        assert!(duty.rule.is_some(), "no rule is named for {duty:?}");
    }
    let named = |task: Task| practice.duties.iter().find(|duty| duty.task == task).and_then(|duty| duty.rule.clone()).expect("a rule");
    assert!(named(Task::VitasApply).name.da.contains("VITAS") && flex.duties.iter().any(|duty| duty.task == Task::FollowupStatus));
    let public = [("sector", json!("public"))];
    assert!(owed(&of("nytteindsats", "kh_jobparat", &public)).contains(&(Task::Inform, Party::Employer, None)));
    let before = [("sector", json!("public")), ("starts_on", json!("2024-12-02")), ("ends_on", json!("2024-12-29"))];
    assert!(owed(&of("nytteindsats", "kh_jobparat", &before)).contains(&(Task::Hearing, Party::Employer, None)));
}
