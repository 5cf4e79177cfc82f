//! What staff see of placements: one, or a list, each with what the law says of it.

use std::collections::HashMap;

use super::{
    law::{self, Circumstances},
    passed_over::{self, ToldPassedOver},
    tables::Tables,
};
use crate::{
    domain::{
        ids::{AccountId, CitizenId, ContactId, PlacementId},
        permission::Right,
        reasons::CitizenAnswer,
        release::Release,
        rulebook::Answer,
        terms::LookPurpose,
        vitas::Grant,
    },
    store::{
        links,
        placements::{self, Filter, Record},
        releases,
        scope::Reader,
        vitas_decisions,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

pub use crate::store::placements::Filter as PlacementFilter;

/// Most placements of one answer.
const LONGEST_LIST: u64 = 100;

/// A placement as staff see it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The placement with everything that was written down.
    pub record: Record,
    /// The slot's title.
    pub slot_title: String,
    /// `plads_id` of the slot.
    pub plads_id: Option<String>,
    /// `borger_id` of the citizen.
    pub borger_id: Option<String>,
    /// The law: of the decision, where one stands; else of today.
    pub law: Answer,
    /// Every rule that was passed over, latest first.
    pub passed_over: Vec<ToldPassedOver>,
    /// The decisions of VITAS that were noted, the latest first.
    pub grants: Vec<Grant>,
}

impl Seen {
    /// The staff who had a part in it.
    pub(super) fn staff(&self) -> Vec<AccountId> {
        let placement = &self.record.placement;
        let own = [Some(placement.proposed_by), placement.confirmed_by, self.record.agreed_by].into_iter().flatten();
        own.chain(self.grants.iter().map(|grant| grant.noted_by)).collect()
    }
}

/// One placement with those who were asked and what was released.
#[derive(Clone, Debug)]
pub struct SeenClosely {
    /// The placement.
    pub seen: Seen,
    /// The contact that was asked.
    pub asked: Option<ContactId>,
    /// All decisions to show who it is, newest first.
    pub releases: Vec<Release>,
    /// What the law says to the next decision, where the latest one passed over a rule: the rule blocks again.
    pub law_anew: Option<Answer>,
}

/// One placement.
#[derive(Clone, Debug)]
pub struct OnePlacement {
    /// Which.
    pub placement: PlacementId,
    /// Why it is looked at.
    pub purpose: LookPurpose,
}

impl Question for OnePlacement {
    const NAME: &'static str = "placement.see";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = SeenClosely;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<SeenClosely, Failure> {
        let record = placements::find(reader, self.placement).await?.or_not_found()?;
        let asked = links::latest_answer(reader, self.placement).await?.and_then(|link| link.contact);
        let releases = releases::of_placement(reader, self.placement).await?;
        let law_anew = law_anew(app, reader, &record).await?;
        Ok(SeenClosely { seen: see(app, reader, record).await?, asked, releases, law_anew })
    }

    fn shown(&self, answer: &SeenClosely) -> Vec<CitizenId> {
        vec![answer.seen.record.placement.citizen]
    }

    fn purpose(&self) -> LookPurpose {
        self.purpose
    }
}

/// A list of placements, newest first.
#[derive(Clone, Debug)]
pub struct Placements {
    /// Which.
    pub filter: Filter,
    /// The last placement of the page before.
    pub after: Option<PlacementId>,
    /// At most so many, up to 100.
    pub limit: u64,
    /// Why they are looked at.
    pub purpose: LookPurpose,
}

/// A page of placements.
#[derive(Clone, Debug)]
pub struct PlacementPage {
    /// How many there are on all pages.
    pub total: u64,
    /// This page.
    pub items: Vec<Seen>,
    /// Where the next page begins, if there is one.
    pub next: Option<PlacementId>,
}

impl Question for Placements {
    const NAME: &'static str = "placement.list";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = PlacementPage;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<PlacementPage, Failure> {
        let limit = self.limit.clamp(1, LONGEST_LIST);
        let total = placements::count(reader, &self.filter).await?;
        let mut records = placements::list(reader, &self.filter, self.after, limit + 1).await?;
        let more = records.len() as u64 > limit;
        records.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next = records.last().filter(|_| more).map(|record| record.placement.id);
        Ok(PlacementPage { total, items: see_all(app, reader, records).await?, next })
    }

    fn shown(&self, answer: &PlacementPage) -> Vec<CitizenId> {
        let mut citizens: Vec<CitizenId> = answer.items.iter().map(|seen| seen.record.placement.citizen).collect();
        citizens.sort_unstable();
        citizens.dedup();
        citizens
    }

    fn purpose(&self) -> LookPurpose {
        self.purpose
    }
}

async fn see(app: &App, reader: &Reader<'_>, record: Record) -> Result<Seen, Failure> {
    see_all(app, reader, vec![record]).await?.pop().or_not_found()
}

/// What staff see of some placements, in as many queries for a hundred as for one.
async fn see_all(app: &App, reader: &Reader<'_>, records: Vec<Record>) -> Result<Vec<Seen>, Failure> {
    let tables = Tables::read(app, reader, records.iter().map(|record| &record.placement)).await?;
    let deciders = passed_over::names(reader, &records).await?;
    let ids: Vec<PlacementId> = records.iter().map(|record| record.placement.id).collect();
    let mut grants: HashMap<PlacementId, Vec<Grant>> = HashMap::new();
    for grant in vitas_decisions::of_placements(reader, &ids).await? {
        grants.entry(grant.placement).or_default().push(grant);
    }
    let see = |record: Record| {
        let told = passed_over::told(&record, &deciders);
        let grants = grants.remove(&record.placement.id).unwrap_or_default();
        see_one(&tables, record, (told, grants))
    };
    records.into_iter().map(see).collect()
}

/// What was passed over on a placement, and what VITAS decided.
type Noted = (Vec<ToldPassedOver>, Vec<Grant>);

fn see_one(tables: &Tables, record: Record, (passed_over, grants): Noted) -> Result<Seen, Failure> {
    let slot = tables.slot(&record.placement)?;
    let (slot_title, plads_id) = (slot.title.clone(), slot.external_id.clone());
    let borger_id = tables.citizen(&record.placement)?.external_id.clone();
    let law = match serde_json::from_value(record.verdict.clone()) {
        Ok(decided) if !record.placement.state.is_open() => decided,
        _ => judged(tables, &record, &law::overrides_of(&record.placement))?,
    };
    Ok(Seen { slot_title, plads_id, borger_id, law, passed_over, grants, record })
}

async fn law_anew(app: &App, reader: &Reader<'_>, record: &Record) -> Result<Option<Answer>, Failure> {
    let passed_over = law::overrides_of(&record.placement);
    if passed_over.is_empty() || !record.placement.state.is_open() {
        return Ok(None);
    }
    let tables = Tables::read(app, reader, [&record.placement]).await?;
    judged(&tables, record, &[]).map(Some)
}

/// A placement whose facts the rules can no longer read is still seen: nothing is known of it, instead of no list at all.
fn judged(tables: &Tables, record: &Record, overrides: &[String]) -> Result<Answer, Failure> {
    let person_agrees = record.citizen_answer.map(|answer| answer == CitizenAnswer::Yes);
    match tables.judge(&record.placement, Circumstances { extends: None, person_agrees, overrides }) {
        Err(Failure::Refused(_)) => {
            Ok(Answer::undecided("Reglerne kan ikke læse forløbets oplysninger.", "The rules cannot read the placement."))
        }
        answer => answer,
    }
}
