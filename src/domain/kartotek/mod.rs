//! The companies of one municipality, packed in memory: filters, exact counts and order in one pass.
//!
//! Memory: some 400 bytes a company, so 10 MB for 25,000 ([`Kartotek::bytes`] tells). A pass reads 28 of them, and the
//! texts only where words were typed.

mod criteria;
mod entry;
mod facets;
mod rows;

use std::collections::{HashMap, HashSet};

use chrono::{Months, NaiveDate};

pub use criteria::{Band, Criteria, Mark, Owner, Silence, Sort};
pub use entry::Facts;
pub use facets::{Facet, FacetCounts};

use self::{
    criteria::{Numbers, Ready},
    entry::{Entry, number},
    rows::Rows,
};
use super::ids::{AccountId, CompanyId};

/// After so many months without contact a relation is asleep.
const LONG_SILENCE: Months = Months::new(6);

/// Which page of a list.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// In which order; none = by name.
    pub sort: Option<Sort>,
    /// Only those after this one.
    pub after: Option<CompanyId>,
    /// At most so many.
    pub limit: usize,
    /// Whether facets are counted.
    pub with_facets: bool,
}

/// One company of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub id: CompanyId,
    /// Slots that are not paused or past.
    pub slots: usize,
    /// Their seats.
    pub seats: u32,
    /// Those that are free on the day.
    pub free: u32,
}

/// What a list shows.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// How many fit.
    pub total: usize,
    /// These of them.
    pub lines: Vec<Line>,
    /// Whether there are more behind them.
    pub has_more: bool,
    /// What there is to choose, each facet counted as if nothing were chosen in it.
    pub facets: FacetCounts,
}

/// The companies of one municipality, by name.
#[derive(Debug, Default)]
pub struct Kartotek {
    entries: Vec<Entry>,
    rows: Rows,
    people: Vec<AccountId>,
    topics: Vec<String>,
}

impl Numbers for Kartotek {
    fn person(&self, account: AccountId) -> Option<u16> {
        place_of(&self.people, &account)
    }

    fn topic(&self, topic: &str) -> Option<u16> {
        self.topics.iter().position(|known| known == topic).and_then(|place| u16::try_from(place).ok())
    }
}

fn place_of<T: PartialEq>(all: &[T], one: &T) -> Option<u16> {
    all.iter().position(|known| known == one).and_then(|place| u16::try_from(place).ok())
}

impl Kartotek {
    /// Puts companies in the place of what was known of them; those of `touched` without facts are gone.
    pub fn put(&mut self, touched: &HashSet<CompanyId>, facts: &[Facts<'_>], today: NaiveDate) {
        self.entries.retain(|entry| !touched.contains(&entry.id));
        let Self { entries, people, topics, .. } = self;
        for facts in facts {
            let owner = |account: AccountId| {
                place_of(people, &account).unwrap_or_else(|| {
                    people.push(account);
                    u16::try_from(people.len() - 1).unwrap_or(u16::MAX)
                })
            };
            let topic = |topic: &str| {
                topics.iter().position(|known| known == topic).map_or_else(
                    || {
                        topics.push(topic.to_owned());
                        u16::try_from(topics.len() - 1).unwrap_or(u16::MAX)
                    },
                    |place| u16::try_from(place).unwrap_or(u16::MAX),
                )
            };
            entries.push(Entry::of(facts, today, owner, topic));
        }
    }

    /// Brings the companies into their order; after the last [`Kartotek::put`] of a batch.
    pub fn order(&mut self, today: NaiveDate) {
        self.entries.sort_by(|one, other| one.key.cmp(&other.key).then(one.id.cmp(&other.id)));
        self.rows = Rows::of(&self.entries, number(today));
    }

    /// Whether it is laid out for a day; for another one each answer takes longer.
    #[must_use]
    pub fn is_of(&self, today: NaiveDate) -> bool {
        self.rows.day == number(today)
    }

    /// Runs a pass over the rows of a day.
    fn on<T>(&self, today: NaiveDate, pass: impl FnOnce(&Rows) -> T) -> T {
        if self.is_of(today) { pass(&self.rows) } else { pass(&Rows::of(&self.entries, number(today))) }
    }

    /// How many companies there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Bytes in memory, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>() + self.rows.bytes() + self.entries.iter().map(Entry::heap_bytes).sum::<usize>()
    }

