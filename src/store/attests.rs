//! Certificates that have been obtained for placements: which and when, never what they say.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder};

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::fault::Fault,
    domain::ids::{AccountId, PlacementId},
};

/// A certificate that has been obtained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attest {
    /// For which placement.
    pub placement: PlacementId,
    /// The condition (`krav`) that asks for it.
    pub code: String,
    /// When it was obtained.
    pub obtained_on: NaiveDate,
    /// Who noted it.
    pub by: AccountId,
}

/// What has been obtained for a placement.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_placement<S: Scope>(scope: &S, placement: PlacementId) -> Result<Vec<Attest>, Fault> {
    let rows = entity::attest::Entity::find()
        .filter(entity::attest::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::attest::COLUMN.placement_id.eq(placement.0))
        .order_by_asc(entity::attest::Column::Code)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    let attest = |row: entity::attest::Model| Attest {
        placement: PlacementId(row.placement_id),
        code: row.code,
        obtained_on: row.obtained_on,
        by: AccountId(row.account_id),
    };
    Ok(rows.into_iter().map(attest).collect())
}

/// Notes one; a note of the same certificate that is there already gives way.
///
/// # Errors
/// The database refuses.
pub async fn save(work: &Work<'_>, attest: &Attest) -> Result<(), Fault> {
    entity::attest::Entity::delete_by_id((work.tenant().0, attest.placement.0, attest.code.clone()))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    let row = entity::attest::ActiveModel {
        tenant_id: Set(work.tenant().0),
        placement_id: Set(attest.placement.0),
        code: Set(attest.code.clone()),
        obtained_on: Set(attest.obtained_on),
        account_id: Set(attest.by.0),
        created_at: Set(work.at()),
    };
    entity::attest::Entity::insert(row).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}
