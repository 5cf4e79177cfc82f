//! Which places fit a citizen, why, and what the law says of each; nothing here is kept or sent.

mod ahead;
mod surroundings;
mod take;

pub use ahead::Ahead;
pub(in crate::use_cases) use surroundings::occupants;
pub use take::ReservePlace;

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::surroundings::Known;
use super::{
    app::App,
    citizens::{CitizenFile, CitizenKey, file},
    failure::{Failure, OrNotFound},
    intention::Question,
};
use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{
        company::{Company, Workplace},
        ids::{CitizenId, SlotId},
        matching::{Match, Ranked, Yardstick, rank},
        names::name_key,
        period::Period,
        permission::Right,
        slot::Slot,
        terms::{LookPurpose, words},
    },
    store::{
        scope::{Reader, Scope},
        slots,
    },
};

/// Most places of each list.
const LONGEST_LIST: usize = 100;
/// Slots that are read at once.
const PAGE: u64 = 500;

words! {
    /// In which order a list stands.
    ListOrder {
        /// The best score first.
        Score = "score",
        /// The same places by the name of the workplace: the order says nothing about who fits best.
        Neutral = "neutral",
    }
}

/// The best places for one citizen.
#[derive(Clone, Debug)]
pub struct MatchesFor {
    /// Whose.
    pub citizen: CitizenKey,
    /// At most so many of each list, up to 100.
    pub limit: usize,
    /// The day of the list; none = today.
    pub on: Option<NaiveDate>,
    /// How the list stands.
    pub order: ListOrder,
    /// Why the citizen is looked at.
    pub purpose: LookPurpose,
}

/// A place with everything that explains it.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Score, parts, law and nearest change.
    pub found: Match,
    /// The place.
    pub slot: Slot,
    /// Where it lies.
    pub workplace: Workplace,
    /// Whose it is.
    pub company: Company,
    /// Seats free on every day of the judged period; on the day of the list where there is none.
    pub free_seats: u32,
}

/// Places that fit, and places that a hard criterion or the law keeps closed.
#[derive(Clone, Debug)]
pub struct MatchList {
    /// The citizen.
    pub file: CitizenFile,
    /// The day of the list.
    pub on: NaiveDate,
    /// Places that fit.
    pub matches: Vec<Proposal>,
    /// Places that stay closed, each with the one change that would open it.
    pub blocked: Vec<Proposal>,
    /// The day from which the rules apply that the list was judged by.
    pub rule_set: Option<NaiveDate>,
    /// The version of the weights.
    pub weights: String,
}

impl Question for MatchesFor {
    const NAME: &'static str = "match.list";
    const RIGHT: Right = Right::Match;
    type Answer = MatchList;

    /// Reads every open place of the municipality once (1,500 in three pages), scores all of them in memory and asks
    /// the law from the best down: some 50 places more than those that are shown, all only where too few fit.
    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<MatchList, Failure> {
        let on = self.on.unwrap_or_else(|| day_of(reader.at()));
        let open = open_slots(reader, on).await?;
        let mut list = judged(app, reader, &self.citizen, Judging { slots: open, on, limit: self.limit.clamp(1, LONGEST_LIST) }).await?;
        if self.order == ListOrder::Neutral {
            list.matches.sort_by_key(|one| (name_key(&one.workplace.name), name_key(&one.slot.title), one.slot.id));
        }
        Ok(list)
    }

    fn shown(&self, answer: &MatchList) -> Vec<CitizenId> {
        vec![answer.file.citizen.id]
    }

    fn purpose(&self) -> LookPurpose {
        self.purpose
    }
}

/// Two places side by side.
#[derive(Clone, Debug)]
pub struct ComparePlaces {
    /// Whose.
    pub citizen: CitizenKey,
    /// Which.
    pub slots: [SlotId; 2],
    /// The day of the comparison; none = today.
    pub on: Option<NaiveDate>,
    /// Why the citizen is looked at.
    pub purpose: LookPurpose,
}

/// Two places judged for one citizen.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The citizen.
    pub file: CitizenFile,
    /// The places, in the order asked for.
    pub places: [Proposal; 2],
}

impl Question for ComparePlaces {
    const NAME: &'static str = "match.compare";
    const RIGHT: Right = Right::Match;
    type Answer = Comparison;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Comparison, Failure> {
        let on = self.on.unwrap_or_else(|| day_of(reader.at()));
        let asked = slots::some(reader, &self.slots).await?;
        let list = judged(app, reader, &self.citizen, Judging { slots: asked, on, limit: self.slots.len() }).await?;
        let all: Vec<Proposal> = list.matches.into_iter().chain(list.blocked).collect();
        let place = |id: SlotId| all.iter().find(|one| one.slot.id == id).cloned().or_not_found();
        Ok(Comparison { places: [place(self.slots[0])?, place(self.slots[1])?], file: list.file })
    }