    fn ready<'a>(&self, criteria: &'a Criteria, rows: &Rows, today: NaiveDate) -> Ready<'a> {
        let long_ago = today.checked_sub_months(LONG_SILENCE).map_or(i32::MIN, number);
        Ready::new(criteria, self, (rows, long_ago))
    }

    /// The companies that fit, on a day.
    #[must_use]
    pub fn find(&self, criteria: &Criteria, page: &Page, today: NaiveDate) -> Found {
        let day = number(today);
        let mut counts = page.with_facets.then(|| facets::Counter::new(self.people.len(), self.topics.len()));
        let mut hits: Vec<u64> = Vec::new();
        let sort = page.sort.unwrap_or(Sort::Name);
        self.on(today, |rows| {
            let ready = self.ready(criteria, rows, today);
            for seen in rows.beside(&self.entries) {
                let failed = ready.failed(seen);
                if failed == 0 {
                    hits.push(rank(sort, seen.entry, day, seen.place));
                }
                if let Some(counts) = counts.as_mut().filter(|_| failed.count_ones() <= 1) {
                    counts.count(seen, failed, ready.silence(seen.row));
                }
            }
        });
        let total = hits.len();
        let has_more = self.cut(&mut hits, page, (sort, day));
        let lines = hits.iter().map(|rank| self.line(*rank, day)).collect();
        let facets = counts.map(|counts| counts.told(&self.people, &self.topics)).unwrap_or_default();
        Found { total, lines, has_more, facets }
    }

    /// Leaves the page's own in their order; tells whether there are more.
    fn cut(&self, hits: &mut Vec<u64>, page: &Page, (sort, day): (Sort, i32)) -> bool {
        if let Some(place) = page.after.and_then(|after| self.entries.iter().position(|entry| entry.id == after)) {
            let last = rank(sort, &self.entries[place], day, place);
            hits.retain(|rank| *rank > last);
        }
        let has_more = hits.len() > page.limit;
        if has_more && page.limit > 0 && sort != Sort::Name {
            hits.select_nth_unstable(page.limit - 1);
        }
        hits.truncate(page.limit);
        hits.sort_unstable();
        has_more
    }

    fn line(&self, rank: u64, day: i32) -> Line {
        let place = usize::try_from(rank & u64::from(u32::MAX)).unwrap_or_default();
        let entry = &self.entries[place];
        let (slots, seats) = entry.seats_on(day);
        Line { id: entry.id, slots, seats, free: entry.free_on(day) }
    }

    /// Every company that fits, by name; for what is done to all of them.
    #[must_use]
    pub fn every(&self, criteria: &Criteria, today: NaiveDate) -> Vec<CompanyId> {
        self.on(today, |rows| {
            let ready = self.ready(criteria, rows, today);
            rows.beside(&self.entries).filter(|seen| ready.failed(*seen) == 0).map(|seen| seen.entry.id).collect()
        })
    }

    /// The figures of some companies on a day.
    #[must_use]
    pub fn lines_of(&self, wanted: &HashSet<CompanyId>, today: NaiveDate) -> HashMap<CompanyId, Line> {
        let places = self.entries.iter().enumerate().filter(|(_, entry)| wanted.contains(&entry.id));
        places.map(|(place, entry)| (entry.id, self.line(place as u64, number(today)))).collect()
    }
}

/// The place in an order: what comes first in the upper half, the place in the alphabet in the lower one.
fn rank(sort: Sort, entry: &Entry, day: i32, place: usize) -> u64 {
    let ascending = |value: i32| u64::from(value.cast_unsigned() ^ (1 << 31));
    let descending = |value: u32| u64::from(u32::MAX - value);
    let first = match sort {
        Sort::Name => 0,
        Sort::LastContact => ascending(entry.last_contact),
        Sort::FreeSeats => descending(entry.free_on(day)),
        Sort::Step => descending(entry.step as u32),
        Sort::Employees => descending(entry.employees.map_or(0, i32::cast_unsigned)),
    };
    first << 32 | place as u64
}
