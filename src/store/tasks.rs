//! Tasks of the staff.

use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use uuid::Uuid;

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        ids::{AccountId, CompanyId, TaskId},
        task::{Task, TaskKind},
    },
};

fn thing(row: entity::task::Model) -> Option<Task> {
    Some(Task {
        id: TaskId(row.id),
        kind: TaskKind::parse(&row.kind)?,
        company: row.company_id.map(CompanyId),
        subject: row.subject_id,
        assigned_to: row.assigned_to.map(AccountId),
        due_at: row.due_at,
        note: row.note,
        done: row.done_at.map(|at| (at, row.done_by.map(AccountId))),
    })
}

/// A task to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTask {
    /// What is to be done.
    pub kind: TaskKind,
    /// At which company.
    pub company: Option<CompanyId>,
    /// About which agreement, slot or enquiry.
    pub subject: Option<Uuid>,
    /// Who does it.
    pub assigned_to: Option<AccountId>,
    /// By when.
    pub due_at: Moment,
    /// What was promised; never about a citizen.
    pub note: Option<String>,
    /// Two tasks with one key are one task.
    pub once_key: Option<String>,
}

/// Makes a task; one whose key is there already is none.
///
/// # Errors
/// The database refuses.
pub async fn add(work: &Work<'_>, task: &NewTask) -> Result<(), Fault> {
    let row = entity::task::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(work.new_id()),
        kind: Set(task.kind.to_string()),
        company_id: Set(task.company.map(Uuid::from)),
        subject_id: Set(task.subject),
        assigned_to: Set(task.assigned_to.map(Uuid::from)),
        due_at: Set(task.due_at),
        note: Set(task.note.clone()),
        once_key: Set(task.once_key.clone()),
        done_at: Set(None),
        done_by: Set(None),
        created_at: Set(work.at()),
    };
    let once = [entity::task::Column::TenantId, entity::task::Column::OnceKey];
    entity::task::Entity::insert(row).on_conflict_do_nothing_on(once).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// One task.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: TaskId) -> Result<Option<Task>, Fault> {
    let row = entity::task::Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    Ok(row.and_then(thing))
}

/// Open tasks of a person, or those that nobody has, the most urgent first.
///
/// # Errors
/// The database cannot be reached.
pub async fn open_of<S: Scope>(scope: &S, account: Option<AccountId>, limit: u64) -> Result<Vec<Task>, Fault> {
    use entity::task::{COLUMN, Column};
    let of = match account {
        Some(account) => COLUMN.assigned_to.eq(account.0),
        None => COLUMN.assigned_to.is_null(),
    };
    let rows = entity::task::Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.done_at.is_null())
        .filter(of)
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().filter_map(thing).collect())
}

/// Open tasks at a company, the most urgent first.
///
/// # Errors
/// The database cannot be reached.
pub async fn open_at<S: Scope>(scope: &S, company: CompanyId) -> Result<Vec<Task>, Fault> {
    use entity::task::{COLUMN, Column};
    let rows = entity::task::Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.company_id.eq(company.0))
        .filter(COLUMN.done_at.is_null())
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().filter_map(thing).collect())
}

/// Notes that the open tasks of a kind about a thing are done.
///
/// # Errors
/// The database refuses.
pub async fn done_about(work: &Work<'_>, kind: TaskKind, subject: Uuid) -> Result<(), Fault> {
    use entity::task::{COLUMN, Column};
    entity::task::Entity::update_many()
        .col_expr(Column::DoneAt, Expr::value(work.at()))
        .col_expr(Column::DoneBy, Expr::value(work.actor().account().map(Uuid::from)))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.kind.eq(kind.as_str()))
        .filter(COLUMN.subject_id.eq(subject))
        .filter(COLUMN.done_at.is_null())
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// Notes that a task is done.
///
/// # Errors
/// The database refuses.
pub async fn done(work: &Work<'_>, id: TaskId) -> Result<(), Fault> {
    use entity::task::{COLUMN, Column};
    entity::task::Entity::update_many()
        .col_expr(Column::DoneAt, Expr::value(work.at()))
        .col_expr(Column::DoneBy, Expr::value(work.actor().account().map(Uuid::from)))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.id.eq(id.0))
        .filter(COLUMN.done_at.is_null())
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// Takes away a task that was made under a key and that nobody has done.
///
/// # Errors
/// The database refuses.
pub async fn drop_open(work: &Work<'_>, once_key: &str) -> Result<(), Fault> {
    use entity::task::COLUMN;
    entity::task::Entity::delete_many()
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.once_key.eq(once_key))
        .filter(COLUMN.done_at.is_null())
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// How many open tasks a person has that are due by a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn count_due<S: Scope>(scope: &S, account: AccountId, by: Moment) -> Result<u64, Fault> {
    use entity::task::COLUMN;
    entity::task::Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.assigned_to.eq(account.0))
        .filter(COLUMN.done_at.is_null())
        .filter(COLUMN.due_at.lte(by))
        .count(&scope.db())
        .await
        .map_err(fault)
}

/// How many open tasks nobody has taken yet.
///
/// # Errors
/// The database cannot be reached.
pub async fn count_untaken<S: Scope>(scope: &S) -> Result<u64, Fault> {
    use entity::task::COLUMN;
    entity::task::Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.assigned_to.is_null())
        .filter(COLUMN.done_at.is_null())
        .count(&scope.db())
        .await
        .map_err(fault)
}

/// Notes that a task is not done after all.
///
/// # Errors
/// The database refuses.
pub async fn reopen(work: &Work<'_>, id: TaskId) -> Result<(), Fault> {
    use entity::task::{COLUMN, Column};
    entity::task::Entity::update_many()
        .col_expr(Column::DoneAt, Expr::value(None::<Moment>))
        .col_expr(Column::DoneBy, Expr::value(None::<Uuid>))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.id.eq(id.0))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// Gives an open task to somebody, where it is still in the hands that were seen; tells whether it was.
///
/// # Errors
/// The database refuses.
pub async fn give(work: &Work<'_>, id: TaskId, from: Option<AccountId>, to: AccountId) -> Result<bool, Fault> {
    use entity::task::{COLUMN, Column};
    let mut update = entity::task::Entity::update_many()
        .col_expr(Column::AssignedTo, Expr::value(Some(to.0)))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.id.eq(id.0))
        .filter(COLUMN.done_at.is_null());
    update = match from {
        Some(from) => update.filter(COLUMN.assigned_to.eq(from.0)),
        None => update.filter(COLUMN.assigned_to.is_null()),
    };
    Ok(update.exec(&work.db()).await.map_err(fault)?.rows_affected == 1)
}

/// Gives all open tasks of a person to another; tells how many.
///
/// # Errors
/// The database refuses.
pub async fn give_all(work: &Work<'_>, from: AccountId, to: AccountId) -> Result<u64, Fault> {
    use entity::task::{COLUMN, Column};
    let given = entity::task::Entity::update_many()
        .col_expr(Column::AssignedTo, Expr::value(Some(to.0)))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.assigned_to.eq(from.0))
        .filter(COLUMN.done_at.is_null())
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(given.rows_affected)
}

/// The open task that was made under a key.
///
/// # Errors
/// The database cannot be reached.
pub async fn open_under<S: Scope>(scope: &S, once_key: &str) -> Result<Option<Task>, Fault> {
    use entity::task::COLUMN;
    let row = entity::task::Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.once_key.eq(once_key))
        .filter(COLUMN.done_at.is_null())
        .one(&scope.db())
        .await
        .map_err(fault)?;
    Ok(row.and_then(thing))
}
