//! Where an index stands: opened once, exchanged when it has been rebuilt, absent while it is being rebuilt.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use search_index::IndexError;

use crate::base::fault::Fault;

type Opener<I> = Box<dyn Fn(&Path) -> Result<I, IndexError> + Send + Sync>;

/// The place of one index.
pub struct Shelf<I> {
    folder: PathBuf,
    opener: Opener<I>,
    index: RwLock<Option<Arc<I>>>,
}

impl<I> Shelf<I> {
    pub(super) fn open(folder: PathBuf, opener: impl Fn(&Path) -> Result<I, IndexError> + Send + Sync + 'static) -> Result<Self, Fault> {
        fs::create_dir_all(&folder).map_err(|error| Fault::new(format!("the index folder {} cannot be made", folder.display()), error))?;
        let shelf = Self { folder, opener: Box::new(opener), index: RwLock::new(None) };
        shelf.reopen()?;
        Ok(shelf)
    }

    /// The folder of the index.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The index, unless it waits to be rebuilt.
    pub fn index(&self) -> Option<Arc<I>> {
        self.index.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes the index away before it is rebuilt: a search says so until it is back.
    pub fn take_away(&self) {
        *self.index.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Opens what lies in the folder; nothing is there when it must be rebuilt first.
    ///
    /// # Errors
    /// Another process holds the index, or the disk failed.
    pub fn reopen(&self) -> Result<(), Fault> {
        let opened = match (self.opener)(&self.folder) {
            Ok(index) => Some(Arc::new(index)),
            Err(IndexError::NeedsRebuild(reason)) => {
                tracing::info!(folder = %self.folder.display(), %reason, "the index must be rebuilt");
                None
            }
            Err(error) => return Err(Fault::new("the search index cannot be opened", error)),
        };
        *self.index.write().unwrap_or_else(PoisonError::into_inner) = opened;
        Ok(())
    }
}
