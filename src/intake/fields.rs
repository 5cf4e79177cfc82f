//! The cells of one line by name; collects every complaint of the line instead of stopping at the first.

use crate::domain::reference::{fold, holds_cpr_number};

use super::{
    cell::Cell,
    code_lists::{CodeLists, KnownCodes},
    columns::{ColumnMap, folded},
    complaint::{Complaint, ComplaintReason, holds_cpr_beside_p_numbers},
    file::RawLine,
};

/// One line while it is read.
pub struct Fields<'a> {
    line: &'a RawLine,
    columns: &'a ColumnMap,
    pub(super) lists: &'a CodeLists<'a>,
    pub(super) complaints: Vec<Complaint>,
    pub(super) notices: Vec<Complaint>,
}

/// Longest text of a cell that is not a description, characters.
const SHORT_TEXT: usize = 300;
/// Longest description, characters; the form takes no longer one either.
const LONG_TEXT: usize = 2_000;

impl<'a> Fields<'a> {
    pub(super) fn new(line: &'a RawLine, columns: &'a ColumnMap, lists: &'a CodeLists<'a>) -> Self {
        Self { line, columns, lists, complaints: Vec::new(), notices: Vec::new() }
    }

    /// Complains about what no column can take: half a line, endless cells, errors, control signs.
    pub(super) fn check_line(&mut self, cell_chars: usize) {
        if self.line.is_unclosed {
            return self.complain_line(ComplaintReason::UnclosedQuote(self.line.spans));
        }
        let (found, expected) = (self.line.cells.len(), self.columns.width);
        if !self.line.is_padded && found < expected {
            return self.complain_line(ComplaintReason::HalfLine { found, expected, lines: self.line.spans });
        }
        if self.line.cells.iter().skip(expected).any(|cell| !cell.is_empty()) {
            return self.complain_line(ComplaintReason::LongLine(expected));
        }
        for (position, cell) in self.line.cells.iter().enumerate() {
            let Some(reason) = refusal_of(cell, cell_chars) else { continue };
            if let Some(name) = self.columns.name_at(position) {
                self.complain(name, reason);
            }
        }
    }

