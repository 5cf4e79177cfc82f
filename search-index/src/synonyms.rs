//! The table of everyday words and abbreviations that the caller hands in at open.

use std::collections::BTreeMap;

/// Everyday words and what else to look for when they are typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SynonymTable {
    entries: BTreeMap<String, Vec<String>>,
}

impl SynonymTable {
    /// Makes a table from rows of a typed term and the terms that it also stands for.
    pub fn new<T: Into<String>>(rows: impl IntoIterator<Item = (T, Vec<String>)>) -> Self {
        let mut table = Self::default();
        for (term, expansions) in rows {
            table.entries.entry(term.into()).or_default().extend(expansions);
        }
        table
    }
}
