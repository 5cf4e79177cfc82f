//! Decisions of VITAS as they were noted; rows are only ever added.

use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder};

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::fault::Fault,
    domain::{
        ids::{AccountId, GrantId, PlacementId},
        vitas::{Grant, GrantDecision},
    },
};

use entity::vitas_decision::{ActiveModel, COLUMN, Column, Entity, Model};

impl TryFrom<Model> for Grant {
    type Error = Fault;

    fn try_from(row: Model) -> Result<Self, Fault> {
        Ok(Self {
            id: GrantId(row.id),
            placement: PlacementId(row.placement_id),
            number: row.number,
            decision: GrantDecision::parse(&row.decision).ok_or_else(|| Fault::plain("a decision of VITAS is no word of its list"))?,
            decided_on: row.decided_on,
            noted_by: AccountId(row.noted_by),
            noted_at: row.noted_at,
        })
    }
}

/// Adds a decision.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, grant: &Grant) -> Result<(), Fault> {
    let row = ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(grant.id.0),
        placement_id: Set(grant.placement.0),
        number: Set(grant.number.clone()),
        decision: Set(grant.decision.as_str().to_owned()),
        decided_on: Set(grant.decided_on),
        noted_by: Set(grant.noted_by.0),
        noted_at: Set(grant.noted_at),
    };
    Entity::insert(row).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// The decisions on some placements: the latest day first, and what was noted last before the rest of that day.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_placements<S: Scope>(scope: &S, placements: &[PlacementId]) -> Result<Vec<Grant>, Fault> {
    let rows = Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.placement_id.is_in(placements.iter().map(|placement| placement.0)))
        .order_by_desc(Column::DecidedOn)
        .order_by_desc(Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(Grant::try_from).collect()
}
