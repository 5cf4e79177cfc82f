//! A damaged, missing or foreign index never gives a wrong answer: it says that it must be rebuilt.

use std::fs;
use std::path::{Path, PathBuf};

use search_index::{Change, IndexError, RebuildReason, SlotDocument, SlotIndex, SynonymTable};

use crate::kit::{OWN, at, id, open_slot, rebuilt, text_query};

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// Makes a folder with an index of two segments and some deleted slots.
fn whole() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let slots: Vec<_> = (0..30).map(|number| open_slot(number, "Kok i kantine")).collect();
    let index = rebuilt(dir.path(), &slots);
    let changed = (20..40).map(|number| Change::Upsert(SlotDocument { version: 2, ..open_slot(number, "Smed") }));
    let deleted = (0..5).map(|number| Change::Delete { tenant: OWN, id: id(number), version: 2 });
    index.apply(changed.chain(deleted).collect(), at(OWN, 2)).unwrap();
    index.flush().unwrap();
    dir
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &target) } else { fs::copy(entry.path(), target).map(|_| ()).unwrap() }
    }
}

/// What an index that may be damaged says: it must be rebuilt, or the right answer.
#[track_caller]
fn is_honest(dir: &Path, what: &str) -> bool {
    match SlotIndex::open_with(dir, SynonymTable::default(), None) {
        Err(IndexError::NeedsRebuild(_)) => true,
        Err(other) => panic!("{what}: {other}"),
        Ok(index) => {
            let total = |text| index.search(&text_query(text)).unwrap().total;
            assert_eq!((total(""), total("kok"), total("smed"), index.positions()), (35, 15, 20, vec![at(OWN, 2)]), "{what}");
            false
        }
    }
}

#[test]
fn a_whole_index_opens() {
    assert!(!is_honest(whole().path(), "whole"));
}

#[test]
fn a_missing_index_asks_for_a_rebuild() {
    let dir = tempfile::tempdir().unwrap();
    for path in [dir.path().to_owned(), dir.path().join("nowhere")] {
        let opened = SlotIndex::open(&path, SynonymTable::default());
        assert!(matches!(opened, Err(IndexError::NeedsRebuild(RebuildReason::Absent))));
    }
}

#[test]
fn any_file_may_be_deleted_or_cut_short() {
    let original = whole();
    let mut refused = 0;
    for file in files(original.path()) {
        let inside = file.strip_prefix(original.path()).unwrap();
        for keep in [None, Some(0.0), Some(0.5), Some(0.98)] {
            let copied = tempfile::tempdir().unwrap();
            copy(original.path(), copied.path());
            let (target, content) = (copied.path().join(inside), fs::read(&file).unwrap());
            match keep {
                None => fs::remove_file(&target).unwrap(),
                Some(share) => fs::write(&target, &content[..(content.len() as f64 * share) as usize]).unwrap(),
            }
            refused += usize::from(is_honest(copied.path(), &format!("{} {keep:?}", inside.display())));
        }
    }
    assert!(refused > 20, "{refused}");
}

#[test]
fn any_byte_may_be_flipped() {
    let original = whole();
    let mut refused = 0;
    for file in files(original.path()) {
        let inside = file.strip_prefix(original.path()).unwrap();
        let content = fs::read(&file).unwrap();
        for step in 0..12 {
            let Some(place) = (content.len() > step).then(|| content.len() * step / 12) else { continue };
            let copied = tempfile::tempdir().unwrap();
            copy(original.path(), copied.path());
            let mut flipped = content.clone();
            flipped[place] ^= 1 << (step % 8);
            fs::write(copied.path().join(inside), flipped).unwrap();
            refused += usize::from(is_honest(copied.path(), &format!("{} byte {place}", inside.display())));
        }
    }
    assert!(refused > 50, "{refused}");
}

#[test]
fn an_index_of_an_older_schema_asks_for_a_rebuild() {
    let dir = whole();
    let meta = files(dir.path()).into_iter().find(|file| file.ends_with("meta.json") && !file.ends_with(".managed.json")).unwrap();
    let text = fs::read_to_string(&meta).unwrap();
    fs::write(&meta, text.replace("\"description_raw\"", "\"description_old\"")).unwrap();
    assert!(is_honest(dir.path(), "older schema"));
}

#[test]
fn a_rebuild_makes_a_damaged_index_whole() {
    let dir = whole();
    for file in files(dir.path()).iter().filter(|file| file.extension().is_some_and(|end| end == "fast")) {
        fs::write(file, b"nonsense").unwrap();
    }
    assert!(is_honest(dir.path(), "fast fields"));
    let index = rebuilt(dir.path(), &[open_slot(1, "Kok")]);
    assert_eq!(index.search(&text_query("kok")).unwrap().total, 1);
}
