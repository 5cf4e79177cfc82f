//! The ratio meters of some workplaces, read in two queries however many there are.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{app::App, failure::Failure, matches::occupants};
use crate::{
    domain::{
        company::Workplace,
        ids::WorkplaceId,
        rulebook::{
            meter::{Ground, RatioMeter, measure},
            situation,
        },
    },
    store::scope::Reader,
};

/// The meter of each workplace from a day on.
///
/// # Errors
/// The database cannot be reached.
pub(in crate::use_cases) async fn of_workplaces(
    app: &App,
    reader: &Reader<'_>,
    workplaces: &[Workplace],
    today: NaiveDate,
) -> Result<HashMap<WorkplaceId, RatioMeter>, Failure> {
    let ids: Vec<WorkplaceId> = workplaces.iter().map(|place| place.id).collect();
    let at = occupants(reader, &ids, today).await?;
    let book = app.rules.of(reader).await?;
    let meter = |place: &Workplace| {
        let ground = Ground {
            ordinary: situation::ordinary(place),
            occupants: at.get(&place.id).map_or(&[], Vec::as_slice),
            others: situation::others(place),
        };
        (place.id, measure(book.as_ref(), &ground, today))
    };
    Ok(workplaces.iter().map(meter).collect())
}
