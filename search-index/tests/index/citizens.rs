//! The citizen index: coded fields only, found by wishes, skills, hours, waiting, deadline and group.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use search_index::{
    Change, CitizenDocument, CitizenFacet, CitizenIndex, CitizenQuery, CitizenRebuild, CitizenSort, FacetValue, IndexError,
};

use crate::kit::{Dice, OTHER, OWN, at, id};

fn citizen(tenant: i32, number: u64, seed: u64) -> CitizenDocument {
    let mut dice = Dice::new(seed);
    let mut below = |limit: u64| u8::try_from(dice.below(limit)).unwrap();
    let wishes = ["9333", "5311", "531120", "9412", "8344"];
    CitizenDocument {
        tenant,
        search_id: id(number),
        version: seed,
        wishes: (0..below(3)).map(|_| wishes[usize::from(below(5))].to_owned()).collect(),
        skills: (0..below(4)).map(|_| u32::from(below(6)) * 100_000).collect(),
        hours_min: below(30),
        hours_max: 30 + below(44),
        time_from: None,
        time_to: Some(900),
        refuses: u64::from(below(16)),
        needs: u64::from(below(4)),
        group: below(5),
        team: (below(2) == 0).then(|| id(u64::from(below(3)))),
        waiting_since: 20_000 + i32::from(below(200)),
        deadline: (below(3) > 0).then(|| 20_500 + i32::from(below(100))),
        transport: below(16),
        max_km: Some(10),
        language: below(7),
        licences: u16::from(below(4)),
    }
}

fn question(seed: u64) -> CitizenQuery {
    let mut dice = Dice::new(seed);
    let mut below = |limit: u64| u8::try_from(dice.below(limit)).unwrap();
    CitizenQuery {
        among: None,
        tenant: OWN,
        wishes: if below(3) == 0 { vec!["53".to_owned(), "9412".to_owned()] } else { Vec::new() },
        skills: if below(4) == 0 { vec![100_000] } else { Vec::new() },
        hours: (below(3) == 0).then(|| below(74)),
        groups: if below(3) == 0 { vec![1, 2] } else { Vec::new() },
        teams: if below(5) == 0 { vec![id(1)] } else { Vec::new() },
        waiting_since_at_latest: (below(3) == 0).then_some(20_080),
        deadline_at_latest: (below(4) == 0).then_some(20_550),
        demands: if below(3) == 0 { 2 } else { 0 },
        offers: (below(4) == 0).then_some(1),
        transport: if below(4) == 0 { 3 } else { 0 },
        language_at_least: below(3),
        licences: u16::from(below(2)),
        sort: if below(2) == 0 { CitizenSort::Waiting } else { CitizenSort::Deadline },
        limit: 100,
        cursor: None,
        facets: vec![CitizenFacet::Group, CitizenFacet::Skill, CitizenFacet::Transport],
    }
}

fn fits(citizen: &CitizenDocument, query: &CitizenQuery) -> bool {
    let wished = |prefix: &String| citizen.wishes.iter().any(|wish| wish.starts_with(prefix));
    let checks = [
        citizen.tenant == query.tenant,
        query.wishes.is_empty() || query.wishes.iter().any(wished),
        query.skills.iter().all(|skill| citizen.skills.contains(skill)),
        query.hours.is_none_or(|hours| (citizen.hours_min..=citizen.hours_max).contains(&hours)),
        query.groups.is_empty() || query.groups.contains(&citizen.group),
        query.teams.is_empty() || citizen.team.is_some_and(|team| query.teams.contains(&team)),
        query.waiting_since_at_latest.is_none_or(|day| citizen.waiting_since <= day),
        query.deadline_at_latest.is_none_or(|day| citizen.deadline.is_some_and(|deadline| deadline <= day)),
        citizen.refuses & query.demands == 0,
        query.offers.is_none_or(|offers| citizen.needs & !offers == 0),
        query.transport == 0 || citizen.transport & query.transport != 0,
        citizen.language >= query.language_at_least,
        query.licences & !citizen.licences == 0,
    ];
    checks.into_iter().all(|check| check)
}

