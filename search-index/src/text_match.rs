//! Finds the rows that hold all that was typed, filtering each row before it is scored.

use std::io;
use std::ops::Range;

use crate::plan::{Atom, Choice, Group, Lookup, Plan};
use crate::text_source::TextSource;

/// How good a find in each place is, out of 200; odd numbers are kept for the title.
const PLACE_QUALITY: [u32; 4] = [200, 160, 120, 70];

/// How good the best find of a word in a row is, out of 200 and odd in the title (the low byte), and in which places it is found
/// (one bit each above).
type Find = u16;

/// Marks a row that a filter has left out.
const LEFT_OUT: Find = 1;

/// What each further place is worth that has the word, out of 200: who says it in title, tasks and name means it.
const FURTHER_PLACE: u32 = 6;

/// Two finds of one word in a row, in whatever order they come.
fn together(one: Find, other: Find) -> Find {
    (one & 0xff).max(other & 0xff) | ((one | other) & 0xff00)
}

/// Finds of words that must stand together: the worse one counts.
fn both(one: Find, other: Find) -> Find {
    if one == 0 || other == 0 { 0 } else { (one & 0xff).min(other & 0xff) | ((one | other) & 0xff00) }
}

/// The lowest quality of a find.
const LOWEST: u32 = 4;

/// How much of the score a title that says nothing else is worth.
const WHOLE_TITLE: f32 = 0.3;

/// Finds the rows that fit a plan and pass a filter, each with its score.
pub(crate) fn find_all(
    plan: &Plan,
    source: &(impl TextSource + ?Sized),
    rows: &RowsToSearch<'_>,
    passes: &mut impl FnMut(u32) -> bool,
    found: &mut impl FnMut(u32, Score),
) -> io::Result<()> {
    let mut wanted = if plan.takes_some {
        Candidates::with_most(&plan.groups, source, rows, passes)?
    } else {
        Candidates::with_all(&plan.groups, source, rows, passes)?
    };
    for group in &plan.without {
        wanted.leave_out(group, source, rows)?;
    }
    for (row, score) in wanted.rows.into_iter().zip(wanted.scores) {
        found(row, score);
    }
    Ok(())
}

/// Which rows to look at.
pub(crate) struct RowsToSearch<'a> {
    /// The number of all rows of the source.
    pub len: u32,
    /// The rows that may fit.
    pub ranges: &'a [Range<u32>],
}

/// How much the score of a row is worth that lacks one of the words: less than that of any row with all of them.
const LACKING: f32 = 0.000_1;

/// How well a row fits, before the length of its title is known.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Score {
    quality: f32,
    in_title: u8,
    groups: u8,
    /// Whether one of the words is lacking.
    pub lacks: bool,
}

impl Score {
    fn add(&mut self, find: Find, rarity: f32) {
        let further = (find >> 8).count_ones().saturating_sub(1) * FURTHER_PLACE;
        let quality = u32::from(find & 0xfe) + further;
        self.quality += quality as f32 / 200.0 * rarity;
        self.in_title = self.in_title.saturating_add((find & 1) as u8);
        self.groups = self.groups.saturating_add(1);
    }

    /// Gives the score of a row whose title has so many words.
    pub fn of_title(self, title_words: u8) -> f32 {
        let title_share = f32::from(self.in_title) / f32::from(title_words.max(1));
        let whole = self.quality + WHOLE_TITLE * title_share.min(1.0);
        if self.lacks { whole * LACKING } else { whole }
    }
}

struct Candidates {
    rows: Vec<u32>,
    scores: Vec<Score>,
    qualities: Vec<Find>,
}

impl Candidates {
    /// Rows in which every group is found.
    fn with_all(
        groups: &[Group],
        source: &(impl TextSource + ?Sized),
        rows: &RowsToSearch<'_>,
        passes: &mut impl FnMut(u32) -> bool,
    ) -> io::Result<Self> {
        let mut candidates = Self::first(groups.first(), source, rows, passes)?;
        for group in groups.iter().skip(1) {
            candidates.keep(group, source, rows)?;
        }
        Ok(candidates)
    }

