//! Answers a question about waiting citizens by looking at each coded row of the municipality.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::citizen_query::{CitizenAnswer, CitizenFacet, CitizenHit, CitizenQuery, CitizenSort};
use crate::citizen_rows::{CitizenRow, CitizenRows, CitizenShape};
use crate::codes::{code_text, digits_of};
use crate::engine::{Bits, Rows as _, View};
use crate::error::SearchError;
use crate::facets::ranked;
use crate::hash;
use crate::page::{Page, Place, earlier_day_first, read_cursor, write_cursor};
use crate::query::{FacetCount, FacetValue, MAX_LIMIT};

/// The digits of an occupation's unit group, by which wishes are counted.
const UNIT_GROUP: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Found {
    search_id: Uuid,
    waiting_since: i32,
    deadline: Option<i32>,
}

type Counts = BTreeMap<CitizenFacet, BTreeMap<FacetValue, u64>>;

/// Answers a question from a view.
pub(crate) fn search(view: &View<CitizenShape>, query: &CitizenQuery) -> Result<CitizenAnswer, SearchError> {
    let essence = CitizenQuery { cursor: None, facets: Vec::new(), limit: 0, ..query.clone() };
    let question = hash::of(format!("{essence:?}").as_bytes());
    let behind = query.cursor.as_deref().map(|cursor| read_cursor(cursor, question)).transpose()?;
    let mut page = Page::behind(behind, query.limit.min(MAX_LIMIT));
    let mut counts: Counts = query.facets.iter().map(|facet| (*facet, BTreeMap::new())).collect();
    let wishes: Vec<_> = query.wishes.iter().map(|wish| digits_of(wish)).collect();
    for segment in &view.segments {
        look_at(&segment.rows, Some(&segment.alive), query, &wishes, &mut |row| take(row, query.sort, &mut page, &mut counts));
    }
    look_at(&view.overlay.rows, None, query, &wishes, &mut |row| take(row, query.sort, &mut page, &mut counts));
    let total = page.total;
    let (found, more) = page.finish();
    Ok(CitizenAnswer {
        total,
        hits: found.into_iter().map(hit).collect(),
        facets: counts.into_iter().map(|(facet, counts)| (facet, ranked_counts(counts))).collect(),
        next_cursor: more.map(|place| write_cursor(place, question)),
        change_number: view.change_number(query.tenant),
    })
}

fn look_at(rows: &CitizenRows, alive: Option<&Bits>, query: &CitizenQuery, wishes: &[String], found: &mut impl FnMut(&CitizenRow)) {
    for row in rows.tenant_range(query.tenant) {
        let counts = alive.is_none_or(|alive| alive.has(row)) && rows.key(row).tenant == query.tenant;
        let citizen = &rows.citizens[row as usize];
        if counts && passes(citizen, query) && wishes_fit(citizen, wishes) {
            found(citizen);
        }
    }
}

fn passes(citizen: &CitizenRow, query: &CitizenQuery) -> bool {
    query.hours.is_none_or(|hours| citizen.hours_min <= hours && hours <= citizen.hours_max)
        && (query.groups.is_empty() || query.groups.contains(&citizen.group))
        && (query.teams.is_empty() || query.teams.contains(&citizen.team))
        && query.waiting_since_at_latest.is_none_or(|day| citizen.waiting_since <= day)
        && query.deadline_at_latest.is_none_or(|day| citizen.deadline.is_some_and(|deadline| deadline <= day))
        && citizen.refuses & query.demands == 0
        && query.offers.is_none_or(|offers| citizen.needs & !offers == 0)
        && (query.transport == 0 || citizen.transport & query.transport != 0)
        && citizen.language >= query.language_at_least
        && citizen.licences & query.licences == query.licences
        && query.skills.iter().all(|skill| citizen.skills.binary_search(skill).is_ok())
        && query.among.as_ref().is_none_or(|among| among.binary_search(&citizen.search_id).is_ok())
}

fn wishes_fit(citizen: &CitizenRow, prefixes: &[String]) -> bool {
    let begins = |code: &str| prefixes.iter().any(|prefix| !prefix.is_empty() && code.starts_with(prefix.as_str()));
    prefixes.is_empty() || citizen.wishes.iter().any(|wish| begins(&code_text(*wish)))
}

fn take(citizen: &CitizenRow, sort: CitizenSort, page: &mut Page<Found>, counts: &mut Counts) {
    for (facet, counts) in counts {
        for value in values(citizen, *facet) {
            *counts.entry(value).or_default() += 1;
        }
    }
    let waiting = earlier_day_first(citizen.waiting_since);
    let deadline = citizen.deadline.map_or(u64::MAX, earlier_day_first);
    let (first, second) = match sort {
        CitizenSort::Waiting => (waiting, deadline),
        CitizenSort::Deadline => (deadline, waiting),
    };
    let found = Found { search_id: citizen.search_id, waiting_since: citizen.waiting_since, deadline: citizen.deadline };
    page.add(Place { first, second, id: citizen.search_id }, found);
}

fn values(citizen: &CitizenRow, facet: CitizenFacet) -> Vec<FacetValue> {
    match facet {
        CitizenFacet::Group => vec![FacetValue::Number(u32::from(citizen.group))],
        CitizenFacet::Wish => unit_groups(&citizen.wishes),
        CitizenFacet::Skill => citizen.skills.iter().map(|skill| FacetValue::Number(*skill)).collect(),
        CitizenFacet::Transport => bits(u64::from(citizen.transport)),
        CitizenFacet::Language => vec![FacetValue::Number(u32::from(citizen.language))],
        CitizenFacet::Refuses => bits(citizen.refuses),
        CitizenFacet::Needs => bits(citizen.needs),
    }
}

fn unit_groups(wishes: &[u32]) -> Vec<FacetValue> {
    let mut groups: Vec<_> = wishes.iter().map(|wish| code_text(*wish).chars().take(UNIT_GROUP).collect::<String>()).collect();
    groups.sort();
    groups.dedup();
    groups.into_iter().map(FacetValue::Code).collect()
}

fn bits(mask: u64) -> Vec<FacetValue> {
    (0_u8..64).filter(|bit| mask >> bit & 1 == 1).map(FacetValue::Bit).collect()
}

fn ranked_counts(counts: BTreeMap<FacetValue, u64>) -> Vec<FacetCount> {
    ranked(counts.into_iter())
}

fn hit(found: Found) -> CitizenHit {
    CitizenHit { search_id: found.search_id, waiting_since: found.waiting_since, deadline: found.deadline }
}