fn rebuilt(dir: &Path, citizens: &[CitizenDocument]) -> CitizenIndex {
    let mut rebuild = CitizenRebuild::begin(dir).unwrap();
    citizens.iter().cloned().for_each(|citizen| rebuild.add(citizen).unwrap());
    rebuild.finish(&[at(OWN, 1)]).unwrap();
    CitizenIndex::open_with(dir, None).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, ..ProptestConfig::default() })]

    #[test]
    fn filters_and_facets_equal_a_look_at_every_citizen(seed in 0_u64..1_000_000) {
        let citizens: Vec<_> = (0..300).map(|number| citizen(if number % 6 == 0 { OTHER } else { OWN }, number, seed * 1_000 + number)).collect();
        let dir = tempfile::tempdir().unwrap();
        let index = rebuilt(dir.path(), &citizens[..200]);
        let late = citizens[200..].iter().cloned().map(Change::Upsert).collect();
        index.apply(late, at(OWN, 2)).unwrap();
        for question_number in 0..80 {
            let query = question(seed + question_number);
            let answer = index.search(&query).unwrap();
            let fitting: Vec<_> = citizens.iter().filter(|citizen| fits(citizen, &query)).collect();
            prop_assert_eq!(answer.total, fitting.len() as u64);
            prop_assert!(answer.hits.iter().all(|hit| fitting.iter().any(|citizen| citizen.search_id == hit.search_id)));
            let ordered = match query.sort {
                CitizenSort::Waiting => answer.hits.is_sorted_by_key(|hit| hit.waiting_since),
                CitizenSort::Deadline => answer.hits.is_sorted_by_key(|hit| hit.deadline.unwrap_or(i32::MAX)),
            };
            prop_assert!(ordered);
            for count in &answer.facets.iter().find(|(facet, _)| *facet == CitizenFacet::Group).unwrap().1 {
                let same = fitting.iter().filter(|citizen| FacetValue::Number(u32::from(citizen.group)) == count.value).count();
                prop_assert_eq!(count.count, same as u64);
            }
        }
        let before = index.search(&question(seed)).unwrap();
        index.flush().unwrap();
        prop_assert_eq!(index.search(&question(seed)).unwrap(), before);
    }
}

fn bytes_on_disk(dir: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { bytes.extend(bytes_on_disk(&path)) } else { bytes.extend(fs::read(&path).unwrap()) }
    }
    bytes
}

#[test]
fn a_wish_that_is_not_a_code_never_reaches_the_disk() {
    let dir = tempfile::tempdir().unwrap();
    let wishes = vec!["Karen Kanariefugl".to_owned(), "9333".to_owned(), "010190-1234".to_owned()];
    let index = rebuilt(dir.path(), &[CitizenDocument { wishes, ..citizen(OWN, 1, 1) }]);
    let wished = |prefix: &str| CitizenQuery { tenant: OWN, wishes: vec![prefix.to_owned()], limit: 1, ..CitizenQuery::default() };
    assert_eq!(index.search(&wished("9333")).unwrap().total, 1);
    assert_eq!(index.search(&wished("0101")).unwrap().total, 0);
    let bytes = bytes_on_disk(dir.path());
    assert!(!bytes.windows(5).any(|window| window == b"Karen"));
}

/// The names of all segment files, without their endings.
fn segment_files(dir: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for path in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            names.extend(segment_files(&path));
        }
        let stem = path.file_stem().unwrap().to_str().unwrap();
        names.extend(stem.split('.').next().filter(|stem| stem.len() == 32).map(str::to_owned));
    }
    names
}

#[test]
fn an_erased_profile_is_gone_from_the_files() {
    let dir = tempfile::tempdir().unwrap();
    let index = rebuilt(dir.path(), &[citizen(OWN, 7_777, 1), citizen(OWN, 2, 2)]);
    let before = segment_files(dir.path());
    index.apply(vec![Change::Delete { tenant: OWN, id: id(7_777), version: 9 }], at(OWN, 9)).unwrap();
    index.compact().unwrap();
    let after = segment_files(dir.path());
    assert!(before.len() == 1 && after.len() == 1 && before.is_disjoint(&after), "{before:?} {after:?}");
    assert_eq!(index.versions(OWN), [(id(2), 2)]);
}

#[test]
fn a_rebuild_leaves_no_older_profiles_on_the_disk() {
    let dir = tempfile::tempdir().unwrap();
    let old = rebuilt(dir.path(), &[citizen(OWN, 1, 1)]);
    let new = rebuilt(dir.path(), &[citizen(OWN, 2, 2)]);
    assert_eq!(segment_files(dir.path()).len(), 1);
    old.apply(vec![Change::Upsert(citizen(OWN, 3, 3))], at(OWN, 3)).unwrap();
    old.flush().unwrap();
    assert_eq!((segment_files(dir.path()).len(), old.versions(OWN).len(), new.versions(OWN)), (1, 2, vec![(id(2), 2)]));
}

#[test]
fn a_slot_index_is_not_a_citizen_index() {
    let dir = tempfile::tempdir().unwrap();
    drop(crate::kit::rebuilt(dir.path(), &[]));
    assert!(matches!(CitizenIndex::open(dir.path()), Err(IndexError::NeedsRebuild(_))));
}
