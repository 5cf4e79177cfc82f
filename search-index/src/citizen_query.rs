//! What staff can ask about waiting citizens, and what is answered: random ids and days only.

use uuid::Uuid;

use crate::query::FacetCount;

/// The order of the citizens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CitizenSort {
    /// Longest waiting first.
    #[default]
    Waiting,
    /// Earliest deadline first; those without one come last.
    Deadline,
}

/// What citizens can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CitizenFacet {
    /// By target group.
    Group,
    /// By the first four digits of each wished occupation.
    Wish,
    /// By skill.
    Skill,
    /// By way of travel.
    Transport,
    /// By language level.
    Language,
    /// By each thing the place must not demand.
    Refuses,
    /// By each thing the place must offer.
    Needs,
}

/// A question about one municipality's waiting citizens; every filter left empty lets everything pass.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CitizenQuery {
    /// The municipality that asks.
    pub tenant: i32,
    /// Only these citizens, in the order of their ids; `None` = any.
    pub among: Option<Vec<Uuid>>,
    /// Beginnings of occupation codes, of which one must begin one of the wishes.
    pub wishes: Vec<String>,
    /// Skills that the citizen must all have.
    pub skills: Vec<u32>,
    /// Hours a week in half hours that must lie between the citizen's fewest and most.
    pub hours: Option<u8>,
    /// Target groups, of which one must be the citizen's.
    pub groups: Vec<u8>,
    /// Teams, of which one must have the case.
    pub teams: Vec<Uuid>,
    /// The citizen has been waiting since this day or longer.
    pub waiting_since_at_latest: Option<i32>,
    /// The citizen's deadline lies on this day or earlier.
    pub deadline_at_latest: Option<i32>,
    /// What a place demands: citizens who refuse any of it are left out.
    pub demands: u64,
    /// What a place offers: citizens who need anything else are left out; `None` = any.
    pub offers: Option<u64>,
    /// Ways of travel, of which one must be the citizen's; 0 = any.
    pub transport: u8,
    /// The citizen has at least this language level.
    pub language_at_least: u8,
    /// The citizen has all these licences.
    pub licences: u16,
    /// The order.
    pub sort: CitizenSort,
    /// How many a page holds, at most [`crate::query::MAX_LIMIT`].
    pub limit: usize,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// What to count.
    pub facets: Vec<CitizenFacet>,
}

/// One citizen found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitizenHit {
    /// The random id of this index.
    pub search_id: Uuid,
    /// The day since which the citizen has been waiting.
    pub waiting_since: i32,
    /// The day by which a placement must begin.
    pub deadline: Option<i32>,
}

/// The answer to a [`CitizenQuery`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CitizenAnswer {
    /// How many citizens fit.
    pub total: u64,
    /// This page of them.
    pub hits: Vec<CitizenHit>,
    /// The counts asked for, most frequent value first.
    pub facets: Vec<(CitizenFacet, Vec<FacetCount>)>,
    /// Asks for the next page; `None` on the last one.
    pub next_cursor: Option<String>,
    /// The tenant's change number up to which the answer knows everything.
    pub change_number: u64,
}
