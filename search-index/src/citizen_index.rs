//! The index over coded citizen profiles as the service uses it; no slot code refers to it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use crate::checksum::Checksum;
use crate::citizen_document::CitizenDocument;
use crate::citizen_query::{CitizenAnswer, CitizenQuery};
use crate::citizen_rows::CitizenShape;
use crate::committer::{COMMIT_AFTER, Committer};
use crate::error::{IndexError, SearchError};
use crate::rebuild::Rebuild;
use crate::slot_index::{checksum_of, positions_of, sorted};
use crate::writer::Core;
use crate::{CitizenChange, Position, citizen_search};

/// An index over coded citizen profiles in a folder of its own; shared by reference between threads.
pub struct CitizenIndex {
    core: Arc<Core<CitizenShape>>,
    committer: Committer,
}

impl CitizenIndex {
    /// Opens the index in a folder; `NeedsRebuild` when there is none, or it is damaged or of another schema.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        Self::open_with(dir, Some(COMMIT_AFTER))
    }

    /// Opens the index with another time between commits; with `None` only [`Self::flush`] commits.
    pub fn open_with(dir: &Path, commit_after: Option<Duration>) -> Result<Self, IndexError> {
        let core = Arc::new(Core::open(dir)?);
        let committer = Committer::start(&core, commit_after)?;
        Ok(Self { core, committer })
    }

    /// Takes changes in and notes how far in the change log they go; they are searchable when this returns.
    pub fn apply(&self, changes: Vec<CitizenChange>, position: Position) -> Result<(), IndexError> {
        self.core.apply(changes, position)?;
        self.committer.note(self.core.pending());
        Ok(())
    }

    /// Answers a question.
    pub fn search(&self, query: &CitizenQuery) -> Result<CitizenAnswer, SearchError> {
        citizen_search::search(&self.core.view(), query)
    }

    /// Commits what is pending.
    pub fn flush(&self) -> Result<(), IndexError> {
        self.core.flush()
    }

    /// Commits and writes the files anew without the deleted profiles, as an erasure must.
    pub fn compact(&self) -> Result<(), IndexError> {
        self.core.compact()
    }

    /// Gives how far the index has followed each tenant's change log.
    pub fn positions(&self) -> Vec<Position> {
        positions_of(self.core.view().positions.iter())
    }

    /// Gives random id and version of each of a tenant's profiles, in order of the ids.
    pub fn versions(&self, tenant: i32) -> Vec<(Uuid, u64)> {
        sorted(self.core.view().versions(tenant))
    }

    /// Gives the checksum over a tenant's profiles.
    pub fn checksum(&self, tenant: i32) -> Checksum {
        checksum_of(tenant, &self.core.view().versions(tenant))
    }

    /// Says whether a rebuild has put another generation in this one's place, so that it should be opened anew.
    pub fn is_superseded(&self) -> bool {
        self.core.is_superseded()
    }

    /// Writes the index anew from all profiles and opens it.
    pub fn rebuild(dir: &Path, documents: impl IntoIterator<Item = CitizenDocument>, positions: &[Position]) -> Result<Self, IndexError> {
        let mut rebuild = CitizenRebuild::begin(dir)?;
        documents.into_iter().try_for_each(|document| rebuild.add(document))?;
        rebuild.finish(positions)?;
        Self::open(dir)
    }
}

/// A citizen index that is being written anew beside the current one.
pub struct CitizenRebuild(Rebuild<CitizenShape>);

impl CitizenRebuild {
    /// Begins; the current index goes on answering.
    pub fn begin(dir: &Path) -> Result<Self, IndexError> {
        Rebuild::begin(dir).map(Self)
    }

    /// Writes one profile.
    pub fn add(&mut self, document: CitizenDocument) -> Result<(), IndexError> {
        self.0.add(document)
    }

    /// Makes what was written the current index; open it with [`CitizenIndex::open`].
    pub fn finish(self, positions: &[Position]) -> Result<(), IndexError> {
        self.0.finish(positions)
    }
}
