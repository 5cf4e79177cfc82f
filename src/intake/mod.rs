//! Files that come in: CSV and XLSX read into typed rows, every refused cell reported.

pub mod rows;
