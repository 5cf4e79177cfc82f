//! Where terms are looked up: in the postings of a segment, or in the overlay's documents in memory.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use tantivy::postings::{Postings as _, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

use crate::plan::{Lookup, Selector};
use crate::schema::{Analysis, PLACES, text_field};
use crate::slot_entry::SlotEntry;

/// Something in which terms can be looked up; rows and places are handed to the callback, in no order across places.
pub(crate) trait TextSource {
    /// Finds the rows of one look-up.
    fn find(&self, lookup: &Lookup, ranges: &[Range<u32>], found: &mut impl FnMut(u32, usize)) -> io::Result<()>;
    /// Finds the rows in which folded words stand one behind the other.
    fn find_phrase(&self, words: &[String], ranges: &[Range<u32>], found: &mut impl FnMut(u32, usize)) -> io::Result<()>;
}

/// The postings of one segment.
pub(crate) struct SegmentText {
    danish: Vec<Arc<InvertedIndexReader>>,
    raw: Vec<Arc<InvertedIndexReader>>,
}

impl SegmentText {
    /// Opens the postings of a segment.
    pub fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let open = |analysis| -> tantivy::Result<Vec<_>> {
            (0..PLACES.len()).map(|place| reader.inverted_index(text_field(place, analysis))).collect()
        };
        Ok(Self { danish: open(Analysis::Danish)?, raw: open(Analysis::Raw)? })
    }

    fn of(&self, analysis: Analysis) -> &[Arc<InvertedIndexReader>] {
        match analysis {
            Analysis::Danish => &self.danish,
            Analysis::Raw => &self.raw,
        }
    }
}

impl TextSource for SegmentText {
    fn find(&self, lookup: &Lookup, ranges: &[Range<u32>], found: &mut impl FnMut(u32, usize)) -> io::Result<()> {
        for (place, index) in self.of(lookup.analysis).iter().enumerate() {
            for_each_posting(index, &lookup.selector, &mut |postings| walk(postings, ranges, &mut |row| found(row, place)))?;
        }
        Ok(())
    }

    fn find_phrase(&self, words: &[String], ranges: &[Range<u32>], found: &mut impl FnMut(u32, usize)) -> io::Result<()> {
        for (place, index) in self.raw.iter().enumerate() {
            let mut postings = Vec::with_capacity(words.len());
            for word in words {
                let info = index.terms().get(word.as_bytes())?;
                let open = |info| index.read_postings_from_terminfo(&info, IndexRecordOption::WithFreqsAndPositions);
                postings.extend(info.map(open).transpose()?);
            }
            if postings.len() == words.len() {
                walk_phrase(&mut postings, ranges, &mut |row| found(row, place));
            }
        }
        Ok(())
    }
}

fn for_each_posting(index: &InvertedIndexReader, selector: &Selector, each: &mut impl FnMut(&mut SegmentPostings)) -> io::Result<()> {
    let mut open =
        |info: &TermInfo| index.read_postings_from_terminfo(info, IndexRecordOption::Basic).map(|mut postings| each(&mut postings));
    match selector {
        Selector::Exact(term) => index.terms().get(term.as_bytes())?.map_or(Ok(()), |info| open(&info)),
        Selector::Prefix(prefix) => {
            let mut terms = index.terms().range().ge(prefix.as_bytes()).into_stream()?;
            while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
                open(terms.value())?;
            }
            Ok(())
        }
        Selector::Typos(typos) => {
            let mut terms = index.terms().search(typos.clone()).into_stream()?;
            while terms.advance() {
                open(terms.value())?;
            }
            Ok(())
        }
    }
}

fn walk(postings: &mut SegmentPostings, ranges: &[Range<u32>], found: &mut impl FnMut(u32)) {
    let mut row = postings.doc();
    for range in ranges {
        if row < range.start {
            row = postings.seek(range.start);
        }
        while row < range.end {
            found(row);
            row = postings.advance();
        }
        if row == TERMINATED {
            return;
        }
    }
}

fn walk_phrase(postings: &mut [SegmentPostings], ranges: &[Range<u32>], found: &mut impl FnMut(u32)) {
    for range in ranges {
        let mut row = range.start;
        while let Some(common) = next_common(postings, row).filter(|common| *common < range.end) {
            if stand_in_a_row(postings) {
                found(common);
            }
            row = common + 1;
        }
    }
}

/// Gives the first row from `row` on that all postings hold.
fn next_common(postings: &mut [SegmentPostings], mut row: u32) -> Option<u32> {
    loop {
        let start = row;
        for posting in postings.iter_mut() {
            let at = if posting.doc() < row { posting.seek(row) } else { posting.doc() };
            if at == TERMINATED {
                return None;
            }
            row = row.max(at);
        }
        if row == start && postings.iter().all(|posting| posting.doc() == row) {
            return Some(row);
        }
    }
}

fn stand_in_a_row(postings: &mut [SegmentPostings]) -> bool {
    let mut starts = Vec::new();
    let mut positions = Vec::new();
    for (offset, posting) in (0_u32..).zip(postings) {
        posting.positions(&mut positions);
        if offset == 0 {
            starts.clone_from(&positions);
        } else {
            starts.retain(|start| positions.binary_search(&(start + offset)).is_ok());
        }
    }
    !starts.is_empty()
}

impl TextSource for [Arc<SlotEntry>] {
    fn find(&self, lookup: &Lookup, ranges: &[Range<u32>], found: &mut impl FnMut(u32, usize)) -> io::Result<()> {
        for (row, entry) in rows_in(self, ranges) {
            for places in matching_places(entry.terms().of(lookup.analysis), &lookup.selector) {
                (0..PLACES.len()).filter(|place| places >> place & 1 == 1).for_each(|place| found(row, place));
            }
        }
        Ok(())
    }

    fn find_phrase(&self, words: &[String], ranges: &[Range<u32>], found: &mut impl FnMut(u32, usize)) -> io::Result<()> {
        for (row, entry) in rows_in(self, ranges) {
            for start in entry.words.windows(words.len()).filter(|window| is_phrase(window, words)) {
                found(row, start[0].place as usize);
            }
        }
        Ok(())
    }
}

fn rows_in<'a>(entries: &'a [Arc<SlotEntry>], ranges: &'a [Range<u32>]) -> impl Iterator<Item = (u32, &'a SlotEntry)> {
    ranges.iter().flat_map(|range| range.clone().map(|row| (row, entries[row as usize].as_ref())))
}

fn matching_places<'a>(terms: &'a [(String, u8)], selector: &'a Selector) -> impl Iterator<Item = u8> {
    let (start, end) = match selector {
        Selector::Exact(wanted) | Selector::Prefix(wanted) => {
            let start = terms.partition_point(|(term, _)| term < wanted);
            let length = terms[start..].iter().take_while(|(term, _)| selector.accepts(term)).count();
            (start, start + length)
        }
        Selector::Typos(_) => (0, terms.len()),
    };
    terms[start..end].iter().filter(|(term, _)| selector.accepts(term)).map(|(_, places)| *places)
}

fn is_phrase(window: &[crate::slot_entry::PlacedWord], words: &[String]) -> bool {
    let first = &window[0];
    (0_u32..).zip(window.iter().zip(words)).all(|(offset, (placed, word))| {
        let has_word = placed.forms.raw == *word || placed.forms.plain.as_ref() == Some(word);
        has_word && placed.place == first.place && placed.position == first.position + offset
    })
}
