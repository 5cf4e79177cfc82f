//! Who fills the ratio of workplaces: agreed and running placements, and ended ones up to their last day.

use chrono::NaiveDate;
use entity::placement::COLUMN;
use sea_orm::{ExprTrait, QueryFilter, QueryOrder, Select};

use super::{fault, of_tenant, stored, thing};
use crate::{
    base::fault::Fault,
    domain::{
        ids::WorkplaceId,
        period::Period,
        placement::{Placement, StateName},
    },
    store::scope::Scope,
};

/// Who fills the ratio of a workplace on some day of the period: agreed and running placements, planned ones too,
/// and ended ones up to their last day.
///
/// # Errors
/// The database cannot be reached.
pub async fn filling<S: Scope>(scope: &S, workplace: WorkplaceId, period: Period) -> Result<Vec<Placement>, Fault> {
    let query = filling_rows(scope, &[workplace], period.from).filter(COLUMN.starts_on.lte(period.to));
    let rows = query.all(&scope.db()).await.map_err(fault)?;
    rows.iter().map(|row| thing(row).map(|placement| up_to_its_last_day(placement, row.ended_on))).collect()
}

/// Workplaces that one query names; more of them take more queries.
const WORKPLACES_AT_ONCE: usize = 500;

/// Who fills the ratio of some workplaces on some day from `from` on, with their workplaces; one query for each 500 of
/// them, which reads nothing about any other workplace.
///
/// # Errors
/// The database cannot be reached.
pub async fn filling_some<S: Scope>(scope: &S, workplaces: &[WorkplaceId], from: NaiveDate) -> Result<Vec<Placement>, Fault> {
    let mut found = Vec::new();
    for some in workplaces.chunks(WORKPLACES_AT_ONCE) {
        let rows = filling_rows(scope, some, from).all(&scope.db()).await.map_err(fault)?;
        let filling = rows.iter().map(|row| thing(row).map(|placement| up_to_its_last_day(placement, row.ended_on)));
        found.extend(filling.collect::<Result<Vec<_>, _>>()?);
    }
    Ok(found)
}

fn filling_rows<S: Scope>(scope: &S, workplaces: &[WorkplaceId], from: NaiveDate) -> Select<entity::placement::Entity> {
    let filling = stored(StateName::ALL.iter().copied().filter(|state| state.fills_ratio()));
    let ended = stored([StateName::Completed, StateName::Interrupted]);
    let in_use = COLUMN.state.is_in(filling).and(COLUMN.ends_on.gte(from));
    let was_in_use = COLUMN.state.is_in(ended).and(COLUMN.ended_on.gte(from));
    of_tenant(scope)
        .filter(COLUMN.workplace_id.is_in(workplaces.iter().map(|workplace| workplace.0)))
        .filter(in_use.or(was_in_use))
        .order_by_asc(entity::placement::Column::Id)
}

fn up_to_its_last_day(mut placement: Placement, ended_on: Option<NaiveDate>) -> Placement {
    placement.period.to = ended_on.unwrap_or(placement.period.to);
    placement
}