    fn shown(&self, answer: &Comparison) -> Vec<CitizenId> {
        vec![answer.file.citizen.id]
    }

    fn purpose(&self) -> LookPurpose {
        self.purpose
    }
}

/// One place judged for one citizen, with what lies ahead.
#[derive(Clone, Debug)]
pub struct JudgedPlace {
    /// The citizen.
    pub file: CitizenFile,
    /// The place.
    pub place: Proposal,
    /// A period to begin with, and how long each kind may last.
    pub ahead: Ahead,
}

/// One place judged for one citizen, as a proposal needs it.
#[derive(Clone, Debug)]
pub struct JudgePlace {
    /// Whose.
    pub citizen: CitizenKey,
    /// Which.
    pub slot: SlotId,
    /// The first day that was typed; none = the suggested one.
    pub from: Option<NaiveDate>,
    /// Why the citizen is looked at.
    pub purpose: LookPurpose,
}

impl Question for JudgePlace {
    const NAME: &'static str = "match.judge";
    const RIGHT: Right = Right::Match;
    type Answer = JudgedPlace;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<JudgedPlace, Failure> {
        let slots = slots::some(reader, &[self.slot]).await?;
        let today = day_of(reader.at());
        let (list, known) = judged_with(app, reader, &self.citizen, Judging { slots, on: today, limit: 1 }).await?;
        let place = list.matches.into_iter().chain(list.blocked).next().or_not_found()?;
        let ahead = ahead::ahead(app, &known, (&list.file, &place), today, self.from);
        Ok(JudgedPlace { file: list.file, place, ahead })
    }

    fn shown(&self, answer: &JudgedPlace) -> Vec<CitizenId> {
        vec![answer.file.citizen.id]
    }

    fn purpose(&self) -> LookPurpose {
        self.purpose
    }
}

async fn open_slots(reader: &Reader<'_>, on: NaiveDate) -> Result<Vec<Slot>, Failure> {
    let mut open: Vec<Slot> = Vec::new();
    loop {
        let page = slots::open_page(reader, on, open.last().map(|slot| slot.id), PAGE).await?;
        let is_last = (page.len() as u64) < PAGE;
        open.extend(page);
        if is_last {
            return Ok(open);
        }
    }
}

struct Judging {
    slots: Vec<Slot>,
    on: NaiveDate,
    limit: usize,
}

async fn judged(app: &App, reader: &Reader<'_>, key: &CitizenKey, judging: Judging) -> Result<MatchList, Failure> {
    Ok(judged_with(app, reader, key, judging).await?.0)
}

/// The list, and what was known of its places.
async fn judged_with(app: &App, reader: &Reader<'_>, key: &CitizenKey, judging: Judging) -> Result<(MatchList, Known), Failure> {
    let Judging { slots, on, limit } = judging;
    let file = file(app, reader, key).await?;
    let known = Known::load(app, reader, &file.citizen, slots, on).await?;
    let (known, ranked) = ranked(app, known, on, limit).await?;
    let Ranked { matches, blocked } = ranked;
    let with_places = |list: Vec<Match>| list.into_iter().filter_map(|found| proposal(&known, found, on)).collect();
    let (matches, blocked, rule_set) = (with_places(matches), with_places(blocked), known.rules().version_on(on));
    Ok((MatchList { matches, blocked, on, rule_set, weights: app.weights.version.clone(), file }, known))
}

/// Scores and judges on a thread for long work: it takes tens of milliseconds, in which no other request would be served.
async fn ranked(app: &App, known: Known, on: NaiveDate, limit: usize) -> Result<(Known, Ranked), Failure> {
    let (weights, conditions, reference) = (Arc::clone(&app.weights), Arc::clone(&app.conditions), Arc::clone(&app.reference));
    let done = tokio::task::spawn_blocking(move || {
        let yardstick = Yardstick {
            weights: &weights,
            conditions: &conditions,
            occupations: &reference.occupation_neighbours,
            groups: &known.rules().on(on).target_groups,
            on,
        };
        let ranked = rank(known.seeker(), known.slots(), &yardstick, &known, limit);
        (known, ranked)
    });
    Ok(done.await.map_err(|error| Fault::new("a ranking was interrupted", error))?)
}

fn proposal(known: &Known, found: Match, on: NaiveDate) -> Option<Proposal> {
    let (slot, workplace, company) = known.place(found.slot)?;
    let from = found.period.map_or(on, |period| period.from);
    let period = Period { from, to: found.period.and_then(|period| period.to).unwrap_or(from).max(from) };
    let free_seats = known.ledger(slot.id).map_or(slot.seats, |ledger| ledger.free_throughout(period));
    Some(Proposal { slot: slot.clone(), workplace: workplace.clone(), company: company.clone(), free_seats, found })
}
