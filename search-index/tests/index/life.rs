//! How an index lives: own writes at once, commits in groups, positions that survive, rebuilds swapped in.

use std::time::{Duration, Instant};

use search_index::{
    Change, IndexError, RebuildReason, SearchError, SlotDocument, SlotIndex, SlotQuery, SlotRebuild, SynonymTable, document_hash,
};

use crate::kit::{OTHER, OWN, at, id, open_slot, rebuilt, text_query, upserts};

fn ids(index: &SlotIndex, text: &str) -> Vec<uuid::Uuid> {
    let mut ids: Vec<_> = index.search(&text_query(text)).unwrap().hits.iter().map(|hit| hit.id).collect();
    ids.sort();
    ids
}

fn delete(number: u64, version: u64) -> Change<SlotDocument> {
    Change::Delete { tenant: OWN, id: id(number), version }
}

#[test]
fn a_change_is_searchable_before_it_is_committed() {
    let dir = tempfile::tempdir().unwrap();
    let index = rebuilt(dir.path(), &[open_slot(1, "Kok"), open_slot(2, "Kok")]);
    let renamed = SlotDocument { version: 2, ..open_slot(1, "Smed") };
    index.apply(vec![Change::Upsert(renamed), delete(2, 2)], at(OWN, 2)).unwrap();
    assert_eq!((ids(&index, "kok"), ids(&index, "smed")), (vec![], vec![id(1)]));
    assert_eq!(index.search(&text_query("")).unwrap().change_number, 2);
    index.flush().unwrap();
    assert_eq!((ids(&index, "kok"), ids(&index, "smed")), (vec![], vec![id(1)]));
}

#[test]
fn an_older_version_never_replaces_a_newer_one() {
    let dir = tempfile::tempdir().unwrap();
    let index = rebuilt(dir.path(), &[SlotDocument { version: 5, ..open_slot(1, "Kok") }]);
    let old = || Change::Upsert(SlotDocument { version: 4, ..open_slot(1, "Smed") });
    index.apply(vec![old(), delete(1, 3)], at(OWN, 5)).unwrap();
    assert_eq!((ids(&index, "kok"), ids(&index, "smed")), (vec![id(1)], vec![]));
    index.apply(vec![delete(1, 6), old()], at(OWN, 4)).unwrap();
    assert_eq!((ids(&index, "kok"), ids(&index, "smed")), (vec![], vec![]));
    assert_eq!(index.positions(), [at(OWN, 5)], "positions never go back");
}

#[test]
fn what_was_not_committed_is_asked_for_again_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let index = rebuilt(dir.path(), &[open_slot(1, "Kok")]);
    index.apply(upserts(&[open_slot(2, "Kok")]), at(OWN, 7)).unwrap();
    index.flush().unwrap();
    index.apply(upserts(&[open_slot(3, "Kok")]), at(OWN, 8)).unwrap();
    assert_eq!(index.positions(), [at(OWN, 8)]);
    drop(index);
    let index = SlotIndex::open(dir.path(), SynonymTable::default()).unwrap();
    assert_eq!((ids(&index, "kok"), index.positions()), (vec![id(1), id(2)], vec![at(OWN, 7)]));
    index.apply(upserts(&[open_slot(3, "Kok")]), at(OWN, 8)).unwrap();
    assert_eq!(ids(&index, "kok"), [id(1), id(2), id(3)]);
}

#[test]
fn a_position_without_changes_is_kept_too() {
    let dir = tempfile::tempdir().unwrap();
    let index = rebuilt(dir.path(), &[]);
    index.apply(Vec::new(), at(OTHER, 40)).unwrap();
    index.flush().unwrap();
    drop(index);
    assert_eq!(SlotIndex::open(dir.path(), SynonymTable::default()).unwrap().positions(), [at(OTHER, 40), at(OWN, 1)]);
}

#[test]
fn changes_are_committed_by_themselves() {
    let dir = tempfile::tempdir().unwrap();
    drop(rebuilt(dir.path(), &[]));
    let index = SlotIndex::open_with(dir.path(), SynonymTable::default(), Some(Duration::from_millis(5))).unwrap();
    index.apply(upserts(&[open_slot(1, "Kok")]), at(OWN, 2)).unwrap();
    let deadline = Instant::now() + Duration::from_secs(30);
    while index.segments() == 0 && Instant::now() < deadline {
        std::thread::yield_now();
    }
    drop(index);
    assert_eq!(SlotIndex::open(dir.path(), SynonymTable::default()).unwrap().positions(), [at(OWN, 2)]);
}

