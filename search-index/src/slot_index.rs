//! The index over slots as the service uses it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use crate::checksum::Checksum;
use crate::committer::{COMMIT_AFTER, Committer};
use crate::error::{IndexError, SearchError};
use crate::query::{SlotAnswer, SlotQuery};
use crate::rebuild::Rebuild;
use crate::slot_document::SlotDocument;
use crate::slot_entry::SlotShape;
use crate::synonyms::SynonymTable;
use crate::writer::Core;
use crate::{Position, SlotChange, search};

/// A full-text index over slots; shared by reference between threads, every call blocks shortly.
pub struct SlotIndex {
    core: Arc<Core<SlotShape>>,
    committer: Committer,
    synonyms: SynonymTable,
}

impl SlotIndex {
    /// Opens the index in a folder; `NeedsRebuild` when there is none, or it is damaged or of another schema.
    pub fn open(dir: &Path, synonyms: SynonymTable) -> Result<Self, IndexError> {
        Self::open_with(dir, synonyms, Some(COMMIT_AFTER))
    }

    /// Opens the index with another time between commits; with `None` only [`Self::flush`] commits.
    pub fn open_with(dir: &Path, synonyms: SynonymTable, commit_after: Option<Duration>) -> Result<Self, IndexError> {
        let core = Arc::new(Core::open(dir)?);
        let committer = Committer::start(&core, commit_after)?;
        Ok(Self { core, committer, synonyms })
    }

    /// Takes changes in and notes how far in the change log they go; they are searchable when this returns.
    pub fn apply(&self, changes: Vec<SlotChange>, position: Position) -> Result<(), IndexError> {
        self.core.apply(changes, position)?;
        self.committer.note(self.core.pending());
        Ok(())
    }

    /// Answers a question.
    pub fn search(&self, query: &SlotQuery) -> Result<SlotAnswer, SearchError> {
        search::search(&self.core.view(), &self.synonyms, query)
    }

    /// Commits what is pending.
    pub fn flush(&self) -> Result<(), IndexError> {
        self.core.flush()
    }

    /// Commits, and melts all segments into one.
    pub fn compact(&self) -> Result<(), IndexError> {
        self.core.compact()
    }

    /// Gives how far the index has followed each tenant's change log.
    pub fn positions(&self) -> Vec<Position> {
        positions_of(self.core.view().positions.iter())
    }

    /// Gives id and version of each of a tenant's slots, in order of the ids.
    pub fn versions(&self, tenant: i32) -> Vec<(Uuid, u64)> {
        sorted(self.core.view().versions(tenant))
    }

    /// Gives the checksum over a tenant's slots.
    pub fn checksum(&self, tenant: i32) -> Checksum {
        checksum_of(tenant, &self.core.view().versions(tenant))
    }

    /// Gives the number of segments on disk.
    pub fn segments(&self) -> usize {
        self.core.view().segments.len()
    }

    /// Says whether a rebuild has put another generation in this one's place, so that it should be opened anew.
    pub fn is_superseded(&self) -> bool {
        self.core.is_superseded()
    }

    /// Writes the index anew from all documents and opens it.
    pub fn rebuild(
        dir: &Path,
        synonyms: SynonymTable,
        documents: impl IntoIterator<Item = SlotDocument>,
        positions: &[Position],
    ) -> Result<Self, IndexError> {
        let mut rebuild = SlotRebuild::begin(dir)?;
        documents.into_iter().try_for_each(|document| rebuild.add(document))?;
        rebuild.finish(positions)?;
        Self::open(dir, synonyms)
    }
}

pub(crate) fn positions_of<'a>(positions: impl Iterator<Item = (&'a i32, &'a u64)>) -> Vec<Position> {
    positions.map(|(tenant, change_number)| Position { tenant: *tenant, change_number: *change_number }).collect()
}

pub(crate) fn sorted(mut versions: Vec<(Uuid, u64)>) -> Vec<(Uuid, u64)> {
    versions.sort_unstable();
    versions
}

pub(crate) fn checksum_of(tenant: i32, versions: &[(Uuid, u64)]) -> Checksum {
    let mut checksum = Checksum::default();
    versions.iter().for_each(|(id, version)| checksum.add(tenant, *id, *version));
    checksum
}

/// A slot index that is being written anew beside the current one.
pub struct SlotRebuild(Rebuild<SlotShape>);

impl SlotRebuild {
    /// Begins; the current index goes on answering.
    pub fn begin(dir: &Path) -> Result<Self, IndexError> {
        Rebuild::begin(dir).map(Self)
    }

    /// Writes one slot.
    pub fn add(&mut self, document: SlotDocument) -> Result<(), IndexError> {
        self.0.add(document)
    }

    /// Makes what was written the current index; open it with [`SlotIndex::open`].
    pub fn finish(self, positions: &[Position]) -> Result<(), IndexError> {
        self.0.finish(positions)
    }
}
