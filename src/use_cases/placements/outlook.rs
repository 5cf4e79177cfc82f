//! What comes after a placement: its latest end, or how far a running one can be extended, and who owes which step.

use super::{law::Circumstances, tables::Tables};
use crate::{
    domain::{
        placement::{Placement, StateName},
        rulebook::{facts::Run, outlook::Outlook},
    },
    store::{placements::Record, scope::Reader},
    use_cases::{app::App, failure::Failure},
};

/// The outlook of a placement that is not over; none where the rules cannot read its facts.
pub(super) async fn of(app: &App, reader: &Reader<'_>, record: &Record) -> Result<Option<Outlook>, Failure> {
    let placement = &record.placement;
    if placement.state.is_over() {
        return Ok(None);
    }
    let tables = Tables::read(app, reader, [placement]).await?;
    let extends = (placement.state == StateName::Running).then_some(Run { starts_on: placement.period.from, ends_on: placement.period.to });
    let next = next_of(placement, extends);
    let rules = tables.book().on(next.period.from);
    let facts = tables.facts(rules, &next, Circumstances { extends, ..Circumstances::default() })?;
    Ok(tables.book().outlook(&facts).ok())
}

/// A running placement goes on the day after it ends, as its extension is judged.
fn next_of(placement: &Placement, extends: Option<Run>) -> Placement {
    let mut next = placement.clone();
    if let Some(day) = extends.and_then(|run| run.ends_on.succ_opt()) {
        (next.period.from, next.period.to) = (day, day);
    }
    next
}
