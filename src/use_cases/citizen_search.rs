//! Searching waiting citizens by coded wishes, hours, waiting time and group; names come from the database, logged.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{app::App, failure::Failure, follow_index, intention::Question};
use crate::{
    base::fault::Fault,
    domain::{
        citizen::Citizen,
        ids::{AccountId, CitizenId, SearchId, TeamId, TenantId},
        numbers::Postcode,
        permission::Right,
        place::{Point, distance_km},
        refusal::Refusal,
        terms::{LanguageLevel, LookPurpose, Transport, words},
    },
    search::{
        codes::skill_number,
        days,
        engine::{CitizenAnswer, CitizenFacet, CitizenQuery, CitizenSort, SearchError},
        project::half_hours,
    },
    store::{
        citizens::{self, Filter},
        scope::{Reader, Scope},
    },
    use_cases::slot_search::FacetLine,
};
use serde::{Deserialize, Serialize};

words! {
    /// What a list of citizens can be counted by.
    CitizenCount {
        /// Target groups.
        Group = "group",
        /// Wished occupations, by DISCO unit group.
        Wish = "wish",
        /// Ways of travel.
        Transport = "transport",
        /// What a place must not demand.
        Avoids = "avoids",
        /// What a place must offer.
        Needs = "needs",
    }
}

impl CitizenCount {
    const fn in_index(self) -> CitizenFacet {
        match self {
            Self::Group => CitizenFacet::Group,
            Self::Wish => CitizenFacet::Wish,
            Self::Transport => CitizenFacet::Transport,
            Self::Avoids => CitizenFacet::Refuses,
            Self::Needs => CitizenFacet::Needs,
        }
    }
}

/// A question about waiting citizens; what is left empty lets everything pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchCitizens {
    /// Beginnings of wished occupation codes.
    pub wishes: Vec<String>,
    /// Skills of the official list, all of which the citizen has.
    pub skills: Vec<String>,
    /// A point, and how many km the citizen's postcode lies from it at most.
    pub near: Option<(Point, f64)>,
    /// Only those of one job consultant.
    pub consultant: Option<AccountId>,
    /// At least this level of Danish.
    pub language: Option<LanguageLevel>,
    /// Licence categories, all of which the citizen has.
    pub licences: Vec<String>,
    /// Hours a week that fit.
    pub hours: Option<f64>,
    /// Target groups.
    pub groups: Vec<String>,
    /// Teams.
    pub teams: Vec<TeamId>,
    /// Waiting since this day or longer.
    pub waiting_since: Option<NaiveDate>,
    /// Deadline on this day or earlier.
    pub deadline: Option<NaiveDate>,
    /// What a place demands: citizens who must not meet any of it are left out.
    pub demands: Vec<String>,
    /// What a place offers: citizens who need anything else are left out.
    pub offers: Option<Vec<String>>,
    /// Ways of travel.
    pub transport: Vec<Transport>,
    /// Earliest deadline first instead of longest waiting first.
    pub by_deadline: bool,
    /// How many, up to 100; with 0 only the counts are told and nobody is shown.
    pub limit: usize,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// What to count.
    pub counts: Vec<CitizenCount>,
    /// Why citizens are looked at.
    pub purpose: Option<LookPurpose>,
}

/// What a search found.
#[derive(Clone, Debug)]
pub struct CitizenList {
    /// How many in all.
    pub total: u64,
    /// This page, in order.
    pub items: Vec<Citizen>,
    /// Counts, most frequent first.
    pub counts: Vec<(CitizenCount, Vec<FacetLine>)>,
    /// Asks for the next page.
    pub next_cursor: Option<String>,
}

impl Question for SearchCitizens {
    const NAME: &'static str = "citizen.search";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = CitizenList;

    async fn prepare(&self, app: &App, tenant: TenantId) -> Result<(), Failure> {
        Ok(follow_index::catch_up_at_once(app, tenant).await?)
    }

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<CitizenList, Failure> {
        let answer = self.ask_index(app, reader).await?;
        let names: Vec<SearchId> = answer.hits.iter().take(self.limit).map(|hit| SearchId(hit.search_id)).collect();
        let mut by_name: HashMap<SearchId, Citizen> =
            citizens::found(reader, &names).await?.into_iter().map(|citizen| (citizen.search, citizen)).collect();
        Ok(CitizenList {
            total: answer.total,
            items: names.iter().filter_map(|name| by_name.remove(name)).collect(),
            counts: self.lines(app, &answer),
            next_cursor: answer.next_cursor,
        })
    }

