//! Between the domain and the search index: which words and codes go in, which questions go through, what comes back.

pub mod codes;
pub mod criteria;
pub mod days;
pub mod place_in_text;
pub mod project;
pub mod shelf;

/// The index's own types, for those who feed it and ask it.
pub mod engine {
    pub use search_index::{
        Change, Checksum, CitizenAnswer, CitizenDocument, CitizenFacet, CitizenIndex, CitizenQuery, CitizenRebuild, CitizenSort,
        FacetCount, Highlight, IndexError, Position, SearchError, SlotAnswer, SlotDocument, SlotHit, SlotIndex, SlotRebuild, TextPlace,
    };
}

use std::{path::Path, sync::Arc};

use search_index::{CitizenIndex, SlotIndex, SynonymTable};

use self::{codes::Codes, shelf::Shelf};
use crate::{
    base::fault::Fault,
    domain::{conditions::ConditionLists, reference::Reference},
};

/// Both indexes of a node, each in a folder of its own.
pub struct Search {
    /// Which bit stands for which code.
    pub codes: Codes,
    /// Slots; holds nothing about citizens.
    pub slots: Shelf<SlotIndex>,
    /// Citizens' coded profiles under random names; closed to the portal.
    pub citizens: Shelf<CitizenIndex>,
    /// One follower of the change log at a time; goes along to the thread that writes the index.
    pub following: Arc<tokio::sync::Mutex<()>>,
}

impl Search {
    /// Opens both indexes under a folder; one that is absent, damaged or of another time waits to be rebuilt.
    ///
    /// `identity` names the database, so that an index of another database is never used.
    ///
    /// # Errors
    /// A folder cannot be written, or another process holds the index.
    pub fn open(folder: &Path, identity: uuid::Uuid, codes: Codes, reference: &Reference) -> Result<Self, Fault> {
        let generation = format!("{}-{:08x}", identity.simple(), codes.fingerprint());
        let synonyms = SynonymTable::new(reference.synonyms.pairs().into_iter().map(|(word, terms)| (word.to_owned(), terms.to_vec())));
        let slots = Shelf::open(folder.join("slots").join(&generation), move |dir| SlotIndex::open(dir, synonyms.clone()))?;
        let citizens = Shelf::open(folder.join("citizens").join(&generation), CitizenIndex::open)?;
        Ok(Self { codes, slots, citizens, following: Arc::default() })
    }

    /// Whether another process, such as a server, holds the indexes; this one can then neither search nor rebuild.
    #[must_use]
    pub fn is_held_elsewhere(&self) -> bool {
        self.slots.is_held_elsewhere() || self.citizens.is_held_elsewhere()
    }

    /// The codes of the fixed lists and of the law.
    #[must_use]
    pub fn codes(conditions: &ConditionLists, target_groups: Vec<String>) -> Codes {
        Codes::new(conditions, target_groups)
    }
}
