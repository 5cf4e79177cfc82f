//! What another set of rules would do to the placements that run and are planned, before anybody lives under it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::shelf;
use crate::{
    domain::{
        ids::{CitizenId, EditionId, PlacementId},
        period::Period,
        permission::Right,
        placement::StateName,
        reasons::CitizenAnswer,
        refusal::Refusal,
        rulebook::{Answer, Edition, Finding, RuleBook, Verdict},
        terms::{LookPurpose, PlacementForm},
    },
    store::{
        placements::{self, Filter, Record},
        rule_editions,
        scope::{Reader, Scope},
        workplaces,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
        placements::{
            law::{self, Circumstances},
            tables::Tables,
        },
    },
};

/// Placements that are read and judged at once; memory is bounded by it.
const AT_ONCE: u64 = 500;

/// A placement that the other rules judge worse.
#[derive(Clone, Debug)]
pub struct Broken {
    /// Which.
    pub placement: PlacementId,
    /// Whose.
    pub citizen: CitizenId,
    /// Title of the slot.
    pub title: String,
    /// Name of the workplace.
    pub workplace: String,
    /// Kind.
    pub form: PlacementForm,
    /// State.
    pub state: StateName,
    /// From when to when.
    pub period: Period,
    /// By the rules of now.
    pub before: Verdict,
    /// By the other rules.
    pub after: Verdict,
    /// The findings that make it worse.
    pub because: Vec<Finding>,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Simulation {
    /// Placements that start on the first day or later, and were judged by both.
    pub judged: u64,
    /// Placements that run across the first day: they follow the rules of their start.
    pub across: u64,
    /// How many are judged worse, by their new verdict.
    pub worse: BTreeMap<Verdict, u64>,
    /// How many are judged worse by each rule, by its name.
    pub rules: BTreeMap<(String, String), u64>,
    /// The first of those that are judged worse, earliest start first; at most as many as were asked for.
    pub broken: Vec<Broken>,
}

impl Simulation {
    /// How many are judged worse.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.worse.values().sum()
    }

    fn count(&mut self, broken: &Broken, book: &RuleBook) {
        *self.worse.entry(broken.after).or_default() += 1;
        for finding in &broken.because {
            let name = book.on(broken.period.from).name_of(&finding.rule);
            *self.rules.entry((name.da, name.en)).or_default() += 1;
        }
    }
}

/// Tries an edition of the municipality, in force or not: how many placements would be judged worse, and by which rules.
/// Nothing is told of any one of them.
#[derive(Clone, Copy, Debug)]
pub struct SimulateEdition {
    /// Which.
    pub edition: EditionId,
}

/// The same with each placement and why; for those who may see citizens, and every one that is shown is logged.
#[derive(Clone, Copy, Debug)]
pub struct SimulateClosely {
    /// Which.
    pub edition: EditionId,
}

/// Most placements that are shown at once.
pub const SHOWN: usize = 200;

async fn tried(app: &App, reader: &Reader<'_>, edition: EditionId, keep: usize) -> Result<Simulation, Failure> {
    let (edition, text) = rule_editions::find(reader, edition).await?.or_not_found()?;
    let files = shelf::read(&text)?;
    let faulty = |faults: Vec<_>| Refusal::RulesFaulty { faults: shelf::sentences(&faults) };
    let other = files.edition(Some(edition.valid_from)).map_err(faulty)?;
    simulate(app, reader, other, keep).await
}

impl Question for SimulateEdition {
    const NAME: &'static str = "rules.simulate";
    const RIGHT: Right = Right::SeeRules;
    type Answer = Simulation;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Simulation, Failure> {
        tried(app, reader, self.edition, 0).await
    }
}

impl Question for SimulateClosely {
    const NAME: &'static str = "rules.simulate_closely";
    const RIGHT: Right = Right::SeeCitizens;
    type Answer = Simulation;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Simulation, Failure> {
        tried(app, reader, self.edition, SHOWN).await
    }

    fn shown(&self, answer: &Simulation) -> Vec<CitizenId> {
        let citizens: BTreeSet<CitizenId> = answer.broken.iter().map(|one| one.citizen).collect();
        citizens.into_iter().collect()
    }

