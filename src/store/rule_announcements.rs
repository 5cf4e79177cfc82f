//! Changes of the rules that the staff were told of, each once.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entity::rule_announcement::{ActiveModel, COLUMN, Column, Entity};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{error::fault, saving, scope::Scope, work::Work};
use crate::base::fault::Fault;

/// Notes that the staff are told of a change; `false` where they were told already.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, (day, mark): (NaiveDate, &str), affected: u64) -> Result<bool, Fault> {
    let row = ActiveModel {
        tenant_id: Set(work.tenant().0),
        day: Set(day),
        mark: Set(mark.to_owned()),
        announced_at: Set(work.at()),
        affected: Set(i64::try_from(affected).unwrap_or(i64::MAX)),
    };
    saving::insert(work, row).await
}

/// The days from one on with the changes that the staff were told of.
///
/// # Errors
/// The database cannot be reached.
pub async fn told_from<S: Scope>(scope: &S, from: NaiveDate) -> Result<BTreeSet<(NaiveDate, String)>, Fault> {
    let told: Vec<(NaiveDate, String)> = Entity::find()
        .select_only()
        .column(Column::Day)
        .column(Column::Mark)
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.day.gte(from))
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(told.into_iter().collect())
}

/// How many placements a change was found to hit when it was told; none where it was not told.
///
/// # Errors
/// The database cannot be reached.
pub async fn affected<S: Scope>(scope: &S, day: NaiveDate) -> Result<Option<u64>, Fault> {
    let one = Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0)).filter(COLUMN.day.eq(day));
    let latest = one.order_by_desc(Column::AnnouncedAt);
    Ok(latest.one(&scope.db()).await.map_err(fault)?.map(|row| row.affected.unsigned_abs()))
}
