//! Workbooks (XLSX): the first sheet that holds anything, one row after the other.

use std::{
    io::BufReader,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{Reader, SheetType, Xlsx, XlsxCellReader};

use super::{
    cell::Cell,
    file::{RawLine, Source},
    limits::Limits,
    unreadable::Unreadable,
    workbook_check,
};

/// More sheets than this are not searched for content.
const SHEETS_LOOKED_AT: usize = 20;

/// A workbook whose parts and rows have been looked through from end to end.
pub(super) struct Workbook {
    book: Xlsx<BufReader<Source>>,
    sheet: String,
    limits: Limits,
    pub(super) heading: RawLine,
    pub(super) has_other_sheets: bool,
}

impl Workbook {
    /// # Errors
    /// No workbook, nothing in it, damaged, or a limit is passed.
    pub(super) fn open(mut source: Source, file_bytes: u64, limits: Limits) -> Result<Self, Unreadable> {
        workbook_check::check(&mut BufReader::new(&mut source), file_bytes, &limits)?;
        let book = guarded(|| Xlsx::new(BufReader::new(source)))?;
        let mut file = Self { book, sheet: String::new(), limits, heading: RawLine::default(), has_other_sheets: false };
        let sheets = file.sheet_names();
        file.has_other_sheets = sheets.len() > 1;
        for sheet in sheets {
            file.sheet = sheet;
            if let Some(heading) = file.look_through()? {
                file.heading = heading;
                return Ok(file);
            }
        }
        Err(Unreadable::Empty)
    }

    fn sheet_names(&self) -> Vec<String> {
        let sheets = self.book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        sheets.take(SHEETS_LOOKED_AT).map(|sheet| sheet.name.clone()).collect()
    }

    /// Reads the whole sheet once, so that a damaged row is found before the first row is taken.
    fn look_through(&mut self) -> Result<Option<RawLine>, Unreadable> {
        let limit = self.limits.rows;
        let mut lines = self.all_lines()?;
        let Some(heading) = lines.next_line()? else { return Ok(None) };
        let mut rows = 0;
        while lines.next_line()?.is_some() {
            rows += 1;
            if rows > limit {
                return Err(Unreadable::TooManyRows(limit));
            }
        }
        Ok(Some(heading))
    }

    fn all_lines(&mut self) -> Result<WorkbookLines<'_>, Unreadable> {
        let columns = self.limits.columns;
        let cells = guarded(|| self.book.worksheet_cells_reader(&self.sheet))?;
        Ok(WorkbookLines { cells, waiting: None, has_ended: false, columns })
    }

    /// The lines after the heading.
    pub(super) fn lines(&mut self) -> Result<WorkbookLines<'_>, Unreadable> {
        let mut lines = self.all_lines()?;
        lines.next_line()?;
        Ok(lines)
    }
}

/// The reader of workbooks is not ours, and its arithmetic can trip over mangled cell names:
/// a panic there is one more damaged file, never the end of the process.
fn guarded<T, E>(read: impl FnOnce() -> Result<T, E>) -> Result<T, Unreadable> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(_)) | Err(_) => Err(Unreadable::DamagedWorkbook),
    }
}

/// The lines of a sheet, one at a time.
pub(super) struct WorkbookLines<'a> {
    cells: XlsxCellReader<'a, BufReader<Source>>,
    /// The first cell of the next line.
    waiting: Option<(u32, usize, Cell)>,
    /// The cell reader must not be asked again after its last cell.
    has_ended: bool,
    columns: usize,
}

impl WorkbookLines<'_> {
    /// The next line that holds anything.
    pub(super) fn next_line(&mut self) -> Result<Option<RawLine>, Unreadable> {
        let first = match self.waiting.take() {
            Some(cell) => Some(cell),
            None => self.next_cell()?,
        };
        let Some((row, column, cell)) = first else { return Ok(None) };
        let mut line = RawLine { number: u64::from(row) + 1, spans: 1, cells: Vec::new(), is_padded: true, is_unclosed: false };
        put(&mut line.cells, column, cell);
        while let Some((other_row, column, cell)) = self.next_cell()? {
            if other_row != row {
                self.waiting = Some((other_row, column, cell));
                break;
            }
            put(&mut line.cells, column, cell);
        }
        Ok(Some(line))
    }

    /// The next cell that holds anything.
    fn next_cell(&mut self) -> Result<Option<(u32, usize, Cell)>, Unreadable> {
        while !self.has_ended {
            let Some(found) = guarded(|| self.cells.next_cell())? else {
                self.has_ended = true;
                break;
            };
            let cell = Cell::from_workbook(found.get_value());
            if cell.is_empty() {
                continue;
            }
            let (row, column) = found.get_position();
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            if column >= self.columns {
                return Err(Unreadable::TooManyColumns(self.columns));
            }
            return Ok(Some((row, column, cell)));
        }
        Ok(None)
    }
}

fn put(cells: &mut Vec<Cell>, column: usize, cell: Cell) {
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    cells[column] = cell;
}