    fn purpose(&self) -> LookPurpose {
        LookPurpose::Quality
    }
}

/// Judges every open placement that would follow an edition by it and by the rules of now; keeps the earliest of those
/// that are judged worse.
///
/// Costs two verdicts a placement and eight queries for each 500 of them.
///
/// # Errors
/// The database cannot be reached.
pub async fn simulate(app: &App, reader: &Reader<'_>, other: Edition, keep: usize) -> Result<Simulation, Failure> {
    let Some(from) = other.from else { return Ok(Simulation::default()) };
    let now = app.rules.of(reader).await?;
    let then = now.with(other);
    compare(app, reader, (&now, &then), (from, keep)).await
}

/// How many open placements that start on a day or later are judged worse by what changes on it.
///
/// # Errors
/// The database cannot be reached.
pub(super) async fn hit_by_change<S: Scope>(app: &App, scope: &S, day: NaiveDate) -> Result<u64, Failure> {
    let now = app.rules.of(scope).await?;
    let before = now.without_change_on(day);
    Ok(compare(app, scope, (&before, &now), (day, 0)).await?.total())
}

async fn compare<S: Scope>(
    app: &App,
    scope: &S,
    (before, after): (&RuleBook, &RuleBook),
    (from, keep): (NaiveDate, usize),
) -> Result<Simulation, Failure> {
    let across = placements::count(scope, &Filter { across: Some(from), ..open() }).await?;
    let mut simulation = Simulation { across, ..Simulation::default() };
    let (filter, mut last) = (Filter { starts_from: Some(from), ..open() }, None);
    loop {
        let records = placements::list(scope, &filter, last, AT_ONCE).await?;
        let Some(oldest) = records.last() else { return Ok(simulation) };
        last = Some(oldest.placement.id);
        simulation.judged += records.len() as u64;
        for broken in broken(app, scope, (before, after), &records).await? {
            simulation.count(&broken, after);
            simulation.broken.push(broken);
        }
        simulation.broken.sort_by_key(|one| (one.period.from, one.placement));
        simulation.broken.truncate(keep);
    }
}

fn open() -> Filter {
    let is_open = |state: &&StateName| state.is_open() || matches!(state, StateName::Agreed | StateName::Running);
    Filter { states: StateName::ALL.iter().filter(is_open).copied().collect(), ..Filter::default() }
}

async fn broken<S: Scope>(app: &App, scope: &S, (now, then): (&RuleBook, &RuleBook), records: &[Record]) -> Result<Vec<Broken>, Failure> {
    let tables = Tables::read(app, scope, records.iter().map(|record| &record.placement)).await?;
    let ids: Vec<_> = records.iter().map(|record| record.placement.workplace).collect();
    let places: HashMap<_, _> = workplaces::some(scope, &ids).await?.into_iter().map(|place| (place.id, place.name)).collect();
    let mut found = Vec::new();
    for record in records {
        let (before, after) = (judged(&tables, now, record), judged(&tables, then, record));
        if after.verdict > before.verdict {
            let placement = &record.placement;
            found.push(Broken {
                placement: placement.id,
                citizen: placement.citizen,
                title: tables.slot(placement)?.title.clone(),
                workplace: places.get(&placement.workplace).cloned().unwrap_or_default(),
                form: placement.form,
                state: placement.state,
                period: placement.period,
                before: before.verdict,
                after: after.verdict,
                because: after.findings.into_iter().filter(|finding| finding.verdict > before.verdict).collect(),
            });
        }
    }
    Ok(found)
}

/// What a book says of a placement; nothing where its facts cannot be read.
fn judged(tables: &Tables, book: &RuleBook, record: &Record) -> Answer {
    let overrides = law::overrides_of(&record.placement);
    let person_agrees = record.citizen_answer.map(|answer| answer == CitizenAnswer::Yes);
    let circumstances = Circumstances { extends: None, person_agrees, overrides: &overrides };
    let judgement = tables.judgement(book, &record.placement, circumstances);
    judgement.map_or_else(
        |_| Answer::undecided("Reglerne kan ikke læse forløbets oplysninger.", "The rules cannot read the placement."),
        |judgement| judgement.answer,
    )
}
