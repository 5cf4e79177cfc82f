//! Writes an index anew into a fresh folder and puts it in the old one's place in one step.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use tantivy::merge_policy::NoMergePolicy;
use tantivy::{Index, IndexWriter};

use crate::checksum::Checksum;
use crate::engine::{Entry as _, Key, Shape};
use crate::error::IndexError;
use crate::seal::Seal;
use crate::{Position, folder, store};

/// Memory of the writer of a rebuild, in bytes: enough for some 100,000 slots in one segment.
const REBUILD_MEMORY: usize = 256 * 1024 * 1024;

/// An index that is being written; gives its folder back when it is dropped unfinished.
pub(crate) struct Rebuild<S: Shape> {
    dir: PathBuf,
    generation: u64,
    index: Index,
    writer: Option<IndexWriter>,
    written: HashMap<Key, u64>,
    documents: Checksum,
    shape: std::marker::PhantomData<S>,
}

impl<S: Shape> Rebuild<S> {
    /// Begins a new generation beside the current one.
    pub fn begin(dir: &Path) -> Result<Self, IndexError> {
        let generation = folder::begin(dir)?;
        let index = store::create(&folder::path(dir, generation), S::schema())?;
        let writer = index.writer_with_num_threads(1, REBUILD_MEMORY)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Self {
            dir: dir.to_owned(),
            generation,
            index,
            writer: Some(writer),
            written: HashMap::new(),
            documents: Checksum::default(),
            shape: std::marker::PhantomData,
        })
    }

    /// Writes a document; of two with the same name the newer version stays.
    pub fn add(&mut self, document: S::Document) -> Result<(), IndexError> {
        let Some(writer) = &self.writer else { return Ok(()) };
        let entry = S::entry(document);
        let (key, version) = (entry.key(), entry.version());
        match self.written.insert(key, version) {
            Some(known) if known > version => {
                self.written.insert(key, known);
                return Ok(());
            }
            Some(known) => {
                self.documents.remove(key.tenant, key.id, known);
                writer.delete_term(key.term());
            }
            None => {}
        }
        writer.add_document(S::write(&entry))?;
        self.documents.add(key.tenant, key.id, version);
        Ok(())
    }

    /// Commits and makes the new generation the current one.
    pub fn finish(mut self, positions: &[Position]) -> Result<(), IndexError> {
        let Some(writer) = self.writer.take() else { return Ok(()) };
        let finished = self.commit(writer, positions).and_then(|()| folder::make_current(&self.dir, self.generation));
        if finished.is_err() {
            folder::remove(&self.dir, self.generation);
        }
        finished
    }

    fn commit(&self, mut writer: IndexWriter, positions: &[Position]) -> Result<(), IndexError> {
        let positions: BTreeMap<_, _> = positions.iter().map(|position| (position.tenant, position.change_number)).collect();
        let seal = Seal { mark: S::mark(), positions, documents: self.documents };
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&seal.write()?);
        commit.commit()?;
        let segments = self.index.searchable_segment_ids()?;
        if segments.len() > 1 {
            writer.merge(&segments).wait()?;
        }
        writer.garbage_collect_files().wait()?;
        writer.wait_merging_threads()?;
        Ok(())
    }
}

impl<S: Shape> Drop for Rebuild<S> {
    fn drop(&mut self) {
        if let Some(unfinished) = self.writer.take() {
            drop(unfinished);
            folder::remove(&self.dir, self.generation);
        }
    }
}
