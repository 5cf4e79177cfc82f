//! What company and consultant were last told of the room at a workplace.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::capacity_told::{ActiveModel, COLUMN, Column, Entity};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::fault::Fault,
    domain::{ids::WorkplaceId, room::Room},
};

/// What is known of the room at a workplace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomTold {
    /// What was told last; before the first letter what was found first.
    pub room: Room,
    /// The day on which it was last measured.
    pub measured_on: NaiveDate,
    /// The day on which a letter told it; none = never.
    pub told_on: Option<NaiveDate>,
}

fn thing(row: &entity::capacity_told::Model) -> RoomTold {
    let room = Room { used: row.used.unsigned_abs(), allowed: row.allowed.unsigned_abs() };
    RoomTold { room, measured_on: row.measured_on, told_on: row.told_on }
}

/// What was told of several workplaces.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_workplaces<S: Scope>(scope: &S, places: &[WorkplaceId]) -> Result<HashMap<WorkplaceId, RoomTold>, Fault> {
    let rows = Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.workplace_id.is_in(places.iter().map(|id| id.0)))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.iter().map(|row| (WorkplaceId(row.workplace_id), thing(row))).collect())
}

/// Keeps what is told now.
///
/// # Errors
/// The database refuses.
pub async fn keep(work: &Work<'_>, place: WorkplaceId, told: &RoomTold) -> Result<(), Fault> {
    let count = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    let row = ActiveModel {
        tenant_id: Set(work.tenant().0),
        workplace_id: Set(place.0),
        used: Set(count(told.room.used)),
        allowed: Set(count(told.room.allowed)),
        measured_on: Set(told.measured_on),
        told_on: Set(told.told_on),
    };
    let all = [Column::Used, Column::Allowed, Column::MeasuredOn, Column::ToldOn];
    let replace = OnConflict::columns([Column::TenantId, Column::WorkplaceId]).update_columns(all).to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}
