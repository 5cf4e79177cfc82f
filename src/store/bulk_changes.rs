//! What members of staff did to many companies at once: one line a company, so that it can go on and be taken back.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveValue::Set,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        bulk::{Act, LineState},
        ids::{AccountId, BulkChangeId, CompanyId},
    },
};

/// Lines of one statement.
const ROWS: usize = 1_000;

/// A change of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkChange {
    /// Own id.
    pub id: BulkChangeId,
    /// Who did it.
    pub account: AccountId,
    /// What was done.
    pub act: Act,
    /// When.
    pub at: Moment,
    /// When it was taken back.
    pub undone_at: Option<Moment>,
}

/// One company of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkLine {
    /// The company.
    pub company: CompanyId,
    /// What became of it.
    pub state: LineState,
    /// What it was before.
    pub before: Option<String>,
    /// The version that the change left.
    pub version_after: Option<i32>,
}

/// Writes down what shall be done; every line waits.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, change: &BulkChange, companies: &[CompanyId]) -> Result<(), Fault> {
    let (act, value) = change.act.stored();
    let row = entity::bulk_change::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(change.id.0),
        account_id: Set(change.account.0),
        act: Set(act.to_owned()),
        value: Set(value),
        created_at: Set(change.at),
        undone_at: Set(None),
    };
    entity::bulk_change::Entity::insert(row).exec_without_returning(&work.db()).await.map_err(fault)?;
    for some in companies.chunks(ROWS) {
        let rows = some.iter().map(|company| entity::bulk_line::ActiveModel {
            tenant_id: Set(work.tenant().0),
            bulk_change_id: Set(change.id.0),
            company_id: Set(company.0),
            state: Set(LineState::Waiting.to_string()),
            before: Set(None),
            version_after: Set(None),
        });
        entity::bulk_line::Entity::insert_many(rows).exec_without_returning(&work.db()).await.map_err(fault)?;
    }
    Ok(())
}

/// One change of many.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: BulkChangeId) -> Result<Option<BulkChange>, Fault> {
    let row = entity::bulk_change::Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    Ok(row.and_then(|row| {
        Some(BulkChange {
            id,
            account: AccountId(row.account_id),
            act: Act::read(&row.act, row.value.as_deref())?,
            at: row.created_at,
            undone_at: row.undone_at,
        })
    }))
}

/// The same, locked until the transaction ends, so that two never work on the same lines.
///
/// # Errors
/// The database cannot be reached.
pub async fn lock(work: &Work<'_>, id: BulkChangeId) -> Result<Option<BulkChange>, Fault> {
    let query = entity::bulk_change::Entity::find_by_id((work.tenant().0, id.0)).lock_exclusive();
    query.one(&work.db()).await.map_err(fault)?;
    find(work, id).await
}

/// Says that it is taken back.
///
/// # Errors
/// The database refuses.
pub async fn take_back(work: &Work<'_>, id: BulkChangeId) -> Result<(), Fault> {
    use entity::bulk_change::{COLUMN, Column, Entity};
    let query = Entity::update_many().col_expr(Column::UndoneAt, Expr::value(work.at()));
    query.filter(COLUMN.tenant_id.eq(work.tenant().0)).filter(COLUMN.id.eq(id.0)).exec(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Lines in a state, at most `limit`.
///
/// # Errors
/// The database cannot be reached.
pub async fn lines<S: Scope>(scope: &S, id: BulkChangeId, state: LineState, limit: u64) -> Result<Vec<BulkLine>, Fault> {
    use entity::bulk_line::{COLUMN, Column, Entity};
    let query = Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0)).filter(COLUMN.bulk_change_id.eq(id.0));
    let query = query.filter(COLUMN.state.eq(state.as_str())).order_by_asc(Column::CompanyId).limit(limit);
    let line = |row: entity::bulk_line::Model| BulkLine {
        company: CompanyId(row.company_id),
        state,
        before: row.before,
        version_after: row.version_after,
    };
    Ok(query.all(&scope.db()).await.map_err(fault)?.into_iter().map(line).collect())
}

/// Writes down what became of a line.
///
/// # Errors
/// The database refuses.
pub async fn settle(work: &Work<'_>, id: BulkChangeId, line: &BulkLine) -> Result<(), Fault> {
    let row = entity::bulk_line::ActiveModel {
        tenant_id: Set(work.tenant().0),
        bulk_change_id: Set(id.0),
        company_id: Set(line.company.0),
        state: Set(line.state.to_string()),
        before: Set(line.before.clone()),
        version_after: Set(line.version_after),
    };
    entity::bulk_line::Entity::update(row).validate().map_err(fault)?.exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// How many lines there are in each state.
///
/// # Errors
/// The database cannot be reached.
pub async fn counts<S: Scope>(scope: &S, id: BulkChangeId) -> Result<BTreeMap<LineState, u64>, Fault> {
    use entity::bulk_line::{COLUMN, Column, Entity};
    let rows: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Expr::col(Column::CompanyId).count(), "lines")
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.bulk_change_id.eq(id.0))
        .group_by(Column::State)
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().filter_map(|(state, count)| Some((LineState::parse(&state)?, count.unsigned_abs()))).collect())
}
