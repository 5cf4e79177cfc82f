//! The numbered list of changes that search indexes follow.

use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Query},
};

use super::{
    error::fault,
    scope::Scope,
    work::{Subject, Work},
};
use crate::base::fault::Fault;

/// Appends the changes of a transaction under fresh numbers.
///
/// The counter row's lock is taken here, as the last thing before the commit: whoever gets a higher number commits later.
pub(super) async fn append(work: &Work<'_>, changed: &[Subject]) -> Result<(), Fault> {
    let Ok(count) = i64::try_from(changed.len()) else { return Ok(()) };
    if count == 0 {
        return Ok(());
    }
    let last = raise_counter(work, count).await?;
    let rows = changed.iter().zip(last - count + 1..).map(|(subject, number)| entity::change_log::ActiveModel {
        tenant_id: Set(work.tenant().0),
        number: Set(number),
        entity: Set(subject.entity.to_owned()),
        entity_id: Set(subject.id),
        at: Set(work.at()),
    });
    entity::change_log::Entity::insert_many(rows).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Writes the counter as it is, for a commit that must take as long as others.
pub(super) async fn touch(work: &Work<'_>) -> Result<(), Fault> {
    raise_counter(work, 0).await.map(drop)
}

async fn raise_counter(work: &Work<'_>, by: i64) -> Result<i64, Fault> {
    use entity::change_counter::Column::{Number, TenantId};
    let statement = Query::update()
        .table(entity::change_counter::Entity)
        .value(Number, Expr::col(Number).add(by))
        .and_where(Expr::col(TenantId).eq(work.tenant().0))
        .returning_col(Number)
        .to_owned();
    let row =
        work.db().query_one(&statement).await.map_err(fault)?.ok_or_else(|| Fault::plain("the municipality has no change counter"))?;
    row.try_get::<i64>("", "number").map_err(fault)
}

/// The number of the latest change.
///
/// # Errors
/// The database cannot be reached.
pub async fn latest<S: Scope>(scope: &S) -> Result<u64, Fault> {
    let row = entity::change_counter::Entity::find_by_id(scope.tenant().0).one(&scope.db()).await.map_err(fault)?;
    Ok(row.map_or(0, |counter| counter.number.unsigned_abs()))
}

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Place in the order.
    pub number: u64,
    /// Kind of thing.
    pub entity: String,
    /// Which one.
    pub id: uuid::Uuid,
}

/// Changes after a number, in order, at most `limit`.
///
/// # Errors
/// The database cannot be reached.
pub async fn after<S: Scope>(scope: &S, number: u64, limit: u64) -> Result<Vec<Entry>, Fault> {
    let rows = entity::change_log::Entity::find()
        .filter(entity::change_log::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::change_log::COLUMN.number.gt(i64::try_from(number).unwrap_or(i64::MAX)))
        .order_by_asc(entity::change_log::Column::Number)
        .limit(limit)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(|row| Entry { number: row.number.unsigned_abs(), entity: row.entity, id: row.entity_id }).collect())
}
