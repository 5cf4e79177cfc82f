//! What the CVR register said last of companies and workplaces, and what came of it.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set,
    EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        ids::{AccountId, CompanyId, WorkplaceId},
        register_news::{ChangeKind, RegisterField, SaidBefore},
    },
};

/// What the register said before of companies and workplaces, by the thing's id and the field.
pub type Said = HashMap<(Uuid, RegisterField), SaidBefore>;

/// What the register said before of some companies and all their workplaces.
///
/// # Errors
/// The database cannot be reached.
pub async fn said_of<S: Scope>(scope: &S, companies: &[CompanyId]) -> Result<Said, Fault> {
    use entity::register_value::COLUMN;
    let rows = entity::register_value::Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.company_id.is_in(companies.iter().map(|id| id.0)))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    let said = rows.into_iter().filter_map(|row| {
        let before = SaidBefore { value: row.value, as_of: row.as_of, since: row.since, declined: row.declined };
        Some(((row.subject_id, RegisterField::parse(&row.field)?), before))
    });
    Ok(said.collect())
}

/// Something that the register says of a field.
#[derive(Clone, Debug)]
pub struct Saying {
    /// The company.
    pub company: CompanyId,
    /// The company's or the workplace's id.
    pub subject: Uuid,
    /// Which field.
    pub field: RegisterField,
    /// The value and what goes with it.
    pub said: SaidBefore,
}

/// Keeps what the register says; what it said before is replaced.
///
/// # Errors
/// The database refuses.
pub async fn keep(work: &Work<'_>, sayings: &[Saying]) -> Result<(), Fault> {
    use entity::register_value::Column;
    let row = |saying: &Saying| entity::register_value::ActiveModel {
        tenant_id: Set(work.tenant().0),
        subject_id: Set(saying.subject),
        field: Set(saying.field.to_string()),
        company_id: Set(saying.company.0),
        value: Set(saying.said.value.clone()),
        as_of: Set(saying.said.as_of.clone()),
        since: Set(saying.said.since),
        declined: Set(saying.said.declined),
    };
    for some in sayings.chunks(ROWS) {
        let changed = [Column::CompanyId, Column::Value, Column::AsOf, Column::Since, Column::Declined];
        let replace = OnConflict::columns([Column::TenantId, Column::SubjectId, Column::Field]).update_columns(changed).to_owned();
        let rows = entity::register_value::Entity::insert_many(some.iter().map(row));
        rows.on_conflict(replace).exec_without_returning(&work.db()).await.map_err(fault)?;
    }
    Ok(())
}

/// Rows in one statement; SQLite takes 32,766 values.
const ROWS: usize = 500;

/// Forgets what the register said of a field.
///
/// # Errors
/// The database refuses.
pub async fn forget(work: &Work<'_>, subject: Uuid, field: RegisterField) -> Result<(), Fault> {
    let key = (work.tenant().0, subject, field.to_string());
    entity::register_value::Entity::delete_by_id(key).exec(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// What came of a new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Own id.
    pub id: Uuid,
    /// Which company.
    pub company: CompanyId,
    /// Which workplace of it; none = the company itself.
    pub workplace: Option<WorkplaceId>,
    /// Which field.
    pub field: RegisterField,
    /// Our value before.
    pub before: Option<String>,
    /// The register's value.
    pub after: Option<String>,
    /// What was done.
    pub kind: ChangeKind,
    /// When.
    pub at: Moment,
    /// Whether it says that something has closed.
    pub is_closing: bool,
    /// When somebody marked it as seen.
    pub seen_at: Option<Moment>,
}

fn change(row: entity::register_change::Model) -> Option<Change> {
    Some(Change {
        id: row.id,
        company: CompanyId(row.company_id),
        workplace: row.workplace_id.map(WorkplaceId),
        field: RegisterField::parse(&row.field)?,
        before: row.before,
        after: row.after,
        kind: ChangeKind::parse(&row.kind)?,
        at: row.at,
        is_closing: row.is_closing,
        seen_at: row.seen_at,
    })
}

/// Notes changes.
///
/// # Errors
/// The database refuses.
pub async fn note(work: &Work<'_>, changes: &[Change]) -> Result<(), Fault> {
    let row = |change: &Change| entity::register_change::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(change.id),
        company_id: Set(change.company.0),
        workplace_id: Set(change.workplace.map(Uuid::from)),
        field: Set(change.field.to_string()),
        before: Set(change.before.clone()),
        after: Set(change.after.clone()),
        kind: Set(change.kind.to_string()),
        at: Set(change.at),
        is_closing: Set(change.is_closing),
        seen_at: Set(change.seen_at),
        seen_by: Set(change.seen_at.and(work.actor().account()).map(Uuid::from)),
    };
    for some in changes.chunks(ROWS) {
        let rows = entity::register_change::Entity::insert_many(some.iter().map(row));
        rows.exec_without_returning(&work.db()).await.map_err(fault)?;
    }
    Ok(())
}

/// The latest changes of a company, newest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn changes_of<S: Scope>(scope: &S, company: CompanyId, limit: u64) -> Result<Vec<Change>, Fault> {
    use entity::register_change::{COLUMN, Column};
    let rows = entity::register_change::Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.company_id.eq(company.0))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().filter_map(change).collect())
}

/// Which changes a list shows.
#[derive(Clone, Copy, Debug)]
pub struct ChangeFilter {
    /// From then on.
    pub since: Moment,
    /// Of this kind only.
    pub kind: Option<ChangeKind>,
    /// Those only that say that something has closed.
    pub closings: bool,
    /// Those only that nobody has marked as seen.
    pub unseen: bool,
}

fn filtered<S: Scope>(scope: &S, filter: &ChangeFilter) -> sea_orm::Select<entity::register_change::Entity> {
    use entity::register_change::COLUMN;
    let mut all = entity::register_change::Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0)).filter(COLUMN.at.gte(filter.since));
    if let Some(kind) = filter.kind {
        all = all.filter(COLUMN.kind.eq(kind.as_str()));
    }
    if filter.closings {
        all = all.filter(COLUMN.is_closing.eq(true));
    }
    if filter.unseen {
        all = all.filter(COLUMN.seen_at.is_null());
    }
    all
}

/// Changes of a filter: what has closed first, then the newest first; from a place of the list on.
///
/// # Errors
/// The database cannot be reached.
pub async fn changes<S: Scope>(scope: &S, filter: &ChangeFilter, from: u64, limit: u64) -> Result<Vec<Change>, Fault> {
    use entity::register_change::Column;
    let rows = filtered(scope, filter)
        .order_by_desc(Column::IsClosing)
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .offset(from)
        .limit(limit)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().filter_map(change).collect())
}

/// How many changes a filter has.
///
/// # Errors
/// The database cannot be reached.
pub async fn count<S: Scope>(scope: &S, filter: &ChangeFilter) -> Result<u64, Fault> {
    filtered(scope, filter).count(&scope.db()).await.map_err(fault)
}

/// Marks changes up to a moment as seen; tells how many there were.
///
/// # Errors
/// The database refuses.
pub async fn mark_seen(work: &Work<'_>, up_to: Moment, by: AccountId) -> Result<u64, Fault> {
    use entity::register_change::{COLUMN, Column};
    let marked = entity::register_change::Entity::update_many()
        .col_expr(Column::SeenAt, Expr::value(work.at()))
        .col_expr(Column::SeenBy, Expr::value(by.0))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.seen_at.is_null())
        .filter(COLUMN.at.lte(up_to))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(marked.rows_affected)
}
