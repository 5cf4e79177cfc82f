//! The script holds nothing of a person, and each of its parts finds a company in every demo.

use std::collections::HashSet;

use super::cast::cast;
use crate::{
    demo::{Demo, SEED, Size},
    domain::reference::holds_cpr_number,
    settings::reference,
};

fn monday() -> chrono::NaiveDate {
    "2026-03-02".parse().expect("a date")
}

#[test]
fn every_part_finds_a_company_of_its_own_for_other_sizes_and_seeds() {
    let lists = reference::load(None).expect("the embedded lists");
    for (size, seed) in [(Size::S, SEED), (Size::S, 1), (Size::S, 7), (Size::S, 4711), (Size::M, SEED), (Size::L, SEED), (Size::Xl, SEED)] {
        let demo = Demo::new(&lists, size, seed, monday()).expect("material");
        let town = demo.town(0).expect("the home municipality");
        let parts = &demo.material.story.part;
        let found = cast(&town, parts).expect("everybody is found");
        let again = cast(&town, parts).expect("everybody is found");
        assert_eq!(found, again, "the same seed gives the same cast");
        assert_eq!(found.values().collect::<HashSet<_>>().len(), parts.len(), "{seed}");
    }
}

#[test]
fn the_script_names_no_illness_and_no_number_of_a_person() {
    let lists = reference::load(None).expect("the embedded lists");
    let text = include_str!("../../../config/demo/story.toml");
    assert_eq!(lists.diagnosis_words.find(text), None);
    assert!(!holds_cpr_number(text));
}
