//! Searching places: the index proposes ids, the database gives what is shown.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{app::App, failure::Failure, follow_index, intention::Question};
pub use crate::search::{
    criteria::{Facet, SlotCriteria, Sort},
    engine::{Highlight, TextPlace},
    place_in_text::PlaceMeant,
};
use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{
        company::{Company, Workplace},
        ids::{CompanyId, SlotId, TenantId, WorkplaceId},
        permission::Right,
        refusal::Refusal,
        slot::Slot,
    },
    search::{
        criteria::Lowering,
        days,
        engine::{FacetCount, SearchError, SlotAnswer, SlotHit},
    },
    store::{
        companies,
        scope::{Reader, Scope},
        slots, workplaces,
    },
};

/// Searches places.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchSlots {
    /// What is asked.
    pub criteria: SlotCriteria,
}

/// A place found, with why and with what is shown of it.
#[derive(Clone, Debug)]
pub struct FoundSlot {
    /// The slot.
    pub slot: Slot,
    /// Its workplace.
    pub workplace: Workplace,
    /// Its company.
    pub company: Company,
    /// How well the text fits; 0 without a text.
    pub score: f32,
    /// Kilometres as the crow flies.
    pub distance_km: Option<f64>,
    /// Seats free on every day of the period.
    pub free_seats: u32,
    /// First day from today on with a free seat.
    pub next_free_on: Option<NaiveDate>,
    /// Which words were found, and for which typed words they stand.
    pub highlights: Vec<Highlight>,
}

/// One value of a facet and how many places have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetLine {
    /// Code.
    pub value: String,
    /// Count.
    pub count: u64,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct SlotList {
    /// How many in all.
    pub total: u64,
    /// How many of them have all typed words; where these are few, those follow that lack one.
    pub with_all_words: u64,
    /// This page.
    pub hits: Vec<FoundSlot>,
    /// Counts, most frequent first.
    pub facets: Vec<(Facet, Vec<FacetLine>)>,
    /// The place that was typed among the words and around which was searched.
    pub place: Option<PlaceMeant>,
    /// The place that typed words could have meant, where as words they find more.
    pub could_be: Option<PlaceMeant>,
    /// Asks for the next page.
    pub next_cursor: Option<String>,
    /// The change number as of which this is true.
    pub change_number: u64,
}

impl Question for SearchSlots {
    const NAME: &'static str = "slot.search";
    const RIGHT: Right = Right::SeeSlots;
    type Answer = SlotList;

    async fn prepare(&self, app: &App, tenant: TenantId) -> Result<(), Failure> {
        Ok(follow_index::catch_up_at_once(app, tenant).await?)
    }

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<SlotList, Failure> {
        let Meant { criteria, place, could_be } = self.meant(app, reader).await?;
        let answer = ask_index(&criteria, app, reader).await?;
        let rows = Rows::of(reader, &answer.hits).await?;
        Ok(SlotList {
            total: answer.total,
            with_all_words: answer.with_all_words,
            hits: answer.hits.iter().filter_map(|hit| rows.found(hit)).collect(),
            facets: self.facet_lines(app, &answer),
            place,
            could_be,
            next_cursor: answer.next_cursor,
            change_number: answer.change_number,
        })
    }
}

/// What was asked, with a typed place understood as one or left as words.
struct Meant {
    criteria: SlotCriteria,
    place: Option<PlaceMeant>,
    could_be: Option<PlaceMeant>,
}

impl SearchSlots {
    /// Takes typed words for a place only where nothing is lost by it: all that they find as words lies around that place.
    async fn meant(&self, app: &App, reader: &Reader<'_>) -> Result<Meant, Failure> {
        let (around, place) = self.criteria.clone().understood(&app.reference);
        if place.is_none() {
            return Ok(Meant { criteria: around, place, could_be: None });
        }
        let as_words = SlotCriteria { limit: 1, cursor: None, facets: Vec::new(), may_lack_a_word: false, ..self.criteria.clone() };
        let and_there = SlotCriteria { near: around.near, radius_km: around.radius_km, ..as_words.clone() };
        let found = ask_index(&as_words, app, reader).await?.total;
        if found == 0 || found == ask_index(&and_there, app, reader).await?.total {
            return Ok(Meant { criteria: around, place, could_be: None });
        }
        Ok(Meant { criteria: self.criteria.clone(), place: None, could_be: place })
    }