    fn shown(&self, answer: &CitizenList) -> Vec<CitizenId> {
        answer.items.iter().map(|citizen| citizen.id).collect()
    }

    fn purpose(&self) -> LookPurpose {
        self.purpose.unwrap_or(LookPurpose::Match)
    }
}

impl SearchCitizens {
    async fn ask_index(&self, app: &App, reader: &Reader<'_>) -> Result<CitizenAnswer, Failure> {
        let index = app.search.citizens.index().ok_or_else(follow_index::being_rebuilt)?;
        let query = CitizenQuery { among: self.among(app, reader).await?, ..self.lower(app, reader) };
        let answer = tokio::task::spawn_blocking(move || index.search(&query)).await;
        match answer.map_err(|error| Fault::new("a search was interrupted", error))? {
            Ok(answer) => Ok(answer),
            Err(SearchError::Cursor) => Err(Refusal::field("cursor", "error-cursor").into()),
            Err(error) => Err(Fault::new("the citizen index failed", error).into()),
        }
    }

    /// Who comes into question by what the index is not told: where somebody lives, and whose case it is.
    async fn among(&self, app: &App, reader: &Reader<'_>) -> Result<Option<Vec<Uuid>>, Failure> {
        if self.near.is_none() && self.consultant.is_none() {
            return Ok(None);
        }
        let filter = Filter { waiting: true, consultant: self.consultant, ..Filter::default() };
        let is_near = |postcode: Option<&String>| {
            let Some((point, km)) = self.near else { return true };
            let area = postcode.and_then(|typed| Postcode::parse(typed).ok()).and_then(|code| app.reference.postcodes.find(&code));
            area.is_some_and(|area| distance_km(area.point, point) <= km)
        };
        let there = citizens::postcodes(reader, &filter).await?.into_iter();
        let mut among: Vec<Uuid> = there.filter(|(_, postcode)| is_near(postcode.as_ref())).map(|(name, _)| name.0).collect();
        among.sort_unstable();
        Ok(Some(among))
    }

    fn lower(&self, app: &App, reader: &Reader<'_>) -> CitizenQuery {
        let codes = &app.search.codes;
        let met: Vec<String> = self.demands.iter().flat_map(|code| app.conditions.implied(code)).map(str::to_owned).collect();
        CitizenQuery {
            tenant: reader.tenant().0,
            wishes: self.wishes.clone(),
            skills: self.skills.iter().map(|skill| skill_number(skill)).collect(),
            language_at_least: codes.level(self.language),
            licences: codes.licences(&self.licences),
            hours: self.hours.map(half_hours),
            groups: self.groups.iter().map(|group| codes.group(Some(group))).collect(),
            teams: self.teams.iter().map(|team| team.0).collect(),
            waiting_since_at_latest: self.waiting_since.map(days::number),
            deadline_at_latest: self.deadline.map(days::number),
            demands: codes.demands(&met),
            offers: self.offers.as_ref().map(|offers| codes.offers(offers)),
            transport: self.transport.iter().fold(0, |mask, way| mask | codes.transport(Some(*way))),
            sort: if self.by_deadline { CitizenSort::Deadline } else { CitizenSort::Waiting },
            limit: self.limit.clamp(1, 100),
            cursor: self.cursor.clone(),
            facets: self.counts.iter().map(|count| count.in_index()).collect(),
            ..CitizenQuery::default()
        }
    }

    fn lines(&self, app: &App, answer: &CitizenAnswer) -> Vec<(CitizenCount, Vec<FacetLine>)> {
        let lines = |count: &CitizenCount| {
            let found = answer.facets.iter().find(|(facet, _)| *facet == count.in_index()).map(|(_, counts)| counts.as_slice());
            let line = |one: &crate::search::engine::FacetCount| FacetLine {
                value: app.search.codes.citizen_code_of(count.in_index(), &one.value),
                count: one.count,
            };
            (*count, found.unwrap_or_default().iter().map(line).collect())
        };
        self.counts.iter().map(lines).collect()
    }
}
