//! The one long-lived writer: takes changes into the overlay at once and commits them in groups.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::index::SegmentId;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Index, IndexReader, IndexWriter, TERMINATED};

use crate::checksum::Checksum;
use crate::engine::{Entry as _, KEY, Key, Rows as _, Shape, View};
use crate::error::IndexError;
use crate::overlay::{Overlay, Pending, PendingChanges};
use crate::seal::Seal;
use crate::{Change, Position, folder, store};

/// The most changes that wait for a commit; whoever brings more does the commit.
const MOST_PENDING: usize = 2_000;

/// An open index: a master copy behind a lock, and a view that questions take without waiting.
pub(crate) struct Core<S: Shape> {
    dir: PathBuf,
    generation: u64,
    index: Index,
    reader: IndexReader,
    writer: Mutex<Option<IndexWriter>>,
    state: Mutex<State<S>>,
    published: RwLock<Arc<View<S>>>,
}

impl<S: Shape> Drop for Core<S> {
    fn drop(&mut self) {
        let writer = self.writer.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        // Merges under way are waited for, so that nothing writes to the folder once the index is gone.
        if let Some(Err(error)) = writer.map(IndexWriter::wait_merging_threads) {
            tracing::warn!(%error, "a merge of the search index was not finished");
        }
    }
}

struct State<S: Shape> {
    view: View<S>,
    pending: PendingChanges<S>,
    sequence: u64,
    documents: Checksum,
    positions: BTreeMap<i32, u64>,
    committed_positions: BTreeMap<i32, u64>,
}

/// What one commit takes along.
struct Batch<S: Shape> {
    changes: PendingChanges<S>,
    seal: Seal,
}

impl<S: Shape> Core<S> {
    /// Opens the current generation in a folder.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        let generation = folder::current(dir)?;
        let store::Opened { index, reader, segments, seal } = store::open::<S>(&folder::path(dir, generation))?;
        let writer = store::writer(&index)?;
        folder::remove_before(dir, generation)?;
        let positions = seal.positions;
        let view = View {
            searcher: reader.searcher(),
            segments,
            overlay: Arc::new(Overlay::of(&BTreeMap::new())),
            positions: Arc::new(positions.clone()),
        };
        let state = State {
            view: view.clone(),
            pending: BTreeMap::new(),
            sequence: 0,
            documents: seal.documents,
            committed_positions: positions.clone(),
            positions,
        };
        Ok(Self {
            dir: dir.to_owned(),
            generation,
            index,
            reader,
            writer: Mutex::new(Some(writer)),
            state: Mutex::new(state),
            published: RwLock::new(Arc::new(view)),
        })
    }

    /// Gives what a question reads.
    pub fn view(&self) -> Arc<View<S>> {
        Arc::clone(&self.published.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Says whether a rebuild has put another generation in this one's place.
    pub fn is_superseded(&self) -> bool {
        folder::current(&self.dir).is_ok_and(|current| current != self.generation)
    }

    /// Gives the number of changes that are not committed.
    pub fn pending(&self) -> usize {
        self.state().pending.len()
    }

    /// Takes changes in; they are searchable when this returns.
    pub fn apply(&self, changes: Vec<Change<S::Document>>, position: Position) -> Result<(), IndexError> {
        let prepared: Vec<_> = changes.into_iter().map(prepare::<S>).collect();
        let waiting = {
            let mut state = self.state();
            for (key, version, entry) in prepared {
                state.accept(key, version, entry)?;
            }
            state.advance(position);
            self.publish(&mut state);
            state.pending.len()
        };
        if waiting >= MOST_PENDING { self.flush() } else { Ok(()) }
    }

    /// Commits what is pending; does nothing when nothing is, or when another generation is the current one.
    pub fn flush(&self) -> Result<(), IndexError> {
        if self.is_superseded() {
            return Ok(());
        }
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(batch) = self.state().batch() else { return Ok(()) };
        let written = self.commit(&mut writer, &batch);
        if written.is_err() {
            // An interrupted writer is given up: what it had not committed is still pending and comes again.
            *writer = None;
        }
        written?;
        self.refresh(batch)
    }

    /// Commits, melts all segments into one and removes the files of deleted documents.
    pub fn compact(&self) -> Result<(), IndexError> {
        self.flush()?;
        if self.is_superseded() {
            return Ok(());
        }
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(busy) = writer.take() {
            // Merges under way would take segments away from the one that is to come.
            busy.wait_merging_threads()?;
        }
        let open = self.writer_of(&mut writer)?;
        let segments = self.index.searchable_segment_ids()?;
        if !segments.is_empty() {
            open.merge(&segments).wait()?;
        }
        let seal = self.state().seal();
        self.refresh(Batch { changes: BTreeMap::new(), seal })?;
        open.garbage_collect_files().wait()?;
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State<S>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn publish(&self, state: &mut State<S>) {
        state.view.overlay = Arc::new(Overlay::of(&state.pending));
        state.view.positions = Arc::new(state.positions.clone());
        *self.published.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state.view.clone());
    }

    fn writer_of<'w>(&self, writer: &'w mut Option<IndexWriter>) -> Result<&'w mut IndexWriter, IndexError> {
        let open = match writer.take() {
            Some(open) => open,
            None => store::writer(&self.index)?,
        };
        Ok(writer.insert(open))
    }

    fn commit(&self, writer: &mut Option<IndexWriter>, batch: &Batch<S>) -> Result<(), IndexError> {
        let open = self.writer_of(writer)?;
        for (key, change) in &batch.changes {
            open.delete_term(key.term());
            if let Some(entry) = &change.entry {
                open.add_document(S::write(entry))?;
            }
        }
        let mut commit = open.prepare_commit()?;
        commit.set_payload(&batch.seal.write()?);
        commit.commit()?;
        Ok(())
    }

    /// Reads the segments anew and lets go of the pending changes that are among them.
    fn refresh(&self, batch: Batch<S>) -> Result<(), IndexError> {
        self.reader.reload()?;
        let searcher = self.reader.searcher();
        let segments = store::segments_of::<S>(&searcher, &self.known_rows())?;
        let mut state = self.state();
        (state.view.searcher, state.view.segments) = (searcher, segments);
        state.committed_positions = batch.seal.positions;
        state.pending.retain(|key, change| batch.changes.get(key).is_none_or(|done| done.sequence != change.sequence));
        let still_pending: Vec<_> = state.pending.keys().copied().collect();
        for key in still_pending {
            state.hide_committed(key)?;
        }
        self.publish(&mut state);
        Ok(())
    }

    fn known_rows(&self) -> HashMap<SegmentId, Arc<S::Rows>> {
        let view = self.view();
        let readers = view.searcher.segment_readers().iter();
        readers.zip(&view.segments).map(|(reader, segment)| (reader.segment_id(), Arc::clone(&segment.rows))).collect()
    }
}

