//! What a pass over all companies looks at, small and side by side; the rest is asked only where a filter needs it.

use memchr::memmem::Finder;

use super::{criteria::Band, entry::Entry};
use crate::domain::terms::{LadderStep, Sector};

/// A company's part of every pass, some 28 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub section: Option<u8>,
    pub sector: Sector,
    pub step: LadderStep,
    pub band: Band,
    pub municipality: u16,
    pub owner: Option<u16>,
    pub last_contact: i32,
    /// The facts that hold on the day of the rows.
    pub marks: u32,
    /// Behind its last topic.
    topics_to: u32,
}

/// The rows of all entries, in their order, on one day.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub day: i32,
    rows: Vec<Row>,
    topics: Vec<u16>,
    /// The words of all companies behind each other, a line end behind each: one sweep finds who has a word.
    words: String,
    words_to: Vec<usize>,
}

/// One company of a pass.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    /// Its place in the alphabet.
    pub place: usize,
    pub row: Row,
    pub topics: &'a [u16],
    pub entry: &'a Entry,
}

impl Rows {
    /// The rows of some entries on a day.
    pub fn of(entries: &[Entry], day: i32) -> Self {
        let (mut topics, mut words, mut words_to) = (Vec::new(), String::new(), Vec::with_capacity(entries.len()));
        let row = |entry: &Entry| {
            topics.extend_from_slice(&entry.topics);
            words.push_str(&entry.words);
            words.push('\n');
            words_to.push(words.len());
            Row {
                section: entry.section.and_then(|letter| u8::try_from(letter).ok()?.checked_sub(b'A')),
                sector: entry.sector,
                step: entry.step,
                band: entry.band(),
                municipality: entry.municipality,
                owner: entry.owner,
                last_contact: entry.last_contact,
                marks: entry.marks(day),
                topics_to: u32::try_from(topics.len()).unwrap_or(u32::MAX),
            }
        };
        let rows = entries.iter().map(row).collect();
        Self { day, rows, topics, words, words_to }
    }

    /// Which companies have all of some words; the first one had better be the rarest.
    pub fn with_words(&self, finders: &[Finder<'_>]) -> Vec<bool> {
        let mut have = vec![false; self.rows.len()];
        let Some((first, others)) = finders.split_first() else { return have };
        let mut from = 0;
        while let Some(hit) = first.find(&self.words.as_bytes()[from..]) {
            let place = self.words_to.partition_point(|end| *end <= from + hit);
            let begin = place.checked_sub(1).map_or(0, |before| self.words_to[before]);
            from = self.words_to[place];
            let own = &self.words.as_bytes()[begin..from];
            have[place] = others.iter().all(|finder| finder.find(own).is_some());
        }
        have
    }

    /// The companies of a pass; `entries` are those that the rows were made of.
    pub fn beside<'a>(&'a self, entries: &'a [Entry]) -> impl Iterator<Item = Seen<'a>> {
        let mut from = 0;
        self.rows.iter().zip(entries).enumerate().map(move |(place, (row, entry))| {
            let to = row.topics_to as usize;
            let topics = &self.topics[from..to];
            from = to;
            Seen { place, row: *row, topics, entry }
        })
    }

    /// Bytes in memory, about.
    pub fn bytes(&self) -> usize {
        self.rows.capacity() * size_of::<Row>()
            + self.topics.capacity() * size_of::<u16>()
            + self.words.capacity()
            + self.words_to.capacity() * size_of::<usize>()
    }
}
