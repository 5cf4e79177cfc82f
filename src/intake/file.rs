//! A file that came in: what it is, whether it can be read at all, and its lines.

use std::{
    fs::File,
    io::{Cursor, Read, Seek, SeekFrom},
    path::Path,
};

use super::{
    cell::Cell,
    complaint::{Complaint, ComplaintReason},
    csv_lines::{CsvFile, CsvLines},
    limits::Limits,
    unreadable::Unreadable,
    workbook::{Workbook, WorkbookLines},
};

/// Bytes that can be read more than once.
pub(super) trait Rereadable: Read + Seek + Send {}
impl<T: Read + Seek + Send> Rereadable for T {}
pub(super) type Source = Box<dyn Rereadable>;

/// One line, not yet understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RawLine {
    /// Line of the text file, row of the sheet; the first is 1.
    pub(super) number: u64,
    /// Lines of the text file that it takes.
    pub(super) spans: u64,
    pub(super) cells: Vec<Cell>,
    /// Whether absent cells at the end are merely empty, as in a workbook.
    pub(super) is_padded: bool,
    /// Whether a quotation mark opened here is never closed.
    pub(super) is_unclosed: bool,
}

/// A file that can be read from end to end; its lines may still be refused one by one.
pub struct InFile {
    body: Body,
}

enum Body {
    Csv(Box<CsvFile>),
    Workbook(Box<Workbook>),
}

impl InFile {
    /// Opens a file of the disk.
    ///
    /// # Errors
    /// The whole file is unreadable; nothing of it may be taken.
    pub fn open(path: &Path, limits: Limits) -> Result<Self, Unreadable> {
        if !std::fs::metadata(path)?.is_file() {
            return Err(Unreadable::Inaccessible("ikke en fil".to_owned()));
        }
        Self::read(Box::new(File::open(path)?), limits)
    }

    /// Opens a file that was sent to us.
    ///
    /// # Errors
    /// The whole file is unreadable; nothing of it may be taken.
    pub fn from_bytes(bytes: Vec<u8>, limits: Limits) -> Result<Self, Unreadable> {
        Self::read(Box::new(Cursor::new(bytes)), limits)
    }

    fn read(mut source: Source, limits: Limits) -> Result<Self, Unreadable> {
        let bytes = source.seek(SeekFrom::End(0))?;
        if bytes > limits.file_bytes {
            return Err(Unreadable::TooLarge(limits.file_bytes / 1024 / 1024));
        }
        source.seek(SeekFrom::Start(0))?;
        let mut start = Vec::with_capacity(8);
        source.by_ref().take(8).read_to_end(&mut start)?;
        let body = match start.as_slice() {
            [] => return Err(Unreadable::Empty),
            [b'%', b'P', b'D', b'F', ..] => return Err(Unreadable::Pdf),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(Unreadable::OldOrLockedWorkbook),
            [b'P', b'K', 3 | 5, 4 | 6, ..] => Body::Workbook(Box::new(Workbook::open(source, bytes, limits)?)),
            _ => Body::Csv(Box::new(CsvFile::open(source, limits)?)),
        };
        Ok(Self { body })
    }

    pub(super) fn heading(&self) -> &RawLine {
        match &self.body {
            Body::Csv(file) => &file.heading,
            Body::Workbook(file) => &file.heading,
        }
    }

    /// What the reader should know about the file as such.
    pub(super) fn notices(&self) -> Vec<Complaint> {
        let notice = |reason| vec![Complaint::about_file(self.heading().number, reason)];
        match &self.body {
            Body::Csv(file) if file.is_guessed_encoding() => notice(ComplaintReason::GuessedEncoding),
            Body::Workbook(file) if file.has_other_sheets => notice(ComplaintReason::OnlyFirstSheet),
            _ => Vec::new(),
        }
    }

    pub(super) fn raw_lines(&mut self) -> Result<RawLines<'_>, Unreadable> {
        Ok(match &mut self.body {
            Body::Csv(file) => RawLines::Csv(Box::new(file.lines()?)),
            Body::Workbook(file) => RawLines::Workbook(Box::new(file.lines()?)),
        })
    }
}

/// The lines after the heading, of either kind of file.
pub(super) enum RawLines<'a> {
    Csv(Box<CsvLines<'a>>),
    Workbook(Box<WorkbookLines<'a>>),
}

impl RawLines<'_> {
    pub(super) fn next_line(&mut self) -> Result<Option<RawLine>, Unreadable> {
        match self {
            Self::Csv(lines) => lines.next_line(),
            Self::Workbook(lines) => lines.next_line(),
        }
    }
}
