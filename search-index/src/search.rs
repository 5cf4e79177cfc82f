//! Answers a question about slots in one pass: filter, then score, count and rank.

use std::sync::Arc;

use tantivy::DocAddress;
use tantivy::schema::Value as _;

use crate::engine::{Bits, Rows as _, View};
use crate::error::SearchError;
use crate::facets::SlotCounts;
use crate::filter::Filter;
use crate::free_days::{next_free_day, seats_through};
use crate::geo::distance_km;
use crate::hash;
use crate::highlight::highlights;
use crate::page::{Page, Place, later_day_first, read_cursor, write_cursor};
use crate::plan::{Group, Plan};
use crate::query::{Highlight, MAX_LIMIT, SlotAnswer, SlotHit, SlotQuery, SlotSort};
use crate::rows::SlotRows;
use crate::schema::texts_field;
use crate::slot_entry::{SlotEntry, SlotShape};
use crate::synonyms::SynonymTable;
use crate::text_match::{RowsToSearch, Score, count_rows, find_all};
use crate::text_source::{SegmentText, TextSource};

/// Fewer hits than this with all words are followed by those that lack one of them.
const FEW: u64 = 10;

/// Where a hit lies: which part of the view, which row, and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Found {
    part: usize,
    row: u32,
    score: f32,
}

/// One pass over a view.
struct Pass<'a> {
    view: &'a View<SlotShape>,
    query: &'a SlotQuery,
    filter: Filter<'a>,
    plan: Plan,
}

/// Answers a question from a view.
pub(crate) fn search(view: &View<SlotShape>, synonyms: &SynonymTable, query: &SlotQuery) -> Result<SlotAnswer, SearchError> {
    let behind = query.cursor.as_deref().map(|cursor| read_cursor(cursor, question(query))).transpose()?;
    let mut pass = Pass { view, query, filter: Filter::of(query), plan: Plan::of(&query.text, synonyms) };
    let (mut page, mut counts) = pass.run(behind)?;
    let forgiving = page.total == 0 && pass.forgive_typos()?;
    if forgiving {
        (page, counts) = pass.run(behind)?;
    }
    let with_all_words = page.total;
    if !forgiving && with_all_words < FEW && pass.may_lack_a_word(synonyms)? {
        (page, counts) = pass.run(behind)?;
    }
    let total = page.total;
    let (found, more) = page.finish();
    Ok(SlotAnswer {
        total,
        with_all_words,
        hits: found.into_iter().map(|found| pass.hit(found)).collect::<Result<_, _>>()?,
        facets: counts.finish(),
        next_cursor: more.map(|place| write_cursor(place, question(query))),
        change_number: view.change_number(query.tenant),
    })
}

/// Gives a number that stands for all of a question that decides hits and their order.
fn question(query: &SlotQuery) -> u64 {
    let essence = SlotQuery { cursor: None, facets: Vec::new(), limit: 0, highlight: false, ..query.clone() };
    hash::of(format!("{essence:?}").as_bytes())
}

