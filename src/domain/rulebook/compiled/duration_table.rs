//! What duration says, for every place that an end can have against the limits of the rows.

use chrono::NaiveDate;

use crate::domain::rulebook::{
    case::Case,
    duration::{Candidate, Reach, candidates, gather, is_tested},
    rule::{DurationRule, Length},
    verdict::Verdict,
};

/// One entry: what is said, and which limits belong to the rows that say it.
#[derive(Clone, Copy, Debug)]
struct Entry {
    verdict: Verdict,
    limits: usize,
}

/// The lengths that limit a person's placement, and an entry for each set of them that lies behind.
///
/// The rows that can take one person and kind have few lengths, three in the shipped rules, so the sets are few too.
#[derive(Clone, Debug)]
pub(super) struct DurationTable {
    lengths: Vec<Length>,
    with_end: Vec<Entry>,
    without_end: Vec<Entry>,
}

impl DurationTable {
    /// The same whatever the end.
    pub(super) fn constant(verdict: Verdict) -> Self {
        let entry = vec![Entry { verdict, limits: 0 }];
        Self { lengths: Vec::new(), with_end: entry.clone(), without_end: entry }
    }

    /// What the rows say of a case, whatever its end.
    pub(super) fn of(case: &Case<'_>) -> Self {
        if !is_tested(case) {
            return Self::constant(Verdict::Ok);
        }
        let Some(candidates) = candidates(case) else { return Self::constant(Verdict::Unknown) };
        let mut lengths: Vec<Length> = Vec::new();
        for length in candidates.iter().filter_map(|candidate| candidate.row.max) {
            if !lengths.contains(&length) {
                lengths.push(length);
            }
        }
        let entries = |before: Reach| (0..1 << lengths.len()).map(|passed| entry(&candidates, &lengths, passed, before)).collect();
        Self { with_end: entries(Reach::Within), without_end: entries(Reach::Unknown), lengths }
    }

    /// What is said of a period.
    pub(super) fn verdict(&self, start: NaiveDate, end: Option<NaiveDate>) -> Verdict {
        self.entry(start, end).map_or(Verdict::Unknown, |entry| entry.verdict)
    }

    /// The last day that the law allows for a start; none when nothing limits it.
    pub(super) fn latest_end(&self, start: NaiveDate) -> Option<NaiveDate> {
        let limits = self.entry(start, None)?.limits;
        let last_days = self.lengths.iter().enumerate().filter(|(index, _)| limits & (1 << index) != 0);
        last_days.map(|(_, length)| length.last_day(start)).min()
    }

    fn entry(&self, start: NaiveDate, end: Option<NaiveDate>) -> Option<&Entry> {
        let behind = |length: &Length| Reach::of(length.last_day(start), start, end) == Reach::Past;
        let passed = self.lengths.iter().enumerate().fold(0, |passed, (index, length)| passed | usize::from(behind(length)) << index);
        let entries = if end.is_some() { &self.with_end } else { &self.without_end };
        entries.get(passed)
    }
}

fn entry(candidates: &[Candidate<'_>], lengths: &[Length], passed: usize, before: Reach) -> Entry {
    let bit = |row: &DurationRule| lengths.iter().position(|length| row.max == Some(*length)).map(|index| 1 << index);
    let reach = |row: &DurationRule| match bit(row) {
        None => Reach::Unlimited,
        Some(bit) if passed & bit != 0 => Reach::Past,
        Some(_) => before,
    };
    let possible = gather(candidates, reach);
    Entry { verdict: possible.verdict(), limits: possible.rows().filter_map(bit).fold(0, |limits, bit| limits | bit) }
}
