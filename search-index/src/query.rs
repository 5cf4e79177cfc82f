//! What can be asked about slots, and what is answered.

use uuid::Uuid;

use crate::slot_document::Sector;

/// The most characters of a search text that are read.
pub const MAX_TEXT_CHARS: usize = 200;

/// The most words of a search text that are read.
pub const MAX_TERMS: usize = 32;

/// The most hits on one page.
pub const MAX_LIMIT: usize = 100;

/// The number of days after which an unconfirmed slot is stale.
pub const STALE_AFTER_DAYS: i32 = 90;

/// A point and how far from it a hit may lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Latitude in degrees (WGS 84).
    pub lat: f64,
    /// Longitude in degrees (WGS 84).
    pub lon: f64,
    /// Largest distance as the crow flies in kilometres; `None` measures without limiting.
    pub radius_km: Option<f64>,
}

/// The order of the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SlotSort {
    /// Best text match first; without a text the nearest, then the last confirmed first.
    #[default]
    Relevance,
    /// Nearest first; slots without a point come last.
    Distance,
    /// Last confirmed first.
    Freshness,
}

/// What hits can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SlotFacet {
    /// By placement type; a slot with several counts in each.
    Kind,
    /// By branch code.
    Branch,
    /// By the municipality of the workplace.
    Municipality,
    /// By occupation code.
    Occupation,
    /// By sector.
    Sector,
    /// By each thing that the place demands.
    Demand,
    /// By each thing that the place offers.
    Offer,
    /// By each target group that the company is willing to take.
    Willing,
}

/// What a count belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FacetValue {
    /// The number of a bit in a mask.
    Bit(u8),
    /// A plain number, such as a municipality's.
    Number(u32),
    /// A code of digits.
    Code(String),
    /// A sector.
    Sector(Sector),
}

/// The number of hits with one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// The value.
    pub value: FacetValue,
    /// How many hits have it.
    pub count: u64,
}

/// A question about one municipality's slots; every filter left empty lets everything pass.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotQuery {
    /// The municipality that asks; nothing of another one is ever seen.
    pub tenant: i32,
    /// Today as days since 1970-01-01.
    pub today: i32,
    /// What the user typed: words, `"exact words"`, `-without`.
    pub text: String,
    /// Placement types of which the slot must take one; 0 = any.
    pub kinds: u16,
    /// Beginnings of branch codes, of which one must fit.
    pub branches: Vec<String>,
    /// Beginnings of occupation codes, of which one must fit.
    pub occupations: Vec<String>,
    /// Municipalities of the workplace, of which one must fit.
    pub municipalities: Vec<u16>,
    /// The point to measure from.
    pub near: Option<Near>,
    /// Hours a week in half hours that must lie between the slot's fewest and most.
    pub hours: Option<u8>,
    /// Work must not begin earlier than this, in minutes after midnight.
    pub time_from: Option<u16>,
    /// Work must not end later than this, in minutes after midnight.
    pub time_to: Option<u16>,
    /// First day of the period in which a seat must be free; `None` means today.
    pub free_from: Option<i32>,
    /// Last day of that period; `None` means its first day.
    pub free_to: Option<i32>,
    /// Whether full slots stay although a period is given.
    pub include_full: bool,
    /// What the place must not demand; the caller adds what a demand implies.
    pub demands_excluded: u64,
    /// What the place must offer.
    pub offers_required: u64,
    /// The sector that is asked for.
    pub sector: Option<Sector>,
    /// The target groups of which the company must be willing to take one; 0 = any.
    pub willing_for: u32,
    /// The target groups for which the slot must be open; slots reserved for others are left out; 0 = any.
    pub reserved_for: u32,
    /// The language level at hand; slots that ask for more are left out.
    pub language_at_most: Option<u8>,
    /// The licences at hand; slots that ask for another are left out.
    pub licences_held: Option<u16>,
    /// Slots confirmed longer ago than this many days are left out; `None` keeps them.
    pub stale_after_days: Option<i32>,
    /// Whether few hits with all words may be followed by those that lack one of them.
    pub may_lack_a_word: bool,
    /// The order of the hits.
    pub sort: SlotSort,
    /// How many hits a page holds, at most [`MAX_LIMIT`].
    pub limit: usize,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// What to count.
    pub facets: Vec<SlotFacet>,
    /// Whether hits say which words matched.
    pub highlight: bool,
}

impl SlotQuery {
    /// Asks for everything that a plain search shows to `tenant` on the day `today`.
    pub fn plain(tenant: i32, today: i32) -> Self {
        Self {
            tenant,
            today,
            text: String::new(),
            kinds: 0,
            branches: Vec::new(),
            occupations: Vec::new(),
            municipalities: Vec::new(),
            near: None,
            hours: None,
            time_from: None,
            time_to: None,
            free_from: None,
            free_to: None,
            include_full: false,
            demands_excluded: 0,
            offers_required: 0,
            sector: None,
            willing_for: 0,
            reserved_for: 0,
            language_at_most: None,
            licences_held: None,
            stale_after_days: Some(STALE_AFTER_DAYS),
            may_lack_a_word: false,
            sort: SlotSort::default(),
            limit: 20,
            cursor: None,
            facets: Vec::new(),
            highlight: false,
        }
    }

    /// Gives the first and last day over which free seats are counted.
    pub fn period(&self) -> (i32, i32) {
        let from = self.free_from.unwrap_or(self.today);
        (from, self.free_to.unwrap_or(from).max(from))
    }

    /// Says whether a period was asked for, so that full slots are left out.
    pub fn asks_for_period(&self) -> bool {
        self.free_from.is_some() || self.free_to.is_some()
    }
}

/// Why a hit was found: the word in the slot's text, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// Which of the slot's texts holds the word.
    pub place: TextPlace,
    /// The word as it stands in that text.
    pub word: String,
    /// The typed word for which it stands as a synonym.
    pub synonym_for: Option<String>,
}

/// The parts of a slot's text, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextPlace {
    /// The title.
    Title,
    /// The occupation's title and the other words for the job.
    Occupation,
    /// Workplace, company, town, postcode or branch.
    Workplace,
    /// Description or tasks.
    Description,
}

/// One slot found.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotHit {
    /// The slot's id.
    pub id: Uuid,
    /// How well the text fits; depends on the slot and the text alone, 0 without a text.
    pub score: f32,
    /// Kilometres as the crow flies from the point asked for.
    pub distance_km: Option<f64>,
    /// Seats that are free on every day of the period.
    pub free_seats: u16,
    /// The first day from today on with a free seat, in days since 1970-01-01.
    pub next_free_on: Option<i32>,
    /// The words that matched, when asked for.
    pub highlights: Vec<Highlight>,
}

/// The answer to a [`SlotQuery`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SlotAnswer {
    /// How many slots fit.
    pub total: u64,
    /// How many of them have all words that were typed; they stand first. The others lack one.
    pub with_all_words: u64,
    /// This page of them.
    pub hits: Vec<SlotHit>,
    /// The counts asked for, most frequent value first.
    pub facets: Vec<(SlotFacet, Vec<FacetCount>)>,
    /// Asks for the next page; `None` on the last one.
    pub next_cursor: Option<String>,
    /// The tenant's change number up to which the answer knows everything.
    pub change_number: u64,
}
