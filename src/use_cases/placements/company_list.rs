//! What a company has been asked, page by page, and the names that it may know.

use std::collections::HashMap;

use super::{
    cards::{Around, Card},
    named,
};
use crate::{
    base::clock::day_of,
    domain::{
        ids::{CitizenId, PlacementId, WorkplaceId},
        permission::{Actor, Right, Who},
        placement::StateName,
        release::ReleasedField,
    },
    store::{
        citizens,
        placements::{self, Filter},
        releases,
        scope::{Reader, Scope},
        slots, workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

/// Most proposals of one page.
const LONGEST_PAGE: u64 = 100;

/// The proposals that have reached a company, newest first.
#[derive(Clone, Debug)]
pub struct CompanyProposals {
    who: Who,
    states: Vec<StateName>,
    slot: Option<String>,
    after: Option<PlacementId>,
    limit: u64,
}

/// A page of proposals.
#[derive(Clone, Debug)]
pub struct CardPage {
    /// How many there are on all pages.
    pub total: u64,
    /// This page.
    pub items: Vec<Card>,
    /// Where the next page begins, if there is one.
    pub next: Option<PlacementId>,
}

impl CompanyProposals {
    /// The first page of the proposals in these states (empty = all) of whoever asks.
    #[must_use]
    pub fn new(actor: &Actor, states: Vec<StateName>) -> Self {
        Self { who: actor.who.clone(), states, slot: None, after: None, limit: LONGEST_PAGE }
    }

    /// Only those of one slot, named by our id or `plads_id`.
    #[must_use]
    pub fn of_slot(self, slot: Option<String>) -> Self {
        Self { slot, ..self }
    }

    /// The page after a proposal, of at most so many (up to 100).
    #[must_use]
    pub fn page(self, after: Option<PlacementId>, limit: u64) -> Self {
        Self { after, limit: limit.clamp(1, LONGEST_PAGE), ..self }
    }

    async fn filter(&self, reader: &Reader<'_>) -> Result<Filter, Failure> {
        let own = own_workplaces(reader, &self.who).await?;
        let mut filter = Filter { states: self.states.clone(), reached_company: true, ..Filter::default() };
        if let Some(named) = &self.slot {
            let slot = slots::find(reader, named::slot_named(reader, named).await?).await?;
            // Another company's slot answers as an unknown one.
            filter.slot = Some(slot.filter(|slot| own.contains(&slot.workplace)).or_not_found()?.id);
        }
        filter.workplaces = Some(own);
        Ok(filter)
    }
}

async fn own_workplaces(reader: &Reader<'_>, who: &Who) -> Result<Vec<WorkplaceId>, Failure> {
    let Who::Contact { company, workplace, .. } = who else { return Err(Failure::NotFound) };
    let own = workplaces::of_company(reader, *company).await?.into_iter().map(|place| place.id);
    Ok(own.filter(|id| workplace.is_none_or(|only| only == *id)).collect())
}

impl Question for CompanyProposals {
    const NAME: &'static str = "placement.company_list";
    const RIGHT: Right = Right::UsePortal;
    type Answer = CardPage;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<CardPage, Failure> {
        let filter = self.filter(reader).await?;
        let total = placements::count(reader, &filter).await?;
        let mut records = placements::list(reader, &filter, self.after, self.limit + 1).await?;
        let more = records.len() as u64 > self.limit;
        records.truncate(usize::try_from(self.limit).unwrap_or(usize::MAX));
        let next = records.last().filter(|_| more).map(|record| record.placement.id);
        let around = Around::read(reader, &records).await?;
        let items = records.iter().map(|record| around.card(record)).collect::<Result<_, _>>()?;
        Ok(CardPage { total, items, next })
    }
}

/// The released names of some placements, for a contact that has shown within the last minutes that the mailbox is its own.
#[derive(Clone, Debug)]
pub struct ReleasedNames {
    placements: Vec<PlacementId>,
    who: Who,
}

impl ReleasedNames {
    /// The names that whoever asks may know, of these placements.
    #[must_use]
    pub fn new(actor: &Actor, placements: Vec<PlacementId>) -> Self {
        Self { placements, who: actor.who.clone() }
    }
}

/// Names by placement; prints masked.
#[derive(Clone, Default)]
pub struct NamesTold(HashMap<PlacementId, String>);

impl NamesTold {
    /// The name of a placement's citizen, where it was released.
    #[must_use]
    pub fn of(&self, placement: PlacementId) -> Option<String> {
        self.0.get(&placement).cloned()
    }
}

impl std::fmt::Debug for NamesTold {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "NamesTold({})", self.0.len())
    }
}

impl Question for ReleasedNames {
    const NAME: &'static str = "placement.released_names";
    const RIGHT: Right = Right::UsePortal;
    type Answer = NamesTold;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<NamesTold, Failure> {
        if !matches!(self.who, Who::Contact { stepped_up: true, .. }) {
            return Ok(NamesTold::default());
        }
        let (own, today) = (own_workplaces(reader, &self.who).await?, day_of(reader.at()));
        let mut records = placements::some(reader, &self.placements).await?;
        records.retain(|record| own.contains(&record.placement.workplace) && record.has_reached_company());
        let ids: Vec<PlacementId> = records.iter().map(|record| record.placement.id).collect();
        let standing = releases::standing(reader, &ids, today).await?;
        let people: Vec<CitizenId> = records.iter().map(|record| record.placement.citizen).collect();
        let people: HashMap<_, _> = citizens::some(reader, &people).await?.into_iter().map(|citizen| (citizen.id, citizen.name)).collect();
        let name = |record: &placements::Record| {
            // The newest decision counts, as it does where one placement is opened.
            let release = standing.iter().find(|release| release.placement == record.placement.id)?;
            let shows = release.is_open(today, record.placement.state) && release.fields.contains(&ReleasedField::Name);
            let name = people.get(&record.placement.citizen).filter(|_| shows)?;
            Some((record.placement.id, name.reveal()))
        };
        Ok(NamesTold(records.iter().filter_map(name).collect()))
    }
}
