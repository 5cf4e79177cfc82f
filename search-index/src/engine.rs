//! What both indexes share: keys, the shape of a document kind, and the view that a question reads.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tantivy::schema::{Field, Schema};
use tantivy::{Searcher, SegmentReader, TantivyDocument, Term};
use uuid::Uuid;

use crate::error::IndexError;

/// The field that names a document; the first one in every schema.
pub(crate) const KEY: Field = Field::from_field_id(0);

/// The column by which documents are ordered.
pub(crate) const ORDER_COLUMN: &str = "c0";

/// Names a document: the same id under another tenant is another document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key {
    /// The municipality.
    pub tenant: i32,
    /// The document's id.
    pub id: Uuid,
}

impl Key {
    /// Gives the index term of the key.
    pub fn term(&self) -> Term {
        Term::from_field_bytes(KEY, &self.bytes())
    }

    /// Gives the key as bytes.
    pub fn bytes(&self) -> [u8; 20] {
        let mut bytes = [0; 20];
        bytes[..4].copy_from_slice(&tenant_number(self.tenant).to_be_bytes());
        bytes[4..].copy_from_slice(self.id.as_bytes());
        bytes
    }
}

/// Gives a tenant as a number with the same order.
pub(crate) fn tenant_number(tenant: i32) -> u32 {
    tenant.cast_unsigned() ^ 0x8000_0000
}

/// Gives the tenant of a number.
pub(crate) fn tenant_of(number: u32) -> i32 {
    (number ^ 0x8000_0000).cast_signed()
}

/// A document that is ready to be written and to be searched in memory.
pub(crate) trait Entry: Send + Sync {
    /// Gives the document's name.
    fn key(&self) -> Key;
    /// Gives the change number at which it was read.
    fn version(&self) -> u64;
}

/// The packed rows of some documents.
pub(crate) trait Rows: Send + Sync {
    /// Gives the number of rows.
    fn len(&self) -> u32;
    /// Gives the name of a row's document.
    fn key(&self, row: u32) -> Key;
    /// Gives the version of a row's document.
    fn version(&self, row: u32) -> u64;
    /// Gives the rows among which all of a tenant's lie.
    fn tenant_range(&self, tenant: i32) -> Range<u32>;
}

/// A kind of document: how it is analysed, written and read back as rows.
pub(crate) trait Shape: Sized + Send + Sync + 'static {
    /// What the caller hands in.
    type Document: Send;
    /// The document, analysed.
    type Entry: Entry;
    /// The packed rows.
    type Rows: Rows;

    /// Gives a text that changes whenever indexes written before must be rebuilt.
    fn mark() -> String;
    /// Gives the fields on disk.
    fn schema() -> Schema;
    /// Analyses a document.
    fn entry(document: Self::Document) -> Self::Entry;
    /// Gives the fields of one document.
    fn write(entry: &Self::Entry) -> TantivyDocument;
    /// Reads the rows of a segment.
    fn rows_of_segment(reader: &SegmentReader) -> Result<Self::Rows, IndexError>;
    /// Makes rows of documents in memory, in the order given.
    fn rows_of_entries(entries: &[Arc<Self::Entry>]) -> Self::Rows;
}

/// A set of row numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// Makes the set of all rows below `len` for which `holds` is true.
    pub fn where_true(len: u32, holds: impl Fn(u32) -> bool) -> Self {
        let mut bits = Self { words: vec![0; len.div_ceil(64) as usize] };
        for row in (0..len).filter(|row| holds(*row)) {
            bits.words[row as usize / 64] |= 1 << (row % 64);
        }
        bits
    }

    /// Says whether a row is in the set.
    #[inline]
    pub fn has(&self, row: u32) -> bool {
        self.words.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Takes a row out.
    pub fn remove(&mut self, row: u32) {
        if let Some(word) = self.words.get_mut(row as usize / 64) {
            *word &= !(1 << (row % 64));
        }
    }
}

/// One segment: its packed rows, and which of them still count.
pub(crate) struct SegmentView<S: Shape> {
    /// The packed rows, in the order of the segment's documents.
    pub rows: Arc<S::Rows>,
    /// Rows that are neither deleted nor replaced by the overlay.
    pub alive: Arc<Bits>,
}

impl<S: Shape> Clone for SegmentView<S> {
    fn clone(&self) -> Self {
        Self { rows: Arc::clone(&self.rows), alive: Arc::clone(&self.alive) }
    }
}

/// Everything one question reads: never changes while it is read.
pub(crate) struct View<S: Shape> {
    /// The committed index.
    pub searcher: Searcher,
    /// Its segments, in the searcher's order.
    pub segments: Vec<SegmentView<S>>,
    /// What has changed since the commit.
    pub overlay: Arc<crate::overlay::Overlay<S>>,
    /// The change numbers up to which this view knows everything.
    pub positions: Arc<BTreeMap<i32, u64>>,
}

impl<S: Shape> Clone for View<S> {
    fn clone(&self) -> Self {
        Self {
            searcher: self.searcher.clone(),
            segments: self.segments.clone(),
            overlay: Arc::clone(&self.overlay),
            positions: Arc::clone(&self.positions),
        }
    }
}

impl<S: Shape> View<S> {
    /// Gives the tenant's change number of this view; 0 when nothing was ever applied.
    pub fn change_number(&self, tenant: i32) -> u64 {
        self.positions.get(&tenant).copied().unwrap_or(0)
    }

    /// Gives name and version of each document of a tenant, in no order.
    pub fn versions(&self, tenant: i32) -> Vec<(Uuid, u64)> {
        let mut found = Vec::new();
        for segment in &self.segments {
            collect_versions(segment.rows.as_ref(), tenant, |row| segment.alive.has(row), &mut found);
        }
        collect_versions(&self.overlay.rows, tenant, |_| true, &mut found);
        found
    }
}

fn collect_versions<R: Rows>(rows: &R, tenant: i32, counts: impl Fn(u32) -> bool, found: &mut Vec<(Uuid, u64)>) {
    let own = rows.tenant_range(tenant).filter(|row| counts(*row)).map(|row| (rows.key(row), rows.version(row)));
    found.extend(own.filter(|(key, _)| key.tenant == tenant).map(|(key, version)| (key.id, version)));
}
