//! The report of an import: a row for each refused cell, as CSV that a spreadsheet opens without acting on it.

use std::io::{self, Write};

use csv::{QuoteStyle, Writer, WriterBuilder};

use crate::{base::spreadsheet::formula_safe, domain::terms::Language};

use super::complaint::Complaint;

/// Writes complaints as `;` CSV with a byte order mark: line, column, value, reason.
pub struct ReportWriter<W: Write> {
    rows: Writer<W>,
    language: Language,
}

impl<W: Write> ReportWriter<W> {
    /// Begins a report with its heading.
    ///
    /// # Errors
    /// The target cannot be written.
    pub fn new(mut target: W, language: Language) -> io::Result<Self> {
        target.write_all("\u{feff}".as_bytes())?;
        let mut rows = WriterBuilder::new().delimiter(b';').quote_style(QuoteStyle::Always).from_writer(target);
        rows.write_record(["line", "column", "value", "reason"])?;
        Ok(Self { rows, language })
    }

    /// Adds one row.
    ///
    /// # Errors
    /// The target cannot be written.
    pub fn add(&mut self, complaint: &Complaint) -> io::Result<()> {
        let line = if complaint.line == 0 { String::new() } else { complaint.line.to_string() };
        let reason = complaint.reason.sentence(self.language);
        self.rows.write_record([line, formula_safe(&complaint.column), formula_safe(&complaint.value), formula_safe(&reason)])?;
        Ok(())
    }

    /// Ends the report and hands the target back.
    ///
    /// # Errors
    /// The target cannot be written.
    pub fn finish(self) -> io::Result<W> {
        self.rows.into_inner().map_err(|error| io::Error::other(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::complaint::ComplaintReason;

    #[test]
    fn a_report_opens_in_a_spreadsheet_and_runs_nothing() {
        let mut report = ReportWriter::new(Vec::new(), Language::Da).expect("memory");
        for value in ["=cmd|'/C calc'!A0", " +1", "＝1+1", "-2;3", "\"x\""] {
            report.add(&Complaint::about_cell(7, "antal", value, ComplaintReason::Count)).expect("memory");
        }
        let text = String::from_utf8(report.finish().expect("memory")).expect("UTF-8");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "\u{feff}\"line\";\"column\";\"value\";\"reason\"");
        assert!(lines[1].starts_with("\"7\";\"antal\";\"'=cmd|'/C calc'!A0\";\"Skriv et helt tal"), "{}", lines[1]);
        for line in &lines[2..5] {
            assert!(line.starts_with("\"7\";\"antal\";\"'"), "{line}");
        }
        assert!(lines[5].starts_with("\"7\";\"antal\";\"\"\"x\"\"\""));
    }
}
