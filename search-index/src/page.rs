//! The order of hits, the best of them, and the cursor that continues behind them.

use std::collections::BinaryHeap;

use uuid::Uuid;

use crate::error::SearchError;
use crate::hash;

/// Where a hit stands in the order; smaller comes first, and the id makes it unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// What is sorted by.
    pub first: u64,
    /// What decides among equals.
    pub second: u64,
    /// What decides at last.
    pub id: Uuid,
}

/// A hit with its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ranked<T> {
    /// Its place in the order.
    pub place: Place,
    /// What was found.
    pub hit: T,
}

impl<T: PartialEq> Eq for Ranked<T> {}

impl<T: PartialEq> PartialOrd for Ranked<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: PartialEq> Ord for Ranked<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.place.cmp(&other.place)
    }
}

/// Keeps the best hits behind a cursor and counts all.
pub(crate) struct Page<T> {
    limit: usize,
    behind: Option<Place>,
    best: BinaryHeap<Ranked<T>>,
    candidates: u64,
    /// The number of all hits, also those on other pages.
    pub total: u64,
}

impl<T: PartialEq + Copy> Page<T> {
    /// Begins a page behind a place.
    pub fn behind(behind: Option<Place>, limit: usize) -> Self {
        Self { limit, behind, best: BinaryHeap::with_capacity(limit + 1), candidates: 0, total: 0 }
    }

    /// Takes a hit in.
    pub fn add(&mut self, place: Place, hit: T) {
        self.total += 1;
        if self.behind.is_some_and(|behind| place <= behind) {
            return;
        }
        self.candidates += 1;
        if self.best.len() < self.limit {
            self.best.push(Ranked { place, hit });
        } else if let Some(mut worst) = self.best.peek_mut().filter(|worst| place < worst.place) {
            *worst = Ranked { place, hit };
        }
    }

    /// Gives the hits in order, and the place of the last one when there are more behind it.
    pub fn finish(self) -> (Vec<T>, Option<Place>) {
        let more = self.candidates > self.best.len() as u64;
        let ranked = self.best.into_sorted_vec();
        let last = ranked.last().map(|ranked| ranked.place).filter(|_| more);
        (ranked.into_iter().map(|ranked| ranked.hit).collect(), last)
    }
}

/// Gives a number that sorts later days first.
pub(crate) fn later_day_first(day: i32) -> u64 {
    u64::from(!(day.cast_unsigned() ^ 0x8000_0000))
}

/// Gives a number that sorts earlier days first.
pub(crate) fn earlier_day_first(day: i32) -> u64 {
    u64::from(day.cast_unsigned() ^ 0x8000_0000)
}

/// Writes a cursor for a question.
pub(crate) fn write_cursor(place: Place, question: u64) -> String {
    let body = format!("{:016x}{:016x}{}", place.first, place.second, place.id.simple());
    format!("{body}{:016x}", check(&body, question))
}

/// Reads a cursor; refuses one that is not for this question.
pub(crate) fn read_cursor(cursor: &str, question: u64) -> Result<Place, SearchError> {
    let part = |from: usize, to: usize| cursor.get(from..to).ok_or(SearchError::Cursor);
    let number = |from, to| part(from, to).and_then(|hex| u64::from_str_radix(hex, 16).map_err(|_| SearchError::Cursor));
    let place =
        Place { first: number(0, 16)?, second: number(16, 32)?, id: Uuid::try_parse(part(32, 64)?).map_err(|_| SearchError::Cursor)? };
    if cursor.len() == 80 && number(64, 80)? == check(part(0, 64)?, question) { Ok(place) } else { Err(SearchError::Cursor) }
}

fn check(body: &str, question: u64) -> u64 {
    hash::extend(hash::extend(hash::SEED, &question.to_le_bytes()), body.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_for_its_own_question_only() {
        let place = Place { first: 7, second: u64::MAX, id: Uuid::from_u128(12) };
        let cursor = write_cursor(place, 99);
        assert_eq!(read_cursor(&cursor, 99), Ok(place));
        assert_eq!(read_cursor(&cursor, 98), Err(SearchError::Cursor));
        for broken in ["", "x", "æøå", &cursor[1..], &cursor.replace('0', "1"), &format!("{cursor}0"), &"ø".repeat(40)] {
            assert_eq!(read_cursor(broken, 99), Err(SearchError::Cursor), "{broken}");
        }
    }

    #[test]
    fn later_days_come_first() {
        assert!(later_day_first(20_001) < later_day_first(20_000));
        assert!(later_day_first(0) < later_day_first(-1));
        assert!(earlier_day_first(-1) < earlier_day_first(0));
    }
}