    /// Rows in which at most one group is not found, and none that must stand exactly so.
    fn with_most(
        groups: &[Group],
        source: &(impl TextSource + ?Sized),
        rows: &RowsToSearch<'_>,
        passes: &mut impl FnMut(u32) -> bool,
    ) -> io::Result<Self> {
        let mut marks = Self { rows: Vec::new(), scores: Vec::new(), qualities: vec![0; rows.len as usize] };
        let mut scores = vec![Score::default(); rows.len as usize];
        let mut exact = vec![0_u8; rows.len as usize];
        for group in groups {
            marks.mark(group, source, rows)?;
            for (row, quality) in marks.qualities.iter().enumerate().filter(|(_, quality)| **quality > 0) {
                scores[row].add(*quality, group.rarity);
                exact[row] += u8::from(group.exact);
            }
        }
        let (all, must) = (groups.len(), groups.iter().filter(|group| group.exact).count());
        for row in rows.ranges.iter().cloned().flatten() {
            let score = &mut scores[row as usize];
            let (has, has_exact) = (usize::from(score.groups), usize::from(exact[row as usize]));
            score.lacks = has < all;
            if has + 1 >= all && has > 0 && has_exact == must && passes(row) {
                marks.rows.push(row);
                marks.scores.push(*score);
            }
        }
        Ok(marks)
    }

    fn first(
        group: Option<&Group>,
        source: &(impl TextSource + ?Sized),
        rows: &RowsToSearch<'_>,
        passes: &mut impl FnMut(u32) -> bool,
    ) -> io::Result<Self> {
        let mut qualities: Vec<Find> = vec![0; rows.len as usize];
        let mut found = Vec::new();
        match group {
            None => found.extend(rows.ranges.iter().cloned().flatten().filter(|row| passes(*row))),
            Some(group) => find_group(group, source, rows, &mut |row, quality| {
                let known = &mut qualities[row as usize];
                if *known == 0 {
                    *known = if passes(row) { quality } else { LEFT_OUT };
                    found.extend((*known != LEFT_OUT).then_some(row));
                } else if *known != LEFT_OUT {
                    *known = together(*known, quality);
                }
            })?,
        }
        let mut candidates = Self { scores: vec![Score::default(); found.len()], rows: found, qualities };
        if group.is_some() {
            candidates.score_and_clear();
        }
        Ok(candidates)
    }

    fn keep(&mut self, group: &Group, source: &(impl TextSource + ?Sized), rows: &RowsToSearch<'_>) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        self.mark(group, source, rows)?;
        let qualities = &self.qualities;
        let mut kept = self.rows.iter().map(|row| qualities[*row as usize] > LEFT_OUT);
        self.scores.retain(|_| kept.next().unwrap_or(false));
        self.rows.retain(|row| qualities[*row as usize] > LEFT_OUT);
        self.score_and_clear();
        Ok(())
    }

    fn leave_out(&mut self, group: &Group, source: &(impl TextSource + ?Sized), rows: &RowsToSearch<'_>) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        self.mark(group, source, rows)?;
        let qualities = &self.qualities;
        let mut kept = self.rows.iter().map(|row| qualities[*row as usize] == 0);
        self.scores.retain(|_| kept.next().unwrap_or(false));
        self.rows.retain(|row| qualities[*row as usize] == 0);
        Ok(())
    }

    fn mark(&mut self, group: &Group, source: &(impl TextSource + ?Sized), rows: &RowsToSearch<'_>) -> io::Result<()> {
        self.qualities.fill(0);
        let qualities = &mut self.qualities;
        find_group(group, source, rows, &mut |row, quality| {
            let known = &mut qualities[row as usize];
            *known = together(*known, quality);
        })
    }

