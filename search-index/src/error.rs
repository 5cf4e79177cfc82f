//! What can go wrong with an index, and which of it a rebuild mends.

use thiserror::Error;

/// Why an index on disk cannot be used as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum RebuildReason {
    /// There is no index in the folder.
    #[error("there is none")]
    Absent,
    /// It was written by another version of the schema or with other language tables.
    #[error("it was written for another schema")]
    OtherSchema,
    /// A file is missing, cut short or changed.
    #[error("its files are damaged")]
    Damaged,
}

/// Why an index could not be opened, changed or rebuilt.
#[derive(Debug, Error)]
pub enum IndexError {
    /// The index must be rebuilt from the database before it can answer.
    #[error("the index must be rebuilt: {0}")]
    NeedsRebuild(RebuildReason),
    /// Another process writes to the index in this folder.
    #[error("another process holds the index")]
    Busy,
    /// The disk or the index library failed.
    #[error("the index failed: {0}")]
    Failed(String),
}

/// Why a question could not be answered.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum SearchError {
    /// The cursor is not one of ours or belongs to another question.
    #[error("the cursor does not belong to this question")]
    Cursor,
    /// The index failed while it was read; a rebuild is due.
    #[error("the index could not be read: {0}")]
    Failed(String),
}

impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> Self {
        match error {
            tantivy::TantivyError::LockFailure(..) => Self::Busy,
            other => Self::Failed(other.to_string()),
        }
    }
}

impl From<std::io::Error> for IndexError {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}
