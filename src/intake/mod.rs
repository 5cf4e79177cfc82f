//! Files that come in: CSV and XLSX read into typed rows, every refused cell reported.
//!
//! `InFile::open` → `file.lines::<CompanyRow>(&lists)` → each line goes in, or is refused with its complaints.
//! A file that opens is readable to its end: what makes a whole file unreadable is found before the first row.

mod cell;
mod citizens;
mod code_lists;
mod columns;
mod companies;
mod complaint;
mod csv_lines;
mod encoding;
mod fields;
mod file;
mod limits;
mod lines;
mod metered;
mod references;
mod report;
pub mod rows;
mod slots;
#[cfg(test)]
mod tests;
mod unreadable;
mod values;
mod workbook;
mod workbook_check;

pub use crate::base::spreadsheet::formula_safe;
pub use code_lists::{CodeLists, KnownCodes};
pub use columns::Column;
pub use complaint::{Complaint, ComplaintReason, MASK};
pub use fields::Fields;
pub use file::InFile;
pub use limits::Limits;
pub use lines::{ImportRow, Line, Lines};
pub use report::ReportWriter;
pub use unreadable::Unreadable;
