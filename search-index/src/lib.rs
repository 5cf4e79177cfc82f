//! Text index and packed rows over slots and over coded citizen profiles; knows no database, no web and no rules.
//!
//! ```text
//! SlotIndex::open(dir, SynonymTable) -> Result<SlotIndex, IndexError>         NeedsRebuild is an answer, not a panic
//! index.apply(Vec<SlotChange>, Position) -> Result<(), IndexError>            searchable when it returns
//! index.search(&SlotQuery) -> Result<SlotAnswer, SearchError>
//! index.flush() -> Result<(), IndexError>                                     also done by itself each second
//! index.positions() -> Vec<Position>                                          replay the change log from here
//! SlotRebuild::begin(dir)?, .add(document)?, .finish(positions)?              written beside, swapped in atomically
//! ```
//! `CitizenIndex` has the same shape over its own types and its own folder.
//!
//! A question goes `typed_text` → `plan` → `search`, which asks `filter` before `text_match` scores, counts in `facets`
//! and ranks in `page`. A change goes through `writer` into `overlay` at once and to the disk with the next commit.

pub mod citizen_document;
pub mod citizen_query;
pub mod error;
pub mod query;
pub mod slot_document;
pub mod synonyms;

mod checksum;
mod citizen_index;
mod citizen_rows;
mod citizen_search;
mod codes;
mod columns;
mod committer;
mod danish;
mod engine;
mod facets;
mod filter;
mod folder;
mod free_days;
mod geo;
mod hash;
mod highlight;
mod overlay;
mod page;
mod plan;
mod rebuild;
mod rows;
mod schema;
mod seal;
mod search;
mod slot_entry;
mod slot_index;
mod store;
mod text_match;
mod text_source;
mod typed_text;
mod writer;

pub use checksum::{Checksum, document_hash};
pub use citizen_document::CitizenDocument;
pub use citizen_index::{CitizenIndex, CitizenRebuild};
pub use citizen_query::{CitizenAnswer, CitizenFacet, CitizenHit, CitizenQuery, CitizenSort};
pub use error::{IndexError, RebuildReason, SearchError};
pub use geo::distance_km;
pub use query::{FacetCount, FacetValue, Highlight, Near, SlotAnswer, SlotFacet, SlotHit, SlotQuery, SlotSort, TextPlace};
pub use slot_document::{FreeInterval, Sector, SlotDocument};
pub use slot_index::{SlotIndex, SlotRebuild};
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
