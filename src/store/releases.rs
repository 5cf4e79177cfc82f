//! Decisions to show a company who a citizen is.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use serde_json::json;
use uuid::Uuid;

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        ids::{AccountId, ContactId, PlacementId, ReleaseId},
        reasons::CitizenAnswer,
        release::{Release, ReleasedField},
    },
};

impl TryFrom<entity::release::Model> for Release {
    type Error = Fault;

    fn try_from(row: entity::release::Model) -> Result<Self, Fault> {
        let fields: Vec<ReleasedField> =
            serde_json::from_value(row.fields).map_err(|error| Fault::new("released fields cannot be read", error))?;
        Ok(Self {
            id: ReleaseId(row.id),
            placement: PlacementId(row.placement_id),
            recipient: ContactId(row.contact_id),
            fields,
            legal_basis: row.legal_basis,
            purpose: row.purpose,
            until: row.until,
            decided_by: AccountId(row.decided_by),
            decided_at: row.decided_at,
            citizen_answer: CitizenAnswer::parse(&row.citizen_answer).ok_or_else(|| Fault::plain("a release has no citizen's answer"))?,
            citizen_statement: row.citizen_statement,
            withdrawn_at: row.withdrawn_at,
        })
    }
}

/// Adds a decision.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, release: &Release) -> Result<(), Fault> {
    let row = entity::release::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(release.id.0),
        placement_id: Set(release.placement.0),
        contact_id: Set(release.recipient.0),
        fields: Set(json!(release.fields)),
        legal_basis: Set(release.legal_basis.clone()),
        purpose: Set(release.purpose.clone()),
        until: Set(release.until),
        decided_by: Set(release.decided_by.0),
        decided_at: Set(release.decided_at),
        citizen_answer: Set(release.citizen_answer.as_str().to_owned()),
        citizen_statement: Set(release.citizen_statement.clone()),
        withdrawn_at: Set(release.withdrawn_at),
        withdrawn_by: Set(None),
    };
    row.insert(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// All decisions about a placement, newest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_placement<S: Scope>(scope: &S, placement: PlacementId) -> Result<Vec<Release>, Fault> {
    let rows = entity::release::Entity::find()
        .filter(entity::release::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::release::COLUMN.placement_id.eq(placement.0))
        .order_by_desc(entity::release::Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(Release::try_from).collect()
}

/// When the name was first released, of each of some placements, in one query.
///
/// # Errors
/// The database cannot be reached.
pub async fn first_of<S: Scope>(scope: &S, placements: &[PlacementId]) -> Result<HashMap<PlacementId, Moment>, Fault> {
    let rows: Vec<(Uuid, Moment)> = entity::release::Entity::find()
        .select_only()
        .column(entity::release::Column::PlacementId)
        .column(entity::release::Column::DecidedAt)
        .filter(entity::release::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::release::COLUMN.placement_id.is_in(placements.iter().map(|id| id.0)))
        .order_by_desc(entity::release::Column::DecidedAt)
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(|(placement, at)| (PlacementId(placement), at)).collect())
}

/// Takes back every release of a placement that still stands; tells how many there were.
///
/// # Errors
/// The database refuses.
pub async fn withdraw_all(work: &Work<'_>, placement: PlacementId, by: Option<AccountId>) -> Result<u64, Fault> {
    let done = entity::release::Entity::update_many()
        .col_expr(entity::release::Column::WithdrawnAt, Expr::value(work.at()))
        .col_expr(entity::release::Column::WithdrawnBy, Expr::value(by.map(|account| account.0)))
        .filter(entity::release::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::release::COLUMN.placement_id.eq(placement.0))
        .filter(entity::release::COLUMN.withdrawn_at.is_null())
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(done.rows_affected)
}

/// Placements with a release that still stands on the day, of those given.
///
/// # Errors
/// The database cannot be reached.
pub async fn standing<S: Scope>(scope: &S, placements: &[PlacementId], today: NaiveDate) -> Result<Vec<Release>, Fault> {
    let rows = entity::release::Entity::find()
        .filter(entity::release::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::release::COLUMN.placement_id.is_in(placements.iter().map(|placement| placement.0)))
        .filter(entity::release::COLUMN.withdrawn_at.is_null())
        .filter(entity::release::COLUMN.until.gte(today))
        .order_by_desc(entity::release::Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(Release::try_from).collect()
}
