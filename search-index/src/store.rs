//! Opens the files of one generation and refuses any that are damaged or of another schema.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use tantivy::index::SegmentId;
use tantivy::merge_policy::LogMergePolicy;
use tantivy::schema::Schema;
use tantivy::{Directory as _, Index, IndexReader, IndexSettings, IndexSortByField, IndexWriter, Order, ReloadPolicy, Searcher};

use crate::checksum::Checksum;
use crate::engine::{Bits, ORDER_COLUMN, Rows, SegmentView, Shape};
use crate::error::{IndexError, RebuildReason};
use crate::seal::Seal;

/// Memory of the writer between two commits, in bytes.
const WRITER_MEMORY: usize = 32 * 1024 * 1024;

const DAMAGED: IndexError = IndexError::NeedsRebuild(RebuildReason::Damaged);

/// An index that was found whole.
pub(crate) struct Opened<S: Shape> {
    /// The index.
    pub index: Index,
    /// Its reader, reloaded by hand.
    pub reader: IndexReader,
    /// Its segments.
    pub segments: Vec<SegmentView<S>>,
    /// What its last commit says of itself.
    pub seal: Seal,
}

/// Gives the settings with which every index is made.
pub(crate) fn settings() -> IndexSettings {
    let by_order = IndexSortByField { field: ORDER_COLUMN.to_owned(), order: Order::Asc };
    IndexSettings { sort_by_field: Some(by_order), docstore_compress_dedicated_thread: false, ..IndexSettings::default() }
}

/// Makes an empty index in an empty folder.
pub(crate) fn create(path: &Path, schema: Schema) -> Result<Index, IndexError> {
    Ok(Index::builder().schema(schema).settings(settings()).create_in_dir(path)?)
}

/// Opens an index and checks everything in it; a damage that makes the library stumble counts as damage.
pub(crate) fn open<S: Shape>(path: &Path) -> Result<Opened<S>, IndexError> {
    catch_unwind(AssertUnwindSafe(|| open_checked(path))).unwrap_or(Err(DAMAGED))
}

fn open_checked<S: Shape>(path: &Path) -> Result<Opened<S>, IndexError> {
    let index = Index::open_in_dir(path).map_err(|_| DAMAGED)?;
    let seal = Seal::read(index.load_metas().map_err(|_| DAMAGED)?.payload.as_deref(), &S::mark())?;
    if index.schema() != S::schema() || index.settings().sort_by_field != settings().sort_by_field {
        return Err(IndexError::NeedsRebuild(RebuildReason::OtherSchema));
    }
    check_files(&index)?;
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(|_| DAMAGED)?;
    open_postings(&reader.searcher())?;
    let segments = segments_of(&reader.searcher(), &HashMap::new()).map_err(|_| DAMAGED)?;
    if documents_of(&segments) != seal.documents {
        return Err(DAMAGED);
    }
    Ok(Opened { index, reader, segments, seal })
}

/// Checks the hash at the end of each file; one that is missing is noticed when the segments are opened.
fn check_files(index: &Index) -> Result<(), IndexError> {
    let directory = index.directory();
    for file in index.load_metas().map_err(|_| DAMAGED)?.list_segment_files() {
        let present = directory.exists(&file).map_err(|_| DAMAGED)?;
        if present && !directory.validate_checksum(&file).map_err(|_| DAMAGED)? {
            return Err(DAMAGED);
        }
    }
    Ok(())
}

/// Opens the postings of every field once, since a missing file is not noticed before.
fn open_postings(searcher: &Searcher) -> Result<(), IndexError> {
    for reader in searcher.segment_readers() {
        for (field, _) in reader.schema().fields().filter(|(_, entry)| entry.is_indexed()) {
            reader.inverted_index(field).map_err(|_| DAMAGED)?;
        }
        reader.get_store_reader(0).map_err(|_| DAMAGED)?;
    }
    Ok(())
}

/// Makes the views of a searcher's segments; rows that are known already are kept.
pub(crate) fn segments_of<S: Shape>(
    searcher: &Searcher,
    known: &HashMap<SegmentId, Arc<S::Rows>>,
) -> Result<Vec<SegmentView<S>>, IndexError> {
    let view = |reader: &tantivy::SegmentReader| {
        let rows = match known.get(&reader.segment_id()) {
            Some(rows) => Arc::clone(rows),
            None => Arc::new(S::rows_of_segment(reader)?),
        };
        if rows.len() != reader.max_doc() {
            return Err(DAMAGED);
        }
        let alive = Arc::new(Bits::where_true(rows.len(), |row| !reader.is_deleted(row)));
        Ok(SegmentView { rows, alive })
    };
    searcher.segment_readers().iter().map(view).collect()
}

fn documents_of<S: Shape>(segments: &[SegmentView<S>]) -> Checksum {
    let mut documents = Checksum::default();
    for segment in segments {
        for row in (0..segment.rows.len()).filter(|row| segment.alive.has(*row)) {
            let key = segment.rows.key(row);
            documents.add(key.tenant, key.id, segment.rows.version(row));
        }
    }
    documents
}

/// Opens the one writer of an index; `Busy` when another process has it.
pub(crate) fn writer(index: &Index) -> Result<IndexWriter, IndexError> {
    let writer = index.writer_with_num_threads(1, WRITER_MEMORY)?;
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(4);
    policy.set_del_docs_ratio_before_merge(0.3);
    writer.set_merge_policy(Box::new(policy));
    Ok(writer)
}
