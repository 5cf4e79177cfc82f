//! Days on which workplaces and slots take nobody.

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    EntityTrait, QueryFilter, QueryOrder,
};

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::fault::Fault,
    domain::{
        closure::{Closure, ClosureReason},
        ids::{ClosureId, SlotId, WorkplaceId},
        period::Period,
    },
};

impl From<entity::closure::Model> for Closure {
    fn from(row: entity::closure::Model) -> Self {
        Self {
            id: ClosureId(row.id),
            workplace: WorkplaceId(row.workplace_id),
            slot: row.slot_id.map(SlotId),
            reason: ClosureReason::parse(&row.reason).unwrap_or(ClosureReason::Other),
            days: Period { from: row.starts_on, to: row.ends_on },
        }
    }
}

/// The closures of some workplaces and of their slots that are not over before `from`, by first day.
///
/// # Errors
/// The database cannot be reached.
pub async fn at_workplaces<S: Scope>(scope: &S, workplaces: &[WorkplaceId], from: NaiveDate) -> Result<Vec<Closure>, Fault> {
    use entity::closure::{COLUMN, Column};
    if workplaces.is_empty() {
        return Ok(Vec::new());
    }
    let rows = entity::closure::Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.workplace_id.is_in(workplaces.iter().map(|id| id.0)))
        .filter(COLUMN.ends_on.gte(from))
        .order_by_asc(Column::StartsOn)
        .order_by_asc(Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(Closure::from).collect())
}

/// All closures of some workplaces and of their slots, past ones too, as [`super::claims::of_slots`] gives all claims.
///
/// # Errors
/// The database cannot be reached.
pub async fn all_at<S: Scope>(scope: &S, workplaces: &[WorkplaceId]) -> Result<Vec<Closure>, Fault> {
    at_workplaces(scope, workplaces, NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default()).await
}

/// One closure.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: ClosureId) -> Result<Option<Closure>, Fault> {
    let row = entity::closure::Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    Ok(row.map(Closure::from))
}

/// Adds a closure.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, closure: &Closure) -> Result<(), Fault> {
    let row = entity::closure::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(closure.id.0),
        workplace_id: Set(closure.workplace.0),
        slot_id: Set(closure.slot.map(|id| id.0)),
        reason: Set(closure.reason.to_string()),
        starts_on: Set(closure.days.from),
        ends_on: Set(closure.days.to),
        created_at: Set(work.at()),
    };
    entity::closure::Entity::insert(row).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Gives a closure other days.
///
/// # Errors
/// The database refuses.
pub async fn change_days(work: &Work<'_>, id: ClosureId, days: Period) -> Result<(), Fault> {
    let row = entity::closure::ActiveModel {
        tenant_id: Unchanged(work.tenant().0),
        id: Unchanged(id.0),
        starts_on: Set(days.from),
        ends_on: Set(days.to),
        ..Default::default()
    };
    entity::closure::Entity::update(row).exec(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Takes a closure away.
///
/// # Errors
/// The database refuses.
pub async fn delete(work: &Work<'_>, id: ClosureId) -> Result<(), Fault> {
    entity::closure::Entity::delete_by_id((work.tenant().0, id.0)).exec(&work.db()).await.map_err(fault)?;
    Ok(())
}