    fn facet_lines(&self, app: &App, answer: &SlotAnswer) -> Vec<(Facet, Vec<FacetLine>)> {
        let lines = |facet: &Facet| {
            let counts = answer.facets.iter().find(|(kind, _)| *kind == facet.in_index()).map(|(_, counts)| counts.as_slice());
            let line =
                |count: &FacetCount| FacetLine { value: app.search.codes.code_of(facet.in_index(), &count.value), count: count.count };
            (*facet, counts.unwrap_or_default().iter().map(line).collect())
        };
        self.criteria.facets.iter().map(lines).collect()
    }
}

async fn ask_index(criteria: &SlotCriteria, app: &App, reader: &Reader<'_>) -> Result<SlotAnswer, Failure> {
    let index = app.search.slots.index().ok_or_else(follow_index::being_rebuilt)?;
    let query = criteria.lower(&Lowering {
        tenant: reader.tenant(),
        today: day_of(reader.at()),
        stale_after_days: app.settings.holds.stale_after_days,
        codes: &app.search.codes,
        conditions: &app.conditions,
    });
    let answer = tokio::task::spawn_blocking(move || index.search(&query)).await;
    match answer.map_err(|error| Fault::new("a search was interrupted", error))? {
        Ok(answer) => Ok(answer),
        Err(SearchError::Cursor) => Err(Refusal::field("cursor", "error-cursor").into()),
        Err(error) => Err(Fault::new("the search index failed", error).into()),
    }
}

/// How many found words a hit tells.
const TOLD_WORDS: usize = 3;

/// The few found words that tell why: those of the title first, and a word that was typed before one that stands for it.
fn telling(found: &[Highlight]) -> Vec<Highlight> {
    let mut told: Vec<Highlight> = Vec::new();
    let mut ordered: Vec<&Highlight> = found.iter().collect();
    ordered.sort_by_key(|one| (one.synonym_for.is_some(), one.place));
    for one in ordered {
        if told.len() < TOLD_WORDS && !told.iter().any(|there| there.word.to_lowercase() == one.word.to_lowercase()) {
            told.push(one.clone());
        }
    }
    told
}

/// The rows behind a page of hits: three queries, however many they are.
struct Rows {
    slots: HashMap<SlotId, Slot>,
    workplaces: HashMap<WorkplaceId, Workplace>,
    companies: HashMap<CompanyId, Company>,
}

impl Rows {
    async fn of(reader: &Reader<'_>, hits: &[SlotHit]) -> Result<Self, Fault> {
        let ids: Vec<SlotId> = hits.iter().map(|hit| SlotId(hit.id)).collect();
        let slots = slots::some(reader, &ids).await?;
        let places: Vec<WorkplaceId> = slots.iter().map(|slot| slot.workplace).collect();
        let firms: Vec<CompanyId> = slots.iter().map(|slot| slot.company).collect();
        Ok(Self {
            workplaces: workplaces::some(reader, &places).await?.into_iter().map(|place| (place.id, place)).collect(),
            companies: companies::some(reader, &firms).await?.into_iter().map(|firm| (firm.id, firm)).collect(),
            slots: slots.into_iter().map(|slot| (slot.id, slot)).collect(),
        })
    }

    fn found(&self, hit: &SlotHit) -> Option<FoundSlot> {
        let slot = self.slots.get(&SlotId(hit.id))?.clone();
        Some(FoundSlot {
            workplace: self.workplaces.get(&slot.workplace)?.clone(),
            company: self.companies.get(&slot.company)?.clone(),
            slot,
            score: hit.score,
            distance_km: hit.distance_km,
            free_seats: u32::from(hit.free_seats),
            next_free_on: hit.next_free_on.and_then(days::day),
            highlights: telling(&hit.highlights),
        })
    }
}