    fn cell(&self, name: &str) -> Option<&'a Cell> {
        let cell = self.line.cells.get(self.columns.position(name)?)?;
        (!cell.is_empty()).then_some(cell)
    }

    /// Notes that a cell is refused.
    pub(super) fn complain(&mut self, name: &'static str, reason: ComplaintReason) {
        let complaint = self.about(name, reason);
        self.complaints.push(complaint);
    }

    /// Notes that the line is refused as a whole.
    pub(super) fn complain_line(&mut self, reason: ComplaintReason) {
        self.complaints.push(Complaint::about_line(self.line.number, reason));
    }

    /// Notes something that the reader should know although the line goes in.
    pub(super) fn notice(&mut self, name: &'static str, reason: ComplaintReason) {
        let notice = self.about(name, reason);
        self.notices.push(notice);
    }

    fn about(&self, name: &'static str, reason: ComplaintReason) -> Complaint {
        match self.cell(name) {
            Some(_) if self.columns.is_personal(name) => Complaint::about_personal_cell(self.line.number, name, reason),
            cell => Complaint::about_cell(self.line.number, name, &cell.map(Cell::shown).unwrap_or_default(), reason),
        }
    }

    /// Whether the file has the column at all.
    pub(super) fn has_column(&self, name: &str) -> bool {
        self.columns.position(name).is_some()
    }

    /// Reads a cell that may be empty.
    pub(super) fn may<T>(&mut self, name: &'static str, read: impl FnOnce(&Cell) -> Result<T, ComplaintReason>) -> Option<T> {
        match read(self.cell(name)?) {
            Ok(value) => Some(value),
            Err(reason) => {
                self.complain(name, reason);
                None
            }
        }
    }

    /// Reads a cell that must be filled.
    pub(super) fn must<T>(&mut self, name: &'static str, read: impl FnOnce(&Cell) -> Result<T, ComplaintReason>) -> Option<T> {
        if self.cell(name).is_none() {
            self.complain(name, ComplaintReason::Missing);
        }
        self.may(name, read)
    }

    /// Reads a short text on one line.
    pub(super) fn text(&mut self, name: &'static str) -> Option<String> {
        self.may(name, short_text)
    }

    /// Reads a word of a fixed list, whatever its case and Danish letters.
    pub(super) fn word<T: Copy>(&mut self, name: &'static str, words: &[T], stored: fn(T) -> &'static str) -> Option<T> {
        self.may(name, |cell| find_word(&cell.shown(), words, stored))
    }

    /// The items of a cell, parted by `|`; blank ones are left out.
    pub(super) fn items(&self, name: &'static str) -> Vec<String> {
        let shown = self.cell(name).map(Cell::shown).unwrap_or_default();
        shown.split('|').map(one_line).filter(|item| !item.is_empty()).collect()
    }

    /// Reads each item of a cell; one wrong item refuses the cell.
    pub(super) fn list<T>(&mut self, name: &'static str, mut read: impl FnMut(&str) -> Result<T, ComplaintReason>) -> Vec<T> {
        let mut found = Vec::new();
        for item in self.items(name) {
            match read(&item) {
                Ok(value) => found.push(value),
                Err(reason) => {
                    self.complain(name, reason);
                    return Vec::new();
                }
            }
        }
        found
    }

    /// Reads the codes of a cell against a list; each stands once.
    pub(super) fn codes(&mut self, name: &'static str, known: &KnownCodes) -> Vec<String> {
        let mut codes = self.list(name, |item| code(item, known, name));
        let mut seen = std::collections::BTreeSet::new();
        codes.retain(|code| seen.insert(code.clone()));
        codes
    }

    /// Refuses texts about a citizen that hold a CPR number or a word of health.
    pub(super) fn refuse_private_words_in(&mut self, names: &[&'static str]) {
        for name in names {
            let Some(text) = self.cell(name).map(Cell::shown) else { continue };
            if holds_cpr_number(&text) {
                self.complain(name, ComplaintReason::CprInText);
            } else if let Some(found) = self.lists.diagnosis_words.and_then(|words| words.find(&text)) {
                let reason = ComplaintReason::HealthInText(found.instead);
                self.complaints.push(Complaint::about_personal_cell(self.line.number, name, reason));
            }
        }
    }

    /// Refuses texts about work that hold a CPR number.
    pub(super) fn refuse_cpr_in(&mut self, names: &[&'static str]) {
        for name in names {
            let holds = self.cell(name).is_some_and(|cell| holds_cpr_beside_p_numbers(&cell.shown()));
            if holds {
                self.complain(name, ComplaintReason::CprInText);
            }
        }
    }

    /// Refuses texts about work that hold a word of health: they would say something about whoever works there.
    pub(super) fn refuse_health_in(&mut self, names: &[&'static str]) {
        for name in names {
            let Some(text) = self.cell(name).map(Cell::shown) else { continue };
            if self.lists.diagnosis_words.and_then(|words| words.find(&text)).is_some() {
                let complaint = Complaint::about_personal_cell(self.line.number, name, ComplaintReason::HealthInWork);
                self.complaints.push(complaint);
            }
        }
    }

    /// Reads a DISCO code; one that the list lacks is reported and left out.
    pub(super) fn occupation(&mut self, name: &'static str) -> Option<String> {
        let code = self.may(name, super::values::occupation)?;
        if self.lists.occupations.holds(&code) {
            return Some(code);
        }
        self.notice(name, ComplaintReason::UnknownOccupation);
        None
    }

    /// Refuses the second column when it is less than the first.
    pub(super) fn in_order<T: PartialOrd>(&mut self, first: (&'static str, Option<T>), second: (&'static str, Option<T>)) {
        if let (Some(least), Some(most)) = (&first.1, &second.1)
            && most < least
        {
            self.complain(second.0, ComplaintReason::BelowFirst(first.0));
        }
    }
}

fn refusal_of(cell: &Cell, cell_chars: usize) -> Option<ComplaintReason> {
    match cell {
        Cell::Fault(_) => Some(ComplaintReason::SpreadsheetError),
        Cell::Text(text) if text.len() > cell_chars && text.chars().nth(cell_chars).is_some() => Some(ComplaintReason::TooLong(cell_chars)),
        Cell::Text(text) if text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t' | '\r')) => {
            Some(ComplaintReason::ControlSign)
        }
        _ => None,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of one line, at most 300 characters.
pub(super) fn short_text(cell: &Cell) -> Result<String, ComplaintReason> {
    let text = one_line(&cell.shown());
    if text.chars().count() > SHORT_TEXT { Err(ComplaintReason::TooLong(SHORT_TEXT)) } else { Ok(text) }
}

/// A text of several lines, at most 2,000 characters.
pub(super) fn long_text(cell: &Cell) -> Result<String, ComplaintReason> {
    let text = cell.shown();
    if text.chars().count() > LONG_TEXT { Err(ComplaintReason::TooLong(LONG_TEXT)) } else { Ok(text) }
}

/// The word of a fixed list that a text means.
pub(super) fn find_word<T: Copy>(text: &str, words: &[T], stored: fn(T) -> &'static str) -> Result<T, ComplaintReason> {
    let wanted = folded(text);
    let found = words.iter().copied().find(|word| folded(stored(*word)) == wanted);
    found.ok_or_else(|| ComplaintReason::NotOneOf(words.iter().map(|word| stored(*word)).collect::<Vec<_>>().join(", ")))
}

/// A code of a list, also when it is written with Danish letters, capitals or blanks.
pub(super) fn code(text: &str, known: &KnownCodes, list: &'static str) -> Result<String, ComplaintReason> {
    if known.holds(text) {
        return Ok(text.to_owned());
    }
    let plain = fold(text).replace([' ', '-'], "_");
    if known.holds(&plain) { Ok(plain) } else { Err(ComplaintReason::UnknownCode(list)) }
}
