//! The facts about a person, from the noted legal situation.

use super::*;
use crate::domain::{
    citizen::LegalSituation,
    rulebook::{Known, facts::PreviousEmployment},
};

fn age(situation: &LegalSituation) -> Known<u32> {
    RULES.person_facts(situation, day("2026-03-02"), Known::Is(false)).age
}

#[test]
fn a_birth_year_alone_gives_no_age_near_a_limit() {
    let born = |year| LegalSituation { birth_year: Some(year), ..LegalSituation::default() };
    // 50 or 51, 24 or 25: the rules name 51 ("over 50") and 25.
    assert_eq!((age(&born(1975)), age(&born(2001))), (Known::Absent, Known::Absent));
    assert_eq!((age(&born(1974)), age(&born(1976))), (Known::Is(51), Known::Is(49)));
    let exact = LegalSituation { birth_date: Some(day("1975-03-02")), ..born(1975) };
    assert_eq!(age(&exact), Known::Is(51), "the birthday itself");
    assert_eq!(age(&LegalSituation::default()), Known::Absent);
}

#[test]
fn the_last_employer_is_known_by_any_number_of_the_company() {
    let at = |employer: Option<&str>| LegalSituation {
        last_employer: employer.map(str::to_owned),
        last_function: Some("Lagermedarbejder".to_owned()),
        ..LegalSituation::default()
    };
    let job = |employer| PreviousEmployment::of(&at(employer), &["13585628", "9000000001"], "lagermedarbejder");
    assert_eq!(job(Some("9000000001")).last_employer_is_this, Known::Is(true));
    assert_eq!(job(Some("24256790")).last_employer_is_this, Known::Is(false));
    assert_eq!((job(None).last_employer_is_this, job(None).same_function), (Known::Absent, Known::Is(true)));
    let other = PreviousEmployment::of(&at(None), &[], "butiksassistent");
    assert_eq!(other.same_function, Known::Absent);
}
