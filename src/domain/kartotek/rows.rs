//! What a pass over all companies looks at, small and side by side; the rest is asked only where a filter needs it.

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
}

/// One company of a pass.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub row: Row,
    pub topics: &'a [u16],
    pub entry: &'a Entry,
}

impl Rows {
    /// The rows of some entries on a day.
    pub fn of(entries: &[Entry], day: i32) -> Self {
        let mut topics = Vec::new();
        let row = |entry: &Entry| {
            topics.extend_from_slice(&entry.topics);
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
        Self { day, rows: entries.iter().map(row).collect(), topics }
    }

    /// The companies of a pass; `entries` are those that the rows were made of.
    pub fn beside<'a>(&'a self, entries: &'a [Entry]) -> impl Iterator<Item = Seen<'a>> {
        let mut from = 0;
        self.rows.iter().zip(entries).map(move |(row, entry)| {
            let to = row.topics_to as usize;
            let topics = &self.topics[from..to];
            from = to;
            Seen { row: *row, topics, entry }
        })
    }

    /// Bytes in memory, about.
    pub fn bytes(&self) -> usize {
        self.rows.capacity() * size_of::<Row>() + self.topics.capacity() * size_of::<u16>()
    }
}