#[test]
fn many_changes_leave_few_segments_and_the_right_slots() {
    let dir = tempfile::tempdir().unwrap();
    let slots: Vec<_> = (0..1_000).map(|number| open_slot(number, "Kok")).collect();
    let index = rebuilt(dir.path(), &slots);
    for round in 0..20_u64 {
        let changed = (0..50).map(|number| SlotDocument { version: round + 2, ..open_slot(round * 40 + number, "Smed") });
        index.apply(changed.map(Change::Upsert).collect(), at(OWN, round + 2)).unwrap();
        index.flush().unwrap();
    }
    index.flush().unwrap();
    assert!(index.segments() <= 8, "{}", index.segments());
    let (smiths, all) = (index.search(&text_query("smed")).unwrap().total, index.search(&text_query("")).unwrap().total);
    assert_eq!((smiths, all), (810, 1_000));
    let checksum = index.checksum(OWN);
    let sum = index.versions(OWN).iter().fold(0_u64, |sum, (id, version)| sum.wrapping_add(document_hash(OWN, *id, *version)));
    assert_eq!((checksum.count, checksum.sum), (1_000, sum));
}

#[test]
fn only_one_process_writes() {
    let dir = tempfile::tempdir().unwrap();
    let _first = rebuilt(dir.path(), &[]);
    assert!(matches!(SlotIndex::open(dir.path(), SynonymTable::default()), Err(IndexError::Busy)));
}

#[test]
fn a_rebuild_is_swapped_in_when_it_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let old = rebuilt(dir.path(), &[open_slot(1, "Kok")]);
    let mut rebuild = SlotRebuild::begin(dir.path()).unwrap();
    for slot in [open_slot(2, "Smed"), open_slot(3, "Smed"), SlotDocument { version: 2, ..open_slot(3, "Kok") }] {
        rebuild.add(slot).unwrap();
    }
    assert_eq!((ids(&old, "kok"), old.is_superseded()), (vec![id(1)], false));
    rebuild.finish(&[at(OWN, 9)]).unwrap();
    assert!(old.is_superseded());
    let new = SlotIndex::open(dir.path(), SynonymTable::default()).unwrap();
    assert_eq!((ids(&new, "kok"), ids(&new, "smed"), new.positions()), (vec![id(3)], vec![id(2)], vec![at(OWN, 9)]));
    assert_eq!(ids(&old, "kok"), [id(1)], "the old one still answers until it is let go");
}

#[test]
fn an_unfinished_rebuild_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    drop(SlotRebuild::begin(dir.path()).unwrap());
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    let absent = SlotIndex::open(dir.path(), SynonymTable::default());
    assert!(matches!(absent, Err(IndexError::NeedsRebuild(RebuildReason::Absent))));
}

#[test]
fn a_cursor_of_another_question_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let slots: Vec<_> = (0..5).map(|number| open_slot(number, "Kok")).collect();
    let index = rebuilt(dir.path(), &slots);
    let first = index.search(&SlotQuery { limit: 2, ..text_query("kok") }).unwrap();
    let cursor = first.next_cursor.clone();
    assert!(cursor.is_some());
    assert_eq!(index.search(&SlotQuery { cursor, ..text_query("smed") }), Err(SearchError::Cursor));
    assert_eq!(index.search(&SlotQuery { cursor: Some("æ".repeat(80)), ..text_query("kok") }), Err(SearchError::Cursor));
}

#[test]
fn reading_goes_on_while_others_write() {
    let dir = tempfile::tempdir().unwrap();
    let index = rebuilt(dir.path(), &[]);
    std::thread::scope(|scope| {
        for writer in 0..2_u64 {
            let index = &index;
            scope.spawn(move || {
                for number in 0..60 {
                    index.apply(upserts(&[open_slot(writer * 1_000 + number, "Kok")]), at(OWN, number)).unwrap();
                    if number % 20 == 0 {
                        index.flush().unwrap();
                    }
                }
            });
        }
        scope.spawn(|| {
            let mut last = 0;
            while last < 120 {
                let total = index.search(&text_query("kok")).unwrap().total;
                assert!(total >= last, "a slot was lost: {total} after {last}");
                last = total;
            }
        });
    });
}
