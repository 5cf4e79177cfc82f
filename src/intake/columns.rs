//! Which column of a file holds what: canonical names, their synonyms, and what is unknown.

use std::collections::HashMap;

use crate::domain::reference::fold;

use super::{
    cell::Cell,
    complaint::{Complaint, ComplaintReason},
    file::RawLine,
    unreadable::Unreadable,
};

/// A column that a kind of file may have.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The name in `interface.md`.
    pub name: &'static str,
    /// Other names seen in municipalities' lists.
    pub synonyms: &'static [&'static str],
    /// Whether a file without it is unreadable.
    pub is_mandatory: bool,
    /// Whether its values are never repeated in a report.
    pub is_personal: bool,
}

impl Column {
    /// A column that may be absent.
    #[must_use]
    pub const fn may(name: &'static str) -> Self {
        Self { name, synonyms: &[], is_mandatory: false, is_personal: false }
    }

    /// A column without which the file is unreadable.
    #[must_use]
    pub const fn must(name: &'static str) -> Self {
        Self { is_mandatory: true, ..Self::may(name) }
    }

    /// The same column, also known under these names.
    #[must_use]
    pub const fn or(self, synonyms: &'static [&'static str]) -> Self {
        Self { synonyms, ..self }
    }

    /// The same column, its values never repeated.
    #[must_use]
    pub const fn personal(self) -> Self {
        Self { is_personal: true, ..self }
    }
}

/// A name without case, blanks, hyphens and Danish letters: `P-nummer` and `p_nummer` are one.
pub(super) fn folded(name: &str) -> String {
    let mut plain = fold(name);
    plain.retain(|letter| letter.is_alphanumeric() || letter == '+');
    plain
}

/// Where each known column stands in one file.
#[derive(Debug)]
pub(super) struct ColumnMap {
    pub(super) known: &'static [Column],
    places: HashMap<&'static str, usize>,
    pub(super) width: usize,
}

impl ColumnMap {
    /// # Errors
    /// A mandatory column is absent.
    pub(super) fn read(known: &'static [Column], heading: &RawLine) -> Result<(Self, Vec<Complaint>), Unreadable> {
        let width = heading.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        let mut map = Self { known, places: HashMap::new(), width };
        let names: Vec<String> = heading.cells.iter().take(width).map(Cell::shown).collect();
        let notices = map.place(&names, heading.number);
        let missing: Vec<&'static str> = known.iter().filter(|column| column.is_mandatory).map(|column| column.name).collect();
        let missing: Vec<_> = missing.into_iter().filter(|name| !map.places.contains_key(name)).collect();
        if missing.is_empty() { Ok((map, notices)) } else { Err(Unreadable::MissingColumns(missing)) }
    }

    /// Canonical names come first, so that a synonym never takes their place.
    fn place(&mut self, names: &[String], line: u64) -> Vec<Complaint> {
        let mut meanings: Vec<Option<&'static str>> = vec![None; names.len()];
        for only_canonical in [true, false] {
            for (position, name) in names.iter().enumerate() {
                let Some(column) = find(self.known, name, only_canonical) else { continue };
                meanings[position] = Some(column.name);
                self.places.entry(column.name).or_insert(position);
            }
        }
        let mut notices = Vec::new();
        for (position, name) in names.iter().enumerate() {
            match meanings[position] {
                None if !name.is_empty() => notices.push(Complaint::about_cell(line, "", name, ComplaintReason::UnknownColumn)),
                Some(meaning) if self.places.get(meaning) != Some(&position) => {
                    notices.push(Complaint::about_cell(line, name, "", ComplaintReason::DoubledColumn(meaning)));
                }
                _ => {}
            }
        }
        notices
    }

    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    pub(super) fn is_personal(&self, name: &str) -> bool {
        self.known.iter().any(|column| column.name == name && column.is_personal)
    }

    /// The column that stands at a position.
    pub(super) fn name_at(&self, position: usize) -> Option<&'static str> {
        self.places.iter().find(|(_, place)| **place == position).map(|(name, _)| *name)
    }
}

fn find(known: &'static [Column], name: &str, only_canonical: bool) -> Option<&'static Column> {
    let name = folded(name);
    known
        .iter()
        .find(|column| folded(column.name) == name || (!only_canonical && column.synonyms.iter().any(|synonym| folded(synonym) == name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Column] = &[Column::must("cvr").or(&["CVR-nummer"]), Column::may("navn").or(&["Virksomhedsnavn"])];

    fn heading(names: &[&str]) -> RawLine {
        RawLine {
            number: 1,
            spans: 1,
            cells: names.iter().map(|name| Cell::from_text(name)).collect(),
            is_padded: false,
            is_unclosed: false,
        }
    }

    #[test]
    fn names_are_found_whatever_their_case_blanks_and_hyphens() {
        let (map, notices) = ColumnMap::read(KNOWN, &heading(&["virksomheds navn", "cvr NUMMER"])).expect("both are there");
        assert_eq!((map.position("cvr"), map.position("navn"), notices.len()), (Some(1), Some(0), 0));
    }

    #[test]
    fn a_canonical_name_wins_and_the_double_is_reported() {
        let (map, notices) = ColumnMap::read(KNOWN, &heading(&["CVR-nummer", "cvr", "Farve", "Vægt"])).expect("cvr is there");
        assert_eq!(map.position("cvr"), Some(1));
        assert_eq!(notices[0].reason, ComplaintReason::DoubledColumn("cvr"));
        assert_eq!((&notices[2].reason, notices[2].value.as_str()), (&ComplaintReason::UnknownColumn, "Vægt"));
    }

    #[test]
    fn a_file_without_a_mandatory_column_is_unreadable() {
        let refusal = ColumnMap::read(KNOWN, &heading(&["navn"])).expect_err("cvr is missing");
        assert_eq!(refusal, Unreadable::MissingColumns(vec!["cvr"]));
    }
}
