//! The lines of a file as typed rows: each one goes in, or is refused with every reason.

use std::{collections::HashSet, marker::PhantomData};

use super::{
    code_lists::CodeLists,
    columns::{Column, ColumnMap},
    complaint::{Complaint, ComplaintReason},
    fields::Fields,
    file::{InFile, RawLine, RawLines},
    limits::Limits,
    unreadable::Unreadable,
};

/// A kind of row that a file may hold.
pub trait ImportRow: Sized {
    /// The columns of its files.
    const COLUMNS: &'static [Column];

    /// Reads one line; nothing when a mandatory cell was refused (the complaint stands in `fields`).
    fn read(fields: &mut Fields<'_>) -> Option<Self>;
}

/// A line that goes in.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<R> {
    /// Line of the file; the heading is the first.
    pub number: u64,
    /// What it says.
    pub row: R,
    /// What the reader should know although it goes in, such as an unknown occupation that was left out.
    pub notices: Vec<Complaint>,
}

/// The lines of one file, read one at a time. Ends after the last line.
pub struct Lines<'a, R> {
    raw: RawLines<'a>,
    columns: ColumnMap,
    lists: &'a CodeLists<'a>,
    file_notices: Vec<Complaint>,
    told_steps: HashSet<String>,
    has_ended: bool,
    row: PhantomData<R>,
}

impl InFile {
    /// The lines as rows of a kind.
    ///
    /// # Errors
    /// A mandatory column is absent; nothing of the file may be taken.
    pub fn lines<'a, R: ImportRow>(&'a mut self, lists: &'a CodeLists<'a>) -> Result<Lines<'a, R>, Unreadable> {
        let mut file_notices = self.notices();
        let (columns, notices) = ColumnMap::read(R::COLUMNS, self.heading())?;
        file_notices.extend(notices);
        let raw = self.raw_lines()?;
        Ok(Lines { raw, columns, lists, file_notices, told_steps: HashSet::new(), has_ended: false, row: PhantomData })
    }
}

impl<R: ImportRow> Lines<'_, R> {
    /// What the reader should know about the file as a whole: unknown columns, guessed letters.
    #[must_use]
    pub fn file_notices(&self) -> &[Complaint] {
        &self.file_notices
    }

    fn understand(&mut self, raw: &RawLine) -> Result<Line<R>, Vec<Complaint>> {
        let mut fields = Fields::new(raw, &self.columns, self.lists);
        fields.check_line(Limits::PRODUCT.cell_chars);
        if !fields.complaints.is_empty() {
            return Err(fields.complaints);
        }
        let row = R::read(&mut fields);
        let (complaints, mut notices) = (fields.complaints, fields.notices);
        notices.retain(|notice| is_worth_telling(notice, &mut self.told_steps));
        match row {
            Some(row) if complaints.is_empty() => Ok(Line { number: raw.number, row, notices }),
            _ => Err(complaints),
        }
    }
}

/// A list's own marks ("NORMAL", "AKTIV") are told once each, not once a line.
fn is_worth_telling(notice: &Complaint, told_steps: &mut HashSet<String>) -> bool {
    const MARKS_REMEMBERED: usize = 1_000;
    if notice.reason != ComplaintReason::UnknownStep {
        return true;
    }
    told_steps.len() < MARKS_REMEMBERED && told_steps.insert(notice.value.clone())
}

impl<R: ImportRow> Iterator for Lines<'_, R> {
    type Item = Result<Line<R>, Vec<Complaint>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_ended {
            return None;
        }
        match self.raw.next_line() {
            Ok(Some(raw)) => Some(self.understand(&raw)),
            Ok(None) => {
                self.has_ended = true;
                None
            }
            // The file was readable to its end when it was opened.
            Err(_) => {
                self.has_ended = true;
                Some(Err(vec![Complaint::about_line(0, ComplaintReason::FileChanged)]))
            }
        }
    }
}
