//! What a citizen has been in, is in and is about to begin: the place that is held, and what is due.

use crate::{
    base::clock::day_of,
    domain::{
        citizen::Citizen,
        ids::PlacementId,
        period::Period,
        placement::StateName,
        rulebook::deadline::{Course, DeadlineGround, Deadlines},
    },
    store::{
        placements::{self, Record},
        scope::{Reader, Scope},
    },
    use_cases::{app::App, failure::Failure},
};

/// Most placements that are looked at, the newest.
const MOST: u64 = 100;

/// A placement that somebody has, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldPlace {
    /// The placement.
    pub placement: PlacementId,
    /// Agreed or running.
    pub state: StateName,
    /// First to last day.
    pub period: Period,
}

/// The citizen's placements that are agreed or have begun, in one query.
pub(super) async fn placements_of(reader: &Reader<'_>, citizen: &Citizen) -> Result<Vec<Record>, Failure> {
    let states = vec![StateName::Agreed, StateName::Running, StateName::Completed, StateName::Interrupted];
    let filter = placements::Filter { citizen: Some(citizen.id), states, ..placements::Filter::default() };
    Ok(placements::list(reader, &filter, None, MOST).await?)
}

/// The placement that is running, else the one that is agreed.
pub(super) fn held_place(placements: &[Record]) -> Option<HeldPlace> {
    let held = placements.iter().map(|record| &record.placement).filter(|one| matches!(one.state, StateName::Agreed | StateName::Running));
    let held = held.map(|one| HeldPlace { placement: one.id, state: one.state, period: one.period });
    held.min_by_key(|place| (place.state != StateName::Running, place.period.from))
}

/// What is due, counted from what has begun.
pub(super) async fn deadlines(app: &App, reader: &Reader<'_>, citizen: &Citizen, placements: &[Record]) -> Result<Deadlines, Failure> {
    let begun = placements.iter().filter(|record| record.placement.state != StateName::Agreed);
    let courses: Vec<Course> = begun.map(course).collect();
    let ground =
        DeadlineGround { legal: &citizen.legal, benefit_since: citizen.benefit_since, courses: &courses, today: day_of(reader.at()) };
    Ok(app.rules.of(reader).await?.deadlines(&ground))
}

/// A placement on its days, up to the day on which it really ended.
fn course(record: &Record) -> Course {
    let Period { from, to } = record.placement.period;
    Course { form: record.placement.form, days: Period { from, to: record.ended_on.unwrap_or(to) } }
}
