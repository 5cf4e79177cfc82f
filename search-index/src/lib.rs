//! Text index and packed rows over slots and over coded citizen profiles; knows no database, no web and no rules.
//!
//! ```text
//! SlotIndex::open(dir, &SynonymTable) -> Result<SlotIndex, IndexError>        NeedsRebuild is an answer, not a panic
//! index.apply(Vec<SlotChange>, Position) -> Result<(), IndexError>            searchable when it returns
//! index.search(&SlotQuery) -> Result<SlotAnswer, SearchError>
//! index.flush() -> Result<(), IndexError>                                     also done by itself each second
//! index.positions() -> Vec<Position>                                          replay the change log from here
//! SlotRebuild::begin(dir, &SynonymTable)? .add(document)? .finish(positions)? -> SlotIndex, swapped in atomically
//! ```
//! `CitizenIndex` has the same shape over its own types and its own folder.

pub mod citizen_document;
pub mod citizen_query;
pub mod error;
pub mod query;
pub mod slot_document;
pub mod synonyms;

pub use citizen_document::CitizenDocument;
pub use citizen_query::{CitizenAnswer, CitizenFacet, CitizenHit, CitizenQuery, CitizenSort};
pub use error::{IndexError, RebuildReason, SearchError};
pub use query::{FacetCount, FacetValue, Highlight, Near, SlotAnswer, SlotFacet, SlotHit, SlotQuery, SlotSort, TextPlace};
pub use slot_document::{FreeInterval, Sector, SlotDocument};
pub use synonyms::SynonymTable;

use uuid::Uuid;

/// How far in one tenant's change log the index has followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Position {
    /// The municipality.
    pub tenant: i32,
    /// The last change number that is in the index.
    pub change_number: u64,
}

/// A change of one document.
#[derive(Debug, Clone, PartialEq)]
pub enum Change<D> {
    /// The document is new or has changed.
    Upsert(D),
    /// The document is gone.
    Delete {
        /// The municipality that owned it.
        tenant: i32,
        /// Its id.
        id: Uuid,
        /// The change number at which it went.
        version: u64,
    },
}

/// A change of one slot.
pub type SlotChange = Change<SlotDocument>;

/// A change of one citizen's coded profile.
pub type CitizenChange = Change<CitizenDocument>;
