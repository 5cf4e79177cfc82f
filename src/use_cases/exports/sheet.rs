//! Lists on their way out: CSV as Danish spreadsheets read it, XLSX, and JSON; a line at a time, no formula acts.

use std::io::Write;

use csv::WriterBuilder;
use rust_xlsxwriter::{Format as Style, Workbook};
use serde_json::{Map, Value, json};

use crate::{
    base::{fault::Fault, spreadsheet::formula_safe},
    domain::terms::words,
};
use serde::{Deserialize, Serialize};

words! {
    /// In which form a list goes out.
    Format {
        /// Semicolons, UTF-8 with its mark, decimal comma.
        Csv = "csv",
        /// A workbook.
        Xlsx = "xlsx",
        /// One array of objects.
        Json = "json",
    }
}

impl Format {
    /// What a browser is told.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Text, also numbers that are names.
    Text(String),
    /// A figure.
    Number(f64),
    /// Anything deeper; text in a table, itself in JSON.
    Deep(Value),
}

impl Cell {
    /// Text that may be absent.
    pub fn text(text: Option<impl ToString>) -> Self {
        text.map(|text| text.to_string()).filter(|text| !text.is_empty()).map_or(Self::Empty, Self::Text)
    }

    /// A figure that may be absent.
    #[must_use]
    pub fn number(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }

    fn as_csv(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => formula_safe(text),
            Self::Number(number) => number.to_string().replace('.', ","),
            Self::Deep(value) => formula_safe(&value.to_string()),
        }
    }

    fn as_json(&self) -> Value {
        match self {
            Self::Empty => Value::Null,
            Self::Text(text) => json!(text),
            Self::Number(number) => json!(number),
            Self::Deep(value) => value.clone(),
        }
    }
}

/// A list that is being written; a workbook lies in a temporary file until it is whole.
pub struct Sheet<W: Write> {
    columns: Vec<String>,
    out: Out<W>,
    lines: u32,
}

enum Out<W: Write> {
    Csv(Box<csv::Writer<W>>),
    Xlsx(Box<Workbook>, W),
    Json(W),
}

fn broken(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Fault {
    Fault::new("the list could not be written", error)
}

impl<W: Write> Sheet<W> {
    /// Begins with the columns' names.
    ///
    /// # Errors
    /// The list cannot be written.
    pub fn begin(format: Format, columns: &[&str], mut out: W) -> Result<Self, Fault> {
        let columns: Vec<String> = columns.iter().map(|column| (*column).to_owned()).collect();
        let out = match format {
            Format::Csv => {
                out.write_all("\u{feff}".as_bytes()).map_err(broken)?;
                let mut rows = WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(out);
                rows.write_record(&columns).map_err(broken)?;
                Out::Csv(Box::new(rows))
            }
            Format::Xlsx => Out::Xlsx(Box::new(workbook(&columns)?), out),
            Format::Json => Out::Json(out),
        };
        Ok(Self { columns, out, lines: 0 })
    }

    /// Writes one line.
    ///
    /// # Errors
    /// The list cannot be written.
    pub fn add(&mut self, line: &[Cell]) -> Result<(), Fault> {
        self.lines += 1;
        match &mut self.out {
            Out::Csv(rows) => rows.write_record(line.iter().map(Cell::as_csv)).map_err(broken),
            Out::Xlsx(workbook, _) => add_row(workbook, self.lines, line),
            Out::Json(out) => {
                let object: Map<String, Value> = self.columns.iter().cloned().zip(line.iter().map(Cell::as_json)).collect();
                let before = if self.lines == 1 { "[\n" } else { ",\n" };
                write!(out, "{before}{}", Value::Object(object)).map_err(broken)
            }
        }
    }

    /// Ends the list and gives back what it was written to.
    ///
    /// # Errors
    /// The list cannot be written.
    pub fn finish(self) -> Result<W, Fault> {
        match self.out {
            Out::Csv(rows) => rows.into_inner().map_err(|error| broken(error.to_string())),
            Out::Xlsx(mut workbook, mut out) => {
                let bytes = workbook.save_to_buffer().map_err(broken)?;
                out.write_all(&bytes).map_err(broken)?;
                Ok(out)
            }
            Out::Json(mut out) => {
                out.write_all(if self.lines == 0 { b"[]\n" } else { b"\n]\n" }).map_err(broken)?;
                Ok(out)
            }
        }
    }
}

impl Sheet<Vec<u8>> {
    /// Takes what has been written so far; a workbook has nothing before its end.
    ///
    /// # Errors
    /// The list cannot be written.
    pub fn take_written(&mut self) -> Result<Vec<u8>, Fault> {
        match &mut self.out {
            Out::Csv(rows) => {
                rows.flush().map_err(broken)?;
                let fresh = Vec::new();
                let inner = std::mem::replace(
                    &mut **rows,
                    WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(fresh),
                );
                inner.into_inner().map_err(|error| broken(error.to_string()))
            }
            Out::Xlsx(..) => Ok(Vec::new()),
            Out::Json(out) => Ok(std::mem::take(out)),
        }
    }
}

fn workbook(columns: &[String]) -> Result<Workbook, Fault> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory().map_err(broken)?;
    let bold = Style::new().set_bold();
    for (place, column) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, place, column, &bold).map_err(broken)?;
    }
    Ok(workbook)
}

/// Text stays text: a workbook's cell of text is no formula, whatever it begins with.
fn add_row(workbook: &mut Workbook, row: u32, line: &[Cell]) -> Result<(), Fault> {
    let sheet = workbook.worksheet_from_index(0).map_err(broken)?;
    for (place, cell) in (0u16..).zip(line) {
        match cell {
            Cell::Empty => continue,
            Cell::Text(text) => sheet.write_string(row, place, formula_safe(text)).map_err(broken)?,
            Cell::Number(number) => sheet.write_number(row, place, *number).map_err(broken)?,
            Cell::Deep(value) => sheet.write_string(row, place, value.to_string()).map_err(broken)?,
        };
    }
    Ok(())
}
