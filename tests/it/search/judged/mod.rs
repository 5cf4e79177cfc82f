//! How well what is found fits what was meant: the judged set of `search-index/tests/judged`, three engines in one run.

mod engines;
mod measure;
mod set;

use std::{collections::BTreeMap, process::Command};

use brobygger::search::{criteria::SlotCriteria, engine::SlotDocument};
use search_index::distance_km;

use self::{
    engines::{Ours, Plain, Postgres, documents, number, understood},
    measure::Goodness,
    set::{JudgedQuery, JudgedSet, folder},
};
use crate::kit::House;

/// What the whole set must reach, and by how much it must be better than PostgreSQL's search.
const BAR: f64 = 0.90;
const AHEAD: f64 = 0.15;

/// The figures of one engine by tag of the questions.
type ByTag<'a> = BTreeMap<&'a str, Vec<Goodness>>;

/// Everything that one run compares.
struct Run<'a> {
    set: &'a JudgedSet,
    documents: &'a [SlotDocument],
    house: &'a House,
}

impl Run<'_> {
    /// The places that break no hard filter, by number; their grades.
    fn grades(&self, query: &JudgedQuery, asked: &SlotCriteria) -> BTreeMap<u32, u8> {
        let near = |document: &SlotDocument| match (asked.near, document.lat.zip(document.lon)) {
            (Some(point), Some(place)) => distance_km((point.lat, point.lon), place) <= asked.radius_km.unwrap_or(f64::MAX),
            (near, _) => near.is_none(),
        };
        let open = self.set.slots.iter().zip(self.documents).filter(|(slot, document)| query.lets_through(slot) && near(document));
        open.map(|(slot, document)| (number(document.id), self.set.grade(query, slot))).collect()
    }
}

fn goodness(found: &[u32], grades: &BTreeMap<u32, u8>) -> Option<Goodness> {
    let found: Vec<u8> = found.iter().filter_map(|id| grades.get(id).copied()).collect();
    Goodness::of(&found, grades.values().copied().collect())
}

/// The commit that last changed a file; the figures belong to it.
fn commit_of(file: &str) -> String {
    let told = Command::new("git").args(["log", "-1", "--format=%h", "--", file]).current_dir(folder()).output();
    told.map(|told| String::from_utf8_lossy(&told.stdout).trim().to_owned()).unwrap_or_default()
}

#[expect(clippy::print_stdout, reason = "the report is what this is for")]
fn tell(part: &str, engine: &str, by_tag: &ByTag<'_>) -> Goodness {
    let all: Vec<Goodness> = by_tag.values().flatten().copied().collect();
    let whole = Goodness::mean(&all);
    println!(
        "{part} ({}), {engine}: nDCG@10 {:.3}, recall@50 {:.3}, {} questions",
        commit_of(&format!("queries_{part}.csv")),
        whole.ndcg,
        whole.recall,
        all.len()
    );
    let tags: Vec<String> = by_tag
        .iter()
        .map(|(tag, all)| (tag, Goodness::mean(all)))
        .map(|(tag, one)| format!("{tag} {:.2}/{:.2}", one.ndcg, one.recall))
        .collect();
    println!("    {}", tags.join(", "));
    whole
}

async fn compared(run: &Run<'_>, part: &str, queries: &[JudgedQuery]) {
    let (ours, plain) = (Ours::of(run.house, run.documents), Plain::of(run.documents));
    let postgres = Postgres::of(run.house, run.documents).await;
    let mut figures: [ByTag<'_>; 3] = Default::default();
    let mut lost = Vec::new();
    for query in queries {
        let asked = understood(run.house, query);
        let grades = run.grades(query, &asked);
        let found = ours.find(&asked);
        let plain_found = plain.find(&asked.text, true);
        let missed = plain_found.into_iter().filter(|id| !found.contains(id) && grades.contains_key(id)).count();
        if missed > 0 {
            lost.push(format!("{} »{}«: {missed}", query.id, query.text));
        }
        let theirs = match &postgres {
            Some(postgres) => postgres.find(&asked.text).await,
            None => Vec::new(),
        };
        for (figures, found) in figures.iter_mut().zip([found, plain.find(&asked.text, false), theirs]) {
            figures.entry(&query.tag).or_default().extend(goodness(&found, &grades));
        }
    }
    let [ours, plain, theirs] =
        [("ours", 0), ("plain stemmer", 1), ("PostgreSQL", 2)].map(|(name, place)| tell(part, name, &figures[place]));
    assert!(lost.is_empty(), "a plain word search also finds, {} questions: {lost:#?}", lost.len());
    assert!(ours.ndcg >= BAR && ours.ndcg >= theirs.ndcg + AHEAD && ours.ndcg > plain.ndcg, "{part}: {ours:?} {theirs:?} {plain:?}");
}

house_tests! {
    async fn what_was_meant_is_found_first(house) {
        let set = JudgedSet::read();
        let documents = documents(&house, &set);
        let run = Run { set: &set, documents: &documents, house: &house };
        for (part, queries) in &set.parts {
            compared(&run, part, queries).await;
        }
    }
}
