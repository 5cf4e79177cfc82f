//! Text files with separators: which separator, where the heading is, and one line after the other.

use std::io::{BufReader, Chain, Read, Seek, SeekFrom};

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::Encoding;

use super::{
    cell::Cell,
    encoding::{self, Utf8Lines},
    file::{RawLine, Source},
    limits::Limits,
    metered::Metered,
    unreadable::Unreadable,
};

/// Follows the last line; no text holds this byte. Where it stands inside a cell, a quotation mark was never closed.
const END: &[u8] = b"\xFF\n";

type Text<'a> = Chain<Utf8Lines<BufReader<&'a mut Source>>, &'static [u8]>;

/// A text file whose structure has been looked through from end to end.
pub(super) struct CsvFile {
    source: Source,
    encoding: &'static Encoding,
    delimiter: u8,
    limits: Limits,
    pub(super) heading: RawLine,
}

impl CsvFile {
    /// # Errors
    /// No text, no heading, or a limit is passed.
    pub(super) fn open(mut source: Source, limits: Limits) -> Result<Self, Unreadable> {
        let encoding = encoding::detect(&mut source)?;
        let delimiter = find_delimiter(&mut source, encoding)?;
        let mut file = Self { source, encoding, delimiter, limits, heading: RawLine::default() };
        let mut lines = file.lines_from_start()?;
        let heading = lines.next_heading()?;
        let mut rows = 0;
        while lines.next_line()?.is_some() {
            rows += 1;
            if rows > limits.rows {
                return Err(Unreadable::TooManyRows(limits.rows));
            }
        }
        drop(lines);
        file.heading = heading;
        Ok(file)
    }

    /// Whether the letters had to be guessed (no valid UTF-8).
    pub(super) fn is_guessed_encoding(&self) -> bool {
        self.encoding == encoding_rs::WINDOWS_1252
    }

    fn lines_from_start(&mut self) -> Result<CsvLines<'_>, Unreadable> {
        self.source.seek(SeekFrom::Start(0))?;
        let text = Utf8Lines::new(BufReader::new(&mut self.source), self.encoding).chain(END);
        let reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(Metered::new(text, self.limits.line_bytes));
        Ok(CsvLines { reader, record: ByteRecord::new(), limits: self.limits })
    }

    /// The lines after the heading.
    pub(super) fn lines(&mut self) -> Result<CsvLines<'_>, Unreadable> {
        let mut lines = self.lines_from_start()?;
        lines.next_heading()?;
        Ok(lines)
    }
}

/// The lines of a text file, one at a time.
pub(super) struct CsvLines<'a> {
    reader: csv::Reader<Metered<Text<'a>>>,
    record: ByteRecord,
    limits: Limits,
}

impl CsvLines<'_> {
    /// The first line that names columns; a leading `sep=;` of Excel is skipped.
    fn next_heading(&mut self) -> Result<RawLine, Unreadable> {
        while let Some(line) = self.next_line()? {
            let first = line.cells.first().map(Cell::shown).unwrap_or_default();
            if first.to_ascii_lowercase().starts_with("sep=") {
                continue;
            }
            if line.cells.len() > self.limits.columns {
                return Err(Unreadable::TooManyColumns(self.limits.columns));
            }
            return Ok(line);
        }
        Err(Unreadable::Empty)
    }

    /// The next line that holds anything.
    pub(super) fn next_line(&mut self) -> Result<Option<RawLine>, Unreadable> {
        loop {
            self.reader.get_mut().refill();
            let started_on = self.reader.position().line();
            match self.reader.read_byte_record(&mut self.record) {
                Ok(true) if self.record.len() == 1 && self.record.get(0) == END.get(..1) => return Ok(None),
                Ok(true) => {}
                Ok(false) => return Ok(None),
                Err(_) if self.reader.get_mut().ran_dry() => return Err(Unreadable::EndlessLine(started_on)),
                Err(error) => return Err(Unreadable::Inaccessible(error.to_string())),
            }
            let line = self.raw_line();
            if line.cells.iter().any(|cell| !cell.is_empty()) {
                return Ok(Some(line));
            }
        }
    }

    /// Every line ends with one `\n` here, so a record began where it ended, less the newlines in it.
    fn raw_line(&self) -> RawLine {
        let is_unclosed = self.record.iter().next_back().is_some_and(|field| field.ends_with(END));
        let newlines: usize = self.record.iter().map(|field| field.iter().filter(|byte| **byte == b'\n').count()).sum();
        let newlines = u64::try_from(newlines).unwrap_or(u64::MAX);
        let (before, spans) = if is_unclosed { (newlines, newlines.saturating_sub(1)) } else { (newlines + 1, newlines + 1) };
        // One cell more than allowed tells that there are too many; the rest need not be kept.
        let fields = self.record.iter().take(self.limits.columns + 1);
        let cells = fields.map(|field| std::str::from_utf8(field).map_or(Cell::Empty, Cell::from_text)).collect();
        RawLine { number: self.reader.position().line().saturating_sub(before), spans, cells, is_padded: false, is_unclosed }
    }
}

const HEADING_BYTES: u64 = 64 * 1024;

/// Counts the candidates in the heading, outside quotation marks; `;` wins a tie.
fn find_delimiter(source: &mut Source, encoding: &'static Encoding) -> Result<u8, Unreadable> {
    source.seek(SeekFrom::Start(0))?;
    let mut start = Vec::new();
    Utf8Lines::new(source, encoding).take(HEADING_BYTES).read_to_end(&mut start)?;
    let text = start.trim_ascii_start();
    if text.len() > 4 && text[..4].eq_ignore_ascii_case(b"sep=") {
        return Ok(text[4]);
    }
    let mut counts = [(b';', 0), (b',', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in text {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            _ if is_quoted => {}
            _ => counts.iter_mut().filter(|(delimiter, _)| delimiter == byte).for_each(|(_, count)| *count += 1),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    Ok(counts.iter().find(|(_, count)| *count == most).map_or(b';', |(delimiter, _)| *delimiter))
}