    fn score_and_clear(&mut self) {
        for (row, score) in self.rows.iter().zip(&mut self.scores) {
            score.add(self.qualities[*row as usize], 1.0);
        }
    }
}

/// Gives in how many of the rows that count a group is found; who only asks whether it is any stops at one.
pub(crate) fn count_rows(
    group: &Group,
    source: &(impl TextSource + ?Sized),
    rows: &RowsToSearch<'_>,
    counts: impl Fn(u32) -> bool,
    at_most: usize,
) -> io::Result<usize> {
    let mut found = vec![false; rows.len as usize];
    let mut count = 0;
    find_group(group, source, rows, &mut |row, _| {
        if count < at_most && !found[row as usize] {
            found[row as usize] = true;
            count += usize::from(counts(row));
        }
    })?;
    Ok(count)
}

/// Hands over each row in which one of the group's readings holds, with its quality.
fn find_group(
    group: &Group,
    source: &(impl TextSource + ?Sized),
    rows: &RowsToSearch<'_>,
    found: &mut impl FnMut(u32, Find),
) -> io::Result<()> {
    for choice in &group.choices {
        match choice.atoms.as_slice() {
            [] => {}
            [only] => find_atom(only, choice.percent, source, rows, found)?,
            [first, others @ ..] => find_together(choice, first, others, source, rows, found)?,
        }
    }
    Ok(())
}

/// Hands over each row in which all atoms occur, with the quality of the worst find.
#[expect(clippy::too_many_arguments, reason = "one step of the loop above, which would otherwise be twice as deep")]
fn find_together(
    choice: &Choice,
    first: &Atom,
    others: &[Atom],
    source: &(impl TextSource + ?Sized),
    rows: &RowsToSearch<'_>,
    found: &mut impl FnMut(u32, Find),
) -> io::Result<()> {
    let mut worst = best_of(first, choice.percent, source, rows)?;
    for atom in others {
        let next = best_of(atom, choice.percent, source, rows)?;
        for (worst, next) in worst.iter_mut().zip(next) {
            *worst = both(*worst, next);
        }
    }
    for range in rows.ranges {
        range.clone().filter(|row| worst[*row as usize] > 0).for_each(|row| found(row, worst[row as usize]));
    }
    Ok(())
}

fn best_of(atom: &Atom, percent: u32, source: &(impl TextSource + ?Sized), rows: &RowsToSearch<'_>) -> io::Result<Vec<Find>> {
    let mut best = vec![0; rows.len as usize];
    find_atom(atom, percent, source, rows, &mut |row, quality| {
        let known: &mut Find = &mut best[row as usize];
        *known = together(*known, quality);
    })?;
    Ok(best)
}

fn find_atom(
    atom: &Atom,
    percent: u32,
    source: &(impl TextSource + ?Sized),
    rows: &RowsToSearch<'_>,
    found: &mut impl FnMut(u32, Find),
) -> io::Result<()> {
    match atom {
        Atom::Word(lookups) => lookups.iter().try_for_each(|lookup: &Lookup| {
            let qualities = qualities_of(percent * lookup.percent / 100);
            source.find(lookup, rows.ranges, &mut |row, place| found(row, qualities[place]))
        }),
        Atom::Phrase(words) => {
            let qualities = qualities_of(percent);
            source.find_phrase(words, rows.ranges, &mut |row, place| found(row, qualities[place]))
        }
    }
}

/// Gives the quality of a find in each place; odd in the title, even elsewhere.
fn qualities_of(percent: u32) -> [Find; 4] {
    let mut place = 0;
    PLACE_QUALITY.map(|quality| {
        let in_title = u32::from(place == 0);
        let best = ((quality * percent / 100).max(LOWEST) & 0xfe) | in_title;
        place += 1;
        Find::try_from(best | 1 << (7 + place)).unwrap_or(LEFT_OUT)
    })
}
