//! Every sentence that a person reads names its rule in words and its date, in both languages, and never a bare rule id.

use super::*;
use crate::domain::{
    citizen::LegalSituation,
    period::Period,
    rulebook::{
        deadline::{Course, DeadlineGround},
        rule::Header,
        wording,
    },
    terms::PlacementForm,
};

/// The sentence names the row, since when it holds, and no id.
fn names_its_rule(text: (&str, &str), head: Option<&Header>, what: &str) {
    for id in
        RULES.headers().iter().map(|head| head.id.as_str()).filter(|id| id.contains('-') || id.chars().any(|sign| sign.is_ascii_digit()))
    {
        assert!(!text.0.contains(id) && !text.1.contains(id), "{what}: {text:?} names {id}");
    }
    let Some(head) = head else { return };
    let since = wording::day(head.valid_from);
    assert!(text.0.contains(&format!("Regel: {}, fra {}", head.name.da, since.da)), "{what}: {text:?}");
    assert!(text.1.contains(&format!("Rule: {}, from {}", head.name.en, since.en)), "{what}: {text:?}");
}

/// The row behind a finding; those of columns of a list share the row of the group or kind.
fn row_of<'a>(rule: &str, form: &str, group: &str) -> Option<&'a Header> {
    let id = match rule {
        "public-only" | "type-closed" => form,
        "group-closed" => group,
        other => other,
    };
    RULES.headers().into_iter().find(|head| head.id == id)
}

#[test]
fn every_finding_of_every_kind_and_group_names_its_rule_and_date() {
    let mut seen = std::collections::BTreeSet::new();
    for form in PlacementForm::ALL.iter().map(|form| form.as_str()) {
        for group in RULES.target_groups.iter().map(|row| row.head.id.as_str()) {
            for (sector, start) in
                [("private", "2026-03-02"), ("public", "2026-07-01"), ("public", "2024-12-31"), ("private", "2019-12-31")]
            {
                for known in [true, false] {
                    let mut more = vec![("sector", json!(sector)), ("person.group_granted_on", json!("2026-02-01"))];
                    if !known {
                        more.extend([("person.age", absent()), ("workplace.occupants", absent()), ("person.jobparat", absent())]);
                    }
                    let end = (day(start) + chrono::Duration::days(200)).to_string();
                    for finding in duration(form, group, (start, &end), &more).findings {
                        let head = row_of(&finding.rule, form, group);
                        assert!(head.is_some() || finding.rule == "no-row", "{}", finding.rule);
                        names_its_rule((&finding.text, &finding.text_en), head, &finding.rule);
                        seen.insert(finding.rule);
                    }
                }
            }
        }
    }
    assert!(seen.len() > 25, "{seen:?}");
}

#[test]
fn every_deadline_names_its_rule_and_date() {
    let days = |from: &str, to: &str| Period { from: day(from), to: day(to) };
    let mut seen = std::collections::BTreeSet::new();
    for group in RULES.target_groups.iter().map(|row| row.head.id.as_str()) {
        for since in ["2014-02-01", "2019-12-31", "2021-05-01", "2026-06-30", "2026-07-01"] {
            let start = day(since);
            let forms = [PlacementForm::Fleksjob, PlacementForm::Voksenlaerling];
            let running = forms.map(|form| Course { form, days: days(since, "2031-01-01") });
            let offer = Course { form: PlacementForm::Virksomhedspraktik, days: days(since, since) };
            for courses in [vec![], running.to_vec(), vec![offer]] {
                let legal = LegalSituation { target_group: Some(group.to_owned()), ..LegalSituation::default() };
                let ground = DeadlineGround { legal: &legal, benefit_since: Some(start), courses: &courses, today: start };
                for due in RULES.deadlines(&ground).due {
                    let head = RULES.headers().into_iter().find(|head| head.id == due.rule);
                    names_its_rule((&due.text.da, &due.text.en), head, &due.rule);
                    assert!(due.text.da.contains(&wording::day(due.due_on).da) && due.text.en.contains(&wording::day(due.due_on).en));
                    assert!(due.act_by <= due.due_on && !due.source.is_empty());
                    seen.insert(due.rule);
                }
            }
        }
    }
    let all: std::collections::BTreeSet<_> = RULES.deadline.iter().map(|row| row.head.id.clone()).collect();
    assert_eq!(seen, all, "every row gives a sentence");
}

#[test]
fn every_row_is_called_something_in_both_languages() {
    for head in RULES.headers() {
        assert!(!head.name.da.is_empty() && !head.name.en.is_empty() && !head.source.is_empty(), "{}", head.id);
        assert!(!head.id.contains('-') || (head.name.da != head.id && head.name.en != head.id), "{} is called by its id", head.id);
    }
}
