//! Splits Danish compounds into the words they are made of, through linking s and e and inflected ends.

use std::collections::HashSet;

/// The shortest compound, in bytes.
const MIN_COMPOUND: usize = 6;

/// The shortest part, in bytes.
const MIN_PART: usize = 3;

/// The most parts of one compound.
const MAX_PARTS: usize = 4;

/// What stays of a compound beside a known last part when its first part is unknown, in bytes at least.
const MIN_UNKNOWN: usize = 4;

/// Ends that inflect the last part, longest first.
const ENDINGS: [&str; 17] = ["ernes", "erne", "enes", "ene", "ers", "ens", "ets", "res", "er", "en", "et", "re", "ne", "e", "s", "r", "n"];

/// The word list that compounds are split with.
#[derive(Debug)]
pub(crate) struct CompoundSplitter {
    parts: HashSet<&'static str>,
    heads: Vec<&'static str>,
}

impl CompoundSplitter {
    /// Reads the list: one word a line, `#` comments, `*` before a word that ends compounds whose beginning is unknown.
    pub fn new(list: &'static str) -> Self {
        let lines = || list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let parts = lines().flat_map(str::split_whitespace).map(|word| word.trim_start_matches('*')).collect();
        let mut heads: Vec<_> = lines().flat_map(str::split_whitespace).filter_map(|word| word.strip_prefix('*')).collect();
        heads.sort_by_key(|head| std::cmp::Reverse(head.len()));
        Self { parts, heads }
    }

    /// Gives the parts of a compound in their base form; empty for a word that is not one.
    pub fn split<'w>(&self, word: &'w str) -> Vec<&'w str> {
        if word.len() < MIN_COMPOUND || self.is_listed(word) {
            return Vec::new();
        }
        self.known_parts(word, MAX_PARTS).filter(|parts| parts.len() > 1).unwrap_or_else(|| self.head_and_rest(word))
    }

    /// Says whether a word, inflected or not, ends compounds whose beginning is unknown.
    pub fn is_head(&self, word: &str) -> bool {
        let bases = std::iter::once(word).chain(ENDINGS.iter().filter_map(|end| word.strip_suffix(end)));
        bases.into_iter().any(|base| self.heads.contains(&base))
    }

    fn is_listed(&self, word: &str) -> bool {
        self.parts.contains(word) || self.uninflected(word).is_some()
    }

    /// Takes an inflected end off a listed word.
    fn uninflected<'w>(&self, word: &'w str) -> Option<&'w str> {
        ENDINGS.iter().filter_map(|end| word.strip_suffix(end)).find(|base| self.parts.contains(base))
    }

    /// Finds the fewest listed words that make up the whole word; of two ways the one with the longer first word.
    fn known_parts<'w>(&self, word: &'w str, at_most: usize) -> Option<Vec<&'w str>> {
        if self.parts.contains(word) {
            return Some(vec![word]);
        }
        if let Some(base) = self.uninflected(word) {
            return Some(vec![base]);
        }
        if at_most <= 1 {
            return None;
        }
        let mut best: Option<Vec<&'w str>> = None;
        for end in (MIN_PART..word.len().saturating_sub(MIN_PART - 1)).rev().filter(|end| word.is_char_boundary(*end)) {
            let (first, rest) = word.split_at(end);
            if !self.parts.contains(first) {
                continue;
            }
            for tail in linked_tails(rest) {
                let allowed = best.as_ref().map_or(at_most - 1, |parts| parts.len().saturating_sub(2));
                if let Some(parts) = self.known_parts(tail, allowed).filter(|parts| parts.len() <= allowed) {
                    best = Some(std::iter::once(first).chain(parts).collect());
                }
            }
        }
        best
    }

    /// Splits off a well-known last part although the beginning is not listed.
    fn head_and_rest<'w>(&self, word: &'w str) -> Vec<&'w str> {
        let stems = std::iter::once(word).chain(ENDINGS.iter().filter_map(|end| word.strip_suffix(end)));
        for stem in stems {
            let Some(head) = self.heads.iter().find(|head| stem.len() > head.len() && stem.ends_with(**head)) else { continue };
            let (rest, head) = stem.split_at(stem.len() - head.len());
            let rest = rest.strip_suffix('s').unwrap_or(rest);
            if rest.len() >= MIN_UNKNOWN {
                let mut parts = self.known_parts(rest, MAX_PARTS - 1).unwrap_or_else(|| vec![rest]);
                parts.push(head);
                return parts;
            }
        }
        Vec::new()
    }
}

/// Gives what may follow a part: the rest itself, or the rest after a linking s or e.
fn linked_tails(rest: &str) -> impl Iterator<Item = &str> {
    let unlinked = ["s", "e"].into_iter().filter_map(move |link| rest.strip_prefix(link));
    std::iter::once(rest).chain(unlinked).filter(|tail| tail.len() >= MIN_PART)
}
