//! What has changed since the last commit, kept in memory so that one's own write is searchable at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::engine::{Entry, Key, Shape};

/// A change that is not committed yet.
pub(crate) struct Pending<S: Shape> {
    /// The number of the change in this process.
    pub sequence: u64,
    /// The version of the document, or of its removal.
    pub version: u64,
    /// The document; `None` when it is gone.
    pub entry: Option<Arc<S::Entry>>,
}

impl<S: Shape> Clone for Pending<S> {
    fn clone(&self) -> Self {
        Self { sequence: self.sequence, version: self.version, entry: self.entry.clone() }
    }
}

/// The changes since the last commit by document, the latest one each.
pub(crate) type PendingChanges<S> = BTreeMap<Key, Pending<S>>;

/// The changed documents as a question reads them.
pub(crate) struct Overlay<S: Shape> {
    /// The documents, by tenant.
    pub entries: Vec<Arc<S::Entry>>,
    /// Their rows, in the same order.
    pub rows: S::Rows,
}

impl<S: Shape> Overlay<S> {
    /// Makes the overlay of the pending changes.
    pub fn of(pending: &PendingChanges<S>) -> Self {
        let entries: Vec<_> = pending.values().filter_map(|change| change.entry.clone()).collect();
        debug_assert!(entries.is_sorted_by_key(|entry| entry.key()));
        Self { rows: S::rows_of_entries(&entries), entries }
    }
}