impl Pass<'_> {
    fn run(&self, behind: Option<Place>) -> Result<(Page<Found>, SlotCounts), SearchError> {
        let mut page = Page::behind(behind, self.query.limit.min(MAX_LIMIT));
        let mut counts = SlotCounts::of(&self.query.facets);
        for (part, segment) in self.view.segments.iter().enumerate() {
            let text = SegmentText::open(self.view.searcher.segment_reader(part_number(part)))?;
            self.search_part(part, &segment.rows, Some(&segment.alive), &text, &mut page, &mut counts)?;
        }
        let overlay = &self.view.overlay;
        self.search_part(self.view.segments.len(), &overlay.rows, None, overlay.entries.as_slice(), &mut page, &mut counts)?;
        Ok((page, counts))
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one step of the loop above; a struct for its parts would be made and taken apart at once"
    )]
    fn search_part(
        &self,
        part: usize,
        rows: &SlotRows,
        alive: Option<&Arc<Bits>>,
        text: &(impl TextSource + ?Sized),
        page: &mut Page<Found>,
        counts: &mut SlotCounts,
    ) -> Result<(), SearchError> {
        let filter = self.filter.over(rows);
        let ranges = filter.ranges();
        let mut codes = SlotCounts::codes_of(rows);
        let mut passes = |row| alive.is_none_or(|alive| alive.has(row)) && filter.passes(row);
        let mut found = |row: u32, score: Score| {
            let score = score.of_title(rows.warm[row as usize].title_words);
            counts.add(rows, row, &mut codes);
            page.add(self.place(rows, row, score), Found { part, row, score });
        };
        if self.plan.groups.is_empty() && self.plan.without.is_empty() {
            ranges.iter().cloned().flatten().filter(|row| passes(*row)).for_each(|row| found(row, Score::default()));
        } else {
            find_all(&self.plan, text, &RowsToSearch { len: rows.len(), ranges: &ranges }, &mut passes, &mut found)?;
        }
        counts.add_codes(rows, &codes);
        Ok(())
    }

    fn place(&self, rows: &SlotRows, row: u32, score: f32) -> Place {
        let by_score = u64::from(!score.to_bits());
        let by_freshness = later_day_first(rows.hot[row as usize].confirmed_day);
        let by_distance = || self.distance(rows, row).map_or(u64::MAX, f64::to_bits);
        let nearest_or_freshest = || if self.query.near.is_some() { by_distance() } else { by_freshness };
        let (first, second) = match self.query.sort {
            SlotSort::Relevance => (by_score, nearest_or_freshest()),
            SlotSort::Distance => (by_distance(), by_score),
            SlotSort::Freshness => (by_freshness, by_score),
        };
        Place { first, second, id: rows.id(row) }
    }

    fn distance(&self, rows: &SlotRows, row: u32) -> Option<f64> {
        let near = self.query.near?;
        rows.warm[row as usize].point().map(|point| distance_km((near.lat, near.lon), point))
    }

    /// Lets hits that lack one of several words stand behind the others, where that is wanted; the rarer word says more.
    fn may_lack_a_word(&mut self, synonyms: &SynonymTable) -> Result<bool, SearchError> {
        let mut apart = Plan::with_most_of(&self.query.text, synonyms);
        let may = self.query.may_lack_a_word && apart.groups.len() > 1 && self.query.sort == SlotSort::Relevance;
        if may {
            for group in &mut apart.groups {
                group.rarity = 1.0 / (2.0 + self.count_of(group, usize::MAX)? as f32).ln();
            }
            self.plan = apart;
        }
        Ok(may)
    }

    /// Lets words that the tenant has nowhere stand for words near them; says whether every word is somewhere then.
    fn forgive_typos(&mut self) -> Result<bool, SearchError> {
        let mut changed = false;
        for place in 0..self.plan.groups.len() {
            if self.group_occurs(&self.plan.groups[place])? {
                continue;
            }
            let Some(tolerant) = self.nearest(&self.plan.groups[place])? else { return Ok(false) };
            self.plan.groups[place] = tolerant;
            changed = true;
        }
        Ok(changed)
    }

    /// Gives a group with as few typing errors forgiven as let it occur.
    fn nearest(&self, group: &Group) -> Result<Option<Group>, SearchError> {
        for tolerant in [1, 2].into_iter().filter_map(|errors| group.with_typos(errors)) {
            if self.group_occurs(&tolerant)? {
                return Ok(Some(tolerant));
            }
        }
        Ok(None)
    }

    fn group_occurs(&self, group: &Group) -> Result<bool, SearchError> {
        Ok(self.count_of(group, 1)? > 0)
    }

    /// How many of the tenant's slots have a word, or `at_most` and more.
    fn count_of(&self, group: &Group, at_most: usize) -> Result<usize, SearchError> {
        let mut count = 0;
        for (part, segment) in self.view.segments.iter().enumerate() {
            let text = SegmentText::open(self.view.searcher.segment_reader(part_number(part)))?;
            let filter = self.filter.over(&segment.rows);
            count += self.count_in(group, (&text, &segment.rows), |row| segment.alive.has(row) && filter.is_own(row), at_most)?;
            if count >= at_most {
                return Ok(count);
            }
        }
        let overlay = &self.view.overlay;
        let filter = self.filter.over(&overlay.rows);
        Ok(count + self.count_in(group, (overlay.entries.as_slice(), &overlay.rows), |row| filter.is_own(row), at_most)?)
    }

    fn count_in(
        &self,
        group: &Group,
        (text, rows): (&(impl TextSource + ?Sized), &SlotRows),
        counts: impl Fn(u32) -> bool,
        at_most: usize,
    ) -> std::io::Result<usize> {
        let ranges = rows.ranges(self.query.tenant, None);
        count_rows(group, text, &RowsToSearch { len: rows.len(), ranges: &ranges }, counts, at_most)
    }

    fn hit(&self, found: Found) -> Result<SlotHit, SearchError> {
        let rows = self.rows(found.part);
        let free = rows.free(found.row, self.query.reserved_for);
        let (from, to) = self.query.period();
        Ok(SlotHit {
            id: rows.id(found.row),
            score: found.score,
            distance_km: self.distance(rows, found.row),
            free_seats: seats_through(free, from, to),
            next_free_on: next_free_day(free, self.query.today),
            highlights: if self.query.highlight { self.highlights(found)? } else { Vec::new() },
        })
    }

    fn rows(&self, part: usize) -> &SlotRows {
        self.view.segments.get(part).map_or(&self.view.overlay.rows, |segment| segment.rows.as_ref())
    }

    fn highlights(&self, found: Found) -> Result<Vec<Highlight>, SearchError> {
        if found.part == self.view.segments.len() {
            let entry: &SlotEntry = &self.view.overlay.entries[found.row as usize];
            return Ok(highlights(&self.plan, entry.texts()));
        }
        let address = DocAddress::new(part_number(found.part), found.row);
        let document: tantivy::TantivyDocument = self.view.searcher.doc(address)?;
        let texts = document.get_first(texts_field()).and_then(|texts| texts.as_str()).unwrap_or_default();
        Ok(highlights(&self.plan, texts))
    }
}

fn part_number(part: usize) -> u32 {
    u32::try_from(part).unwrap_or(u32::MAX)
}
