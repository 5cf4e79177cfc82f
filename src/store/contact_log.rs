//! The contact log: entries that are corrected or taken back, but never deleted.

use chrono::NaiveDate;
use entity::contact_log::{ActiveModel, COLUMN, Column, Entity, Model};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        contact_log::{ContactKind, LogEntry},
        ids::{AccountId, CompanyId, ContactId, LogEntryId, WorkplaceId},
    },
};

fn thing(row: Model) -> Option<LogEntry> {
    Some(LogEntry {
        id: LogEntryId(row.id),
        company: CompanyId(row.company_id),
        workplace: row.workplace_id.map(WorkplaceId),
        contact: row.contact_id.map(ContactId),
        author: AccountId(row.account_id),
        kind: ContactKind::parse(&row.kind)?,
        at: row.at,
        note: row.note,
        next_step: row.next_step,
        next_on: row.next_on,
        client_key: row.client_key,
        withdrawn_at: row.withdrawn_at,
        written_at: row.created_at,
    })
}

fn of_tenant<S: Scope>(scope: &S) -> Select<Entity> {
    Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0))
}

/// Writes an entry; tells `false` where its author has sent the same form before.
///
/// While the first sending is still at work, the database makes this one wait for its commit.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, entry: &LogEntry) -> Result<bool, Fault> {
    let row = ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(entry.id.0),
        company_id: Set(entry.company.0),
        workplace_id: Set(entry.workplace.map(Uuid::from)),
        contact_id: Set(entry.contact.map(Uuid::from)),
        account_id: Set(entry.author.0),
        kind: Set(entry.kind.to_string()),
        at: Set(entry.at),
        note: Set(entry.note.clone()),
        next_step: Set(entry.next_step.clone()),
        next_on: Set(entry.next_on),
        client_key: Set(entry.client_key),
        withdrawn_at: Set(entry.withdrawn_at),
        created_at: Set(entry.written_at),
    };
    let unless_there = OnConflict::columns([Column::TenantId, Column::AccountId, Column::ClientKey]).do_nothing().to_owned();
    let added = Entity::insert(row).on_conflict(unless_there).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(added == 1)
}

/// What may be corrected of an entry: how, where and with whom the contact was, and the words.
///
/// # Errors
/// The database refuses.
pub async fn update(work: &Work<'_>, entry: &LogEntry) -> Result<(), Fault> {
    let row = ActiveModel {
        tenant_id: Unchanged(work.tenant().0),
        id: Unchanged(entry.id.0),
        workplace_id: Set(entry.workplace.map(Uuid::from)),
        contact_id: Set(entry.contact.map(Uuid::from)),
        kind: Set(entry.kind.to_string()),
        at: Set(entry.at),
        note: Set(entry.note.clone()),
        next_step: Set(entry.next_step.clone()),
        next_on: Set(entry.next_on),
        withdrawn_at: Set(entry.withdrawn_at),
        ..Default::default()
    };
    row.update(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// One entry.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: LogEntryId) -> Result<Option<LogEntry>, Fault> {
    let row = Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    Ok(row.and_then(thing))
}

/// The entry that an author wrote under a key.
///
/// # Errors
/// The database cannot be reached.
pub async fn by_key<S: Scope>(scope: &S, author: AccountId, key: Uuid) -> Result<Option<LogEntry>, Fault> {
    let query = of_tenant(scope).filter(COLUMN.account_id.eq(author.0)).filter(COLUMN.client_key.eq(key));
    Ok(query.one(&scope.db()).await.map_err(fault)?.and_then(thing))
}

/// The entries of a company, newest first, after (older than) one of them, at most `limit`.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_company<S: Scope>(scope: &S, company: CompanyId, after: Option<&LogEntry>, limit: u64) -> Result<Vec<LogEntry>, Fault> {
    let mut query = of_tenant(scope).filter(COLUMN.company_id.eq(company.0));
    if let Some(last) = after {
        query = query.filter(COLUMN.at.lt(last.at).or(COLUMN.at.eq(last.at).and(COLUMN.id.lt(last.id.0))));
    }
    let newest = query.order_by_desc(Column::At).order_by_desc(Column::Id).limit(limit);
    Ok(newest.all(&scope.db()).await.map_err(fault)?.into_iter().filter_map(thing).collect())
}

/// How many entries a company has.
///
/// # Errors
/// The database cannot be reached.
pub async fn count<S: Scope>(scope: &S, company: CompanyId) -> Result<u64, Fault> {
    use sea_orm::PaginatorTrait;
    of_tenant(scope).filter(COLUMN.company_id.eq(company.0)).count(&scope.db()).await.map_err(fault)
}

/// The latest contact that stands, of anybody but one, since a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn latest_of_others<S: Scope>(
    scope: &S,
    company: CompanyId,
    but: Option<AccountId>,
    since: Moment,
) -> Result<Option<LogEntry>, Fault> {
    let mut query =
        of_tenant(scope).filter(COLUMN.company_id.eq(company.0)).filter(COLUMN.withdrawn_at.is_null()).filter(COLUMN.at.gte(since));
    if let Some(me) = but {
        query = query.filter(COLUMN.account_id.ne(me.0));
    }
    let newest = query.order_by_desc(Column::At).order_by_desc(Column::Id).limit(1);
    Ok(newest.one(&scope.db()).await.map_err(fault)?.and_then(thing))
}

/// The Danish day of the latest contact that stands.
///
/// # Errors
/// The database cannot be reached.
pub async fn latest_day<S: Scope>(scope: &S, company: CompanyId) -> Result<Option<NaiveDate>, Fault> {
    let standing = of_tenant(scope).filter(COLUMN.company_id.eq(company.0)).filter(COLUMN.withdrawn_at.is_null());
    let newest = standing.order_by_desc(Column::At).limit(1).one(&scope.db()).await.map_err(fault)?;
    Ok(newest.map(|row| crate::base::clock::day_of(row.at)))
}
