//! The fields of the slot index on disk: the key, the packed numbers, and each text twice for each place it stands in.

use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};

use crate::columns::column_name;
use crate::query::TextPlace;
use crate::rows::COLUMNS;

/// Raised whenever fields or their meaning change; an index of another version is rebuilt.
const SCHEMA_VERSION: u32 = 3;

/// The column of the days with free seats.
pub(crate) const FREE_COLUMN: &str = "free";

/// The places of text, in the order of their numbers.
pub(crate) const PLACES: [TextPlace; 4] = [TextPlace::Title, TextPlace::Occupation, TextPlace::Workplace, TextPlace::Description];

/// The two ways in which a text is analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Analysis {
    /// Split and stemmed.
    Danish,
    /// Spelling only, with positions.
    Raw,
}

/// Gives the field of a number column.
pub(crate) fn number_field(column: usize) -> Field {
    field(1 + column)
}

/// Gives the field of the days with free seats.
pub(crate) fn free_field() -> Field {
    field(1 + COLUMNS)
}

/// Gives the field of a text in a place, under one analysis.
pub(crate) fn text_field(place: usize, analysis: Analysis) -> Field {
    let second = usize::from(analysis == Analysis::Raw);
    field(2 + COLUMNS + 2 * place + second)
}

/// Gives the field that keeps the texts for highlighting.
pub(crate) fn texts_field() -> Field {
    field(2 + COLUMNS + 2 * PLACES.len())
}

fn field(number: usize) -> Field {
    Field::from_field_id(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Gives the schema; the order of the fields is that of the functions above.
pub(crate) fn slot_schema() -> Schema {
    let mut schema = Schema::builder();
    schema.add_bytes_field("key", INDEXED);
    for column in 0..COLUMNS {
        schema.add_u64_field(column_name(column), FAST);
    }
    schema.add_u64_field(FREE_COLUMN, FAST);
    for place in ["title", "occupation", "workplace", "description"] {
        schema.add_text_field(&format!("{place}_da"), indexed(IndexRecordOption::Basic));
        schema.add_text_field(&format!("{place}_raw"), indexed(IndexRecordOption::WithFreqsAndPositions));
    }
    schema.add_text_field("texts", STORED);
    schema.build()
}

fn indexed(option: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_fieldnorms(false).set_index_option(option);
    TextOptions::default().set_indexing_options(indexing)
}

/// Gives the mark of slot indexes written by this program.
pub(crate) fn slot_mark() -> String {
    format!("slot-{SCHEMA_VERSION}-{:016x}", crate::danish::word_lists_mark())
}
