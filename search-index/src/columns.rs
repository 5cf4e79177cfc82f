//! Reads the numbers of a segment's rows in one go.

use tantivy::SegmentReader;
use tantivy::columnar::Cardinality;

use crate::error::{IndexError, RebuildReason};

/// The names of the number columns, in order.
const NAMES: [&str; 16] = ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13", "c14", "c15"];

/// Gives the name of a number column.
pub(crate) fn column_name(column: usize) -> &'static str {
    NAMES.get(column).copied().unwrap_or("c15")
}

/// Reads the first `N` columns of all documents.
pub(crate) fn read_numbers<const N: usize>(reader: &SegmentReader) -> Result<Vec<[u64; N]>, IndexError> {
    let documents = reader.max_doc();
    let mut rows = vec![[0; N]; documents as usize];
    let mut values = vec![0; documents as usize];
    for place in 0..N {
        let column = reader.fast_fields().u64(column_name(place))?;
        if column.get_cardinality() != Cardinality::Full || column.num_docs() != documents {
            return Err(IndexError::NeedsRebuild(RebuildReason::Damaged));
        }
        column.values.get_range(0, &mut values);
        for (row, value) in rows.iter_mut().zip(&values) {
            row[place] = *value;
        }
    }
    Ok(rows)
}

/// Reads a column that may hold any number of values a document.
pub(crate) fn read_lists(reader: &SegmentReader, name: &str) -> Result<Vec<Vec<u64>>, IndexError> {
    let Some(column) = reader.fast_fields().column_opt::<u64>(name)? else {
        return Ok(vec![Vec::new(); reader.max_doc() as usize]);
    };
    Ok((0..reader.max_doc()).map(|row| column.values_for_doc(row).collect()).collect())
}
