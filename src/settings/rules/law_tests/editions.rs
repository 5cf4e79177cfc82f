//! Deadlines and the ratio when a municipality has editions of its own: each by the edition of the day that it counts from.

use super::*;
use crate::{
    domain::{
        citizen::LegalSituation,
        rulebook::{
            Edition, RuleBook,
            deadline::{Course, DeadlineGround},
        },
        terms::PlacementForm,
    },
    settings::rules::text::RuleText,
};

/// The program's rules, and from 2027 on an edition without the group `dagpenge`, whose heir is `ny_dagpenge`.
fn book() -> RuleBook {
    let text = RuleText::of_program(None).unwrap();
    let first = text.edition(None).unwrap();
    let mut later = text.clone();
    for file in text.files() {
        let heir = |text: &str| text.replace("\"dagpenge\"", "\"ny_dagpenge\"");
        let named = heir(&file.text).replace("id = \"ny_dagpenge\"", "id = \"ny_dagpenge\"\nreplaces = [\"dagpenge\"]");
        later.put(&file.name, named);
    }
    let later = Edition { from: Some(day("2027-01-01")), ..later.edition(None).unwrap() };
    RuleBook::new(first, vec![later])
}

fn ground<'a>(legal: &'a LegalSituation, courses: &'a [Course], benefit_since: &str) -> DeadlineGround<'a> {
    DeadlineGround { legal, benefit_since: Some(day(benefit_since)), courses, today: day("2027-02-01") }
}

#[test]
fn a_group_that_only_the_new_edition_knows_is_missing_under_the_old_one_and_never_nothing_due() {
    let legal = LegalSituation { target_group: Some("ny_dagpenge".to_owned()), ..LegalSituation::default() };
    let found = book().deadlines(&ground(&legal, &[], "2026-12-01"));
    assert_eq!((found.due.len(), found.missing), (0, vec!["person.target_group"]));
    let found = book().deadlines(&ground(&legal, &[], "2027-01-15"));
    assert!(found.missing.is_empty() && found.due.iter().any(|one| one.rule == "offer-2026"), "{found:?}");
}

#[test]
fn an_old_group_is_its_heir_under_the_new_edition() {
    let legal = LegalSituation { target_group: Some("dagpenge".to_owned()), ..LegalSituation::default() };
    for since in ["2026-12-01", "2027-01-15"] {
        let found = book().deadlines(&ground(&legal, &[], since));
        assert!(found.due.iter().any(|one| one.rule == "offer-2026" && one.since == day(since)), "{since}: {found:?}");
    }
}

#[test]
fn what_counts_from_a_placement_follows_the_edition_of_its_own_day() {
    let legal = LegalSituation { target_group: Some("fleksjobvisiteret".to_owned()), ..LegalSituation::default() };
    let days = crate::domain::period::Period { from: day("2027-01-04"), to: day("2031-12-31") };
    let courses = [Course { form: PlacementForm::Fleksjob, days }];
    let found = book().deadlines(&ground(&legal, &courses, "2026-03-01"));
    assert!(found.due.iter().any(|one| one.since == days.from), "{found:?}");
}
