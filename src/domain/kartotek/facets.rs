//! Exact counts of what there is to choose: each facet as if nothing were chosen in it, as in good shops.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    criteria::{Band, Mark, Silence, bit},
    rows::Seen,
};
use crate::domain::{
    ids::AccountId,
    terms::{LadderStep, Sector, words},
};

words! {
    /// What is counted.
    Facet {
        /// Sections of the branch code.
        Section = "section",
        /// Sectors.
        Sector = "sector",
        /// Steps of the ladder.
        Step = "step",
        /// Municipalities.
        Municipality = "municipality",
        /// Employees.
        Band = "band",
        /// Consultants; the empty value is nobody.
        Owner = "owner",
        /// Topics that the company has said yes to, as target groups.
        Willing = "willing",
        /// The same, as support.
        Gives = "gives",
        /// Last contact.
        Silence = "silence",
        /// Yes-or-no facts.
        Mark = "mark",
    }
}

/// Counts by facet and value; values that nothing has are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCounts(pub BTreeMap<Facet, BTreeMap<String, u64>>);

impl FacetCounts {
    /// The lines of a facet, the largest first.
    #[must_use]
    pub fn lines(&self, facet: Facet) -> Vec<(&str, u64)> {
        let mut lines: Vec<(&str, u64)> = self.0.get(&facet).into_iter().flatten().map(|(value, count)| (value.as_str(), *count)).collect();
        lines.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        lines
    }

    /// How many have a value.
    #[must_use]
    pub fn count(&self, facet: Facet, value: &str) -> u64 {
        self.0.get(&facet).and_then(|values| values.get(value)).copied().unwrap_or_default()
    }
}

/// Most codes of municipalities.
const CODES: usize = 1000;

/// Counts in arrays, told by name at the end.
pub(super) struct Counter {
    sections: [u32; 26],
    sectors: [u32; Sector::ALL.len()],
    steps: [u32; LadderStep::ALL.len()],
    municipalities: Vec<u32>,
    bands: [u32; Band::ALL.len()],
    owners: Vec<u32>,
    nobody: u32,
    willing: Vec<u32>,
    gives: Vec<u32>,
    silence: [u32; Silence::ALL.len()],
    marks: [u32; Mark::ALL.len()],
}

impl Counter {
    pub fn new(people: usize, topics: usize) -> Self {
        Self {
            sections: [0; 26],
            sectors: [0; Sector::ALL.len()],
            steps: [0; LadderStep::ALL.len()],
            municipalities: vec![0; CODES],
            bands: [0; Band::ALL.len()],
            owners: vec![0; people],
            nobody: 0,
            willing: vec![0; topics],
            gives: vec![0; topics],
            silence: [0; Silence::ALL.len()],
            marks: [0; Mark::ALL.len()],
        }
    }

    /// Counts a company that fails at most one filter: everywhere, or only in the facet that it fails.
    pub fn count(&mut self, Seen { row, topics, .. }: Seen<'_>, failed: u32, silence: Silence) {
        let counts = |bit: u32| failed & !bit == 0;
        if counts(bit::BRANCH)
            && let Some(count) = row.section.and_then(|section| self.sections.get_mut(usize::from(section)))
        {
            *count += 1;
        }
        self.sectors[row.sector as usize] += u32::from(counts(bit::SECTOR));
        self.steps[row.step as usize] += u32::from(counts(bit::STEP));
        if counts(bit::MUNICIPALITY)
            && let Some(count) = self.municipalities.get_mut(usize::from(row.municipality))
        {
            *count += 1;
        }
        self.bands[row.band as usize] += u32::from(counts(bit::BAND));
        if counts(bit::OWNER) {
            *row.owner.and_then(|owner| self.owners.get_mut(usize::from(owner))).unwrap_or(&mut self.nobody) += 1;
        }
        for (bit, of_topics) in [(bit::WILLING, &mut self.willing), (bit::GIVES, &mut self.gives)] {
            if counts(bit) {
                topics.iter().for_each(|topic| of_topics[usize::from(*topic)] += 1);
            }
        }
        self.silence[silence as usize] += u32::from(counts(bit::SILENCE));
        // Marks narrow each other, so one that was not asked for counts among those that fit.
        let mut marks = if failed == 0 { row.marks } else { 0 };
        while marks != 0 {
            self.marks[marks.trailing_zeros() as usize] += 1;
            marks &= marks - 1;
        }
    }

    /// The counts by name.
    pub fn told(self, people: &[AccountId], topics: &[String]) -> FacetCounts {
        let letters = (b'A'..=b'Z').map(|letter| char::from(letter).to_string());
        let owners = people.iter().map(ToString::to_string).zip(self.owners).chain([(String::new(), self.nobody)]);
        let codes = self.municipalities.into_iter().enumerate().skip(1).map(|(code, count)| (format!("{code:04}"), count));
        let topics = |counts: Vec<u32>| lines(topics.iter().cloned().zip(counts));
        FacetCounts(BTreeMap::from([
            (Facet::Section, lines(letters.zip(self.sections))),
            (Facet::Sector, lines(named(Sector::ALL, &self.sectors))),
            (Facet::Step, lines(named(LadderStep::ALL, &self.steps))),
            (Facet::Municipality, lines(codes)),
            (Facet::Band, lines(named(Band::ALL, &self.bands))),
            (Facet::Owner, lines(owners)),
            (Facet::Willing, topics(self.willing)),
            (Facet::Gives, topics(self.gives)),
            (Facet::Silence, lines(named(Silence::ALL, &self.silence))),
            (Facet::Mark, lines(named(Mark::ALL, &self.marks))),
        ]))
    }
}

fn named<'a, T: ToString>(words: &'a [T], counts: &'a [u32]) -> impl Iterator<Item = (String, u32)> + 'a {
    words.iter().map(ToString::to_string).zip(counts.iter().copied())
}

fn lines(counted: impl Iterator<Item = (String, u32)>) -> BTreeMap<String, u64> {
    counted.filter(|(_, count)| *count > 0).map(|(value, count)| (value, u64::from(count))).collect()
}
