//! What another set of rules would do to the placements that run and are planned, before anybody lives under it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::shelf;
use crate::{
    domain::{
        ids::{EditionId, PlacementId},
        period::Period,
        permission::Right,
        placement::StateName,
        reasons::CitizenAnswer,
        rulebook::{Answer, Edition, Finding, RuleBook, Verdict},
        terms::PlacementForm,
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

/// A placement that the other rules judge worse; nothing says whose it is.
#[derive(Clone, Debug)]
pub struct Broken {
    /// Which.
    pub placement: PlacementId,
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
    /// Those that are judged worse, earliest start first.
    pub broken: Vec<Broken>,
}

impl Simulation {
    /// How many get a verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.broken.iter().filter(|one| one.after == verdict).count()
    }
}

/// Tries an edition of the municipality, in force or not.
#[derive(Clone, Copy, Debug)]
pub struct SimulateEdition {
    /// Which.
    pub edition: EditionId,
}

impl Question for SimulateEdition {
    const NAME: &'static str = "rules.simulate";
    const RIGHT: Right = Right::SeeRules;
    type Answer = Simulation;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<Simulation, Failure> {
        let (edition, text) = rule_editions::find(reader, self.edition).await?.or_not_found()?;
        let other = Edition { from: Some(edition.valid_from), ..shelf::edition(&text)? };
        simulate(app, reader, other).await
    }
}

/// Judges every open placement that would follow an edition by it and by the rules of now.
///
/// Costs two verdicts a placement and eight queries for each 500 of them.
///
/// # Errors
/// The database cannot be reached.
pub async fn simulate(app: &App, reader: &Reader<'_>, other: Edition) -> Result<Simulation, Failure> {
    let Some(from) = other.from else { return Ok(Simulation::default()) };
    let now = app.rules.of(reader).await?;
    let then = now.with(other);
    let across = placements::count(reader, &Filter { across: Some(from), ..open() }).await?;
    let mut simulation = Simulation { across, ..Simulation::default() };
    let (filter, mut after) = (Filter { starts_from: Some(from), ..open() }, None);
    loop {
        let records = placements::list(reader, &filter, after, AT_ONCE).await?;
        let Some(last) = records.last() else { break };
        after = Some(last.placement.id);
        simulation.judged += records.len() as u64;
        simulation.broken.extend(broken(app, reader, (&now, &then), &records).await?);
    }
    simulation.broken.sort_by_key(|one| (one.period.from, one.placement));
    Ok(simulation)
}

/// How many open placements that start on a day or later the rules do not allow, or cannot decide.
///
/// # Errors
/// The database cannot be reached.
pub(super) async fn not_allowed_from<S: Scope>(app: &App, scope: &S, from: NaiveDate) -> Result<u64, Failure> {
    let (filter, mut after, mut count) = (Filter { starts_from: Some(from), ..open() }, None, 0);
    loop {
        let records = placements::list(scope, &filter, after, AT_ONCE).await?;
        let Some(last) = records.last() else { return Ok(count) };
        after = Some(last.placement.id);
        let tables = Tables::read(app, scope, records.iter().map(|record| &record.placement)).await?;
        let stops = |record: &&Record| judged(&tables, tables.book(), record).verdict >= Verdict::Unknown;
        count += records.iter().filter(stops).count() as u64;
    }
}

fn open() -> Filter {
    let is_open = |state: &&StateName| state.is_open() || matches!(state, StateName::Agreed | StateName::Running);
    Filter { states: StateName::ALL.iter().filter(is_open).copied().collect(), ..Filter::default() }
}

async fn broken(app: &App, reader: &Reader<'_>, (now, then): (&RuleBook, &RuleBook), records: &[Record]) -> Result<Vec<Broken>, Failure> {
    let tables = Tables::read(app, reader, records.iter().map(|record| &record.placement)).await?;
    let ids: Vec<_> = records.iter().map(|record| record.placement.workplace).collect();
    let places: HashMap<_, _> = workplaces::some(reader, &ids).await?.into_iter().map(|place| (place.id, place.name)).collect();
    let mut found = Vec::new();
    for record in records {
        let (before, after) = (judged(&tables, now, record), judged(&tables, then, record));
        if after.verdict > before.verdict {
            let placement = &record.placement;
            found.push(Broken {
                placement: placement.id,
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