fn prepare<S: Shape>(change: Change<S::Document>) -> (Key, u64, Option<Arc<S::Entry>>) {
    match change {
        Change::Upsert(document) => {
            let entry = S::entry(document);
            (entry.key(), entry.version(), Some(Arc::new(entry)))
        }
        Change::Delete { tenant, id, version } => (Key { tenant, id }, version, None),
    }
}

impl<S: Shape> State<S> {
    /// Takes one change in, unless a newer version of the document is known.
    fn accept(&mut self, key: Key, version: u64, entry: Option<Arc<S::Entry>>) -> Result<(), IndexError> {
        let known = match self.pending.get(&key) {
            Some(change) => Some((change.version, change.entry.is_some())),
            None => self.find_committed(key)?.map(|(segment, row)| (self.view.segments[segment].rows.version(row), true)),
        };
        if known.is_some_and(|(known, _)| known > version) {
            return Ok(());
        }
        if let Some((known, true)) = known {
            self.documents.remove(key.tenant, key.id, known);
        }
        if entry.is_some() {
            self.documents.add(key.tenant, key.id, version);
        }
        self.hide_committed(key)?;
        self.sequence += 1;
        self.pending.insert(key, Pending { sequence: self.sequence, version, entry });
        Ok(())
    }

    fn advance(&mut self, position: Position) {
        let known = self.positions.entry(position.tenant).or_default();
        *known = position.change_number.max(*known);
    }

    fn batch(&self) -> Option<Batch<S>> {
        let nothing_new = self.pending.is_empty() && self.positions == self.committed_positions;
        (!nothing_new).then(|| Batch { changes: self.pending.clone(), seal: self.seal() })
    }

    fn seal(&self) -> Seal {
        Seal { mark: S::mark(), positions: self.positions.clone(), documents: self.documents }
    }

    fn find_committed(&self, key: Key) -> Result<Option<(usize, u32)>, IndexError> {
        for (place, (reader, segment)) in self.view.searcher.segment_readers().iter().zip(&self.view.segments).enumerate() {
            let Some(mut postings) = reader.inverted_index(KEY)?.read_postings(&key.term(), IndexRecordOption::Basic)? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if segment.alive.has(postings.doc()) {
                    return Ok(Some((place, postings.doc())));
                }
                postings.advance();
            }
        }
        Ok(None)
    }

    fn hide_committed(&mut self, key: Key) -> Result<(), IndexError> {
        while let Some((segment, row)) = self.find_committed(key)? {
            Arc::make_mut(&mut self.view.segments[segment].alive).remove(row);
        }
        Ok(())
    }
}
