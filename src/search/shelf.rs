//! Where an index stands: opened once, exchanged when it has been rebuilt, absent while it is being rebuilt.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

use search_index::IndexError;

use crate::base::fault::Fault;

type Opener<I> = Box<dyn Fn(&Path) -> Result<I, IndexError> + Send + Sync>;

/// The place of one index.
pub struct Shelf<I> {
    folder: PathBuf,
    opener: Opener<I>,
    index: RwLock<Option<Arc<I>>>,
    held_elsewhere: AtomicBool,
}

impl<I> Shelf<I> {
    pub(super) fn open(folder: PathBuf, opener: impl Fn(&Path) -> Result<I, IndexError> + Send + Sync + 'static) -> Result<Self, Fault> {
        fs::create_dir_all(&folder).map_err(|error| Fault::new(format!("the index folder {} cannot be made", folder.display()), error))?;
        let shelf = Self { folder, opener: Box::new(opener), index: RwLock::new(None), held_elsewhere: AtomicBool::new(false) };
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

    /// Whether another process holds the index, as far as the last opening told.
    pub fn is_held_elsewhere(&self) -> bool {
        self.held_elsewhere.load(Ordering::Relaxed)
    }

    /// Takes the index away before it is rebuilt: a search says so until it is back.
    pub fn take_away(&self) {
        *self.index.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Opens what lies in the folder; nothing is there when it must be rebuilt first, or while another process holds it.
    ///
    /// # Errors
    /// The disk failed.
    pub fn reopen(&self) -> Result<(), Fault> {
        let opened = (self.opener)(&self.folder);
        self.held_elsewhere.store(matches!(opened, Err(IndexError::Busy)), Ordering::Relaxed);
        let opened = match opened {
            Ok(index) => Some(Arc::new(index)),
            Err(IndexError::NeedsRebuild(reason)) => {
                tracing::info!(folder = %self.folder.display(), %reason, "the index must be rebuilt");
                None
            }
            // A command beside a running server writes to the database; the server's index follows.
            Err(IndexError::Busy) => None,
            Err(error) => return Err(Fault::new("the search index cannot be opened", error)),
        };
        *self.index.write().unwrap_or_else(PoisonError::into_inner) = opened;
        Ok(())
    }
}
