//! The judged set: places, questions, and the grade of each place for each question by the written rules.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

use serde::{Deserialize, de::DeserializeOwned};

/// A place of the set.
#[derive(Debug, Deserialize)]
pub struct JudgedSlot {
    pub id: u32,
    pub title: String,
    pub base_title: String,
    pub disco: String,
    pub branch: String,
    pub description: String,
    pub tasks: String,
    pub workplace: String,
    pub company: String,
    pub postcode: String,
    pub municipality: String,
    pub kinds: String,
    pub hours_min: f64,
    pub hours_max: f64,
}

/// A question of the set.
#[derive(Debug, Deserialize)]
pub struct JudgedQuery {
    pub id: String,
    pub text: String,
    means: String,
    pub kind: String,
    pub municipality: String,
    pub tag: String,
}

impl JudgedQuery {
    /// Titles and units that are meant.
    fn meanings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.means.split('|').map(|meaning| meaning.split_once('@').expect("title@unit"))
    }

    /// Whether a place is of the kind and in the municipality asked for.
    pub fn lets_through(&self, slot: &JudgedSlot) -> bool {
        let is_kind = self.kind.is_empty() || slot.kinds.split('|').any(|kind| kind == self.kind);
        is_kind && (self.municipality.is_empty() || slot.municipality == self.municipality)
    }
}

#[derive(Deserialize)]
struct Neighbours {
    one: String,
    other: String,
}

#[derive(Deserialize)]
struct Exception {
    query: String,
    slot: u32,
    grade: u8,
    reason: String,
}

/// Everything that is judged.
pub struct JudgedSet {
    pub slots: Vec<JudgedSlot>,
    /// The parts that there are, by name.
    pub parts: Vec<(&'static str, Vec<JudgedQuery>)>,
    neighbours: HashSet<(String, String)>,
    exceptions: HashMap<(String, u32), u8>,
}

/// Where the set lies.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("search-index/tests/judged")
}

fn rows<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(folder().join(name)).expect(name);
    reader.deserialize().map(|row| row.expect(name)).collect()
}

impl JudgedSet {
    pub fn read() -> Self {
        let pairs = rows::<Neighbours>("neighbours.csv").into_iter();
        let exceptions = rows::<Exception>("exceptions.csv").into_iter();
        Self {
            slots: rows("slots.csv"),
            parts: [("early", "queries_early.csv"), ("late", "queries_late.csv")]
                .into_iter()
                .filter(|(_, file)| folder().join(file).exists())
                .map(|(part, file)| (part, rows(file)))
                .collect(),
            neighbours: pairs.flat_map(|pair| [(pair.one.clone(), pair.other.clone()), (pair.other, pair.one)]).collect(),
            exceptions: exceptions
                .inspect(|one| assert!(!one.reason.trim().is_empty(), "{}: an exception says why", one.query))
                .map(|one| ((one.query, one.slot), one.grade))
                .collect(),
        }
    }

    /// The grade of a place that breaks no hard filter.
    pub fn grade(&self, query: &JudgedQuery, slot: &JudgedSlot) -> u8 {
        let by_rule = || query.meanings().map(|meaning| self.grade_for(meaning, slot)).max().unwrap_or(0);
        self.exceptions.get(&(query.id.clone(), slot.id)).copied().unwrap_or_else(by_rule)
    }

    fn grade_for(&self, (title, unit): (&str, &str), slot: &JudgedSlot) -> u8 {
        let is_beside = || self.neighbours.contains(&(unit.to_owned(), slot.disco.clone()));
        match slot.disco.as_str() {
            same if same == unit => 2 + u8::from(slot.base_title == title),
            near if near[..3] == unit[..3] => 1,
            _ => u8::from(is_beside()),
        }
    }
}
