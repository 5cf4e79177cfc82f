//! Merges of two entries of one company: what moved, and the way back.

use std::collections::BTreeMap;

use entity::company_merge::{ActiveModel, COLUMN, Column, Entity};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Alias, Expr, ExprTrait, Query},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        ids::{AccountId, CompanyId},
        merge::Facts,
        willingness::Willingness,
    },
};

/// Tables whose rows name a company and go along with it; each has `tenant_id`, `id` and `company_id`.
///
/// Slots, closures and placements hang on a workplace and need not move. A new table with a `company_id` belongs here.
pub const MOVED: [&str; 7] = ["workplace", "contact", "agreement", "task", "contact_log", "enquiry", "api_token"];

/// Ids that moved, by table.
pub type Moved = BTreeMap<String, Vec<Uuid>>;

/// What one of the two said, and what the one that stands said afterwards.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Before {
    /// Facts of the one that stands.
    pub facts: Facts,
    /// What it had said about whom it takes.
    pub willing: Vec<Willingness>,
    /// What the other had said.
    pub gone_willing: Vec<Willingness>,
    /// Its latest contact.
    pub contact_on: Option<chrono::NaiveDate>,
}

/// The one that stands, right after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct After {
    /// Its facts.
    pub facts: Facts,
    /// What it said.
    pub willing: Vec<Willingness>,
    /// Its latest contact.
    pub contact_on: Option<chrono::NaiveDate>,
}

/// A merge.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// Own id.
    pub id: Uuid,
    /// The one that stands.
    pub kept: CompanyId,
    /// The one that leads to it.
    pub gone: CompanyId,
    /// What moved.
    pub moved: Moved,
    /// How it was.
    pub before: Before,
    /// How it was right after.
    pub after: After,
    /// Who did it.
    pub by: AccountId,
    /// When.
    pub at: Moment,
}

fn unreadable(error: serde_json::Error) -> Fault {
    Fault::new("a kept merge cannot be read", error)
}

fn thing(row: entity::company_merge::Model) -> Result<Merge, Fault> {
    Ok(Merge {
        id: row.id,
        kept: CompanyId(row.kept_id),
        gone: CompanyId(row.gone_id),
        moved: serde_json::from_value(row.moved).map_err(unreadable)?,
        before: serde_json::from_value(row.before).map_err(unreadable)?,
        after: serde_json::from_value(row.after).map_err(unreadable)?,
        by: AccountId(row.merged_by),
        at: row.merged_at,
    })
}

/// The merge by which a company became another, while it stands.
///
/// # Errors
/// The database cannot be reached.
pub async fn standing<S: Scope>(scope: &S, gone: CompanyId) -> Result<Option<Merge>, Fault> {
    let query = Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0)).filter(COLUMN.gone_id.eq(gone.0));
    let row = query.filter(COLUMN.undone_at.is_null()).order_by_desc(Column::MergedAt).one(&scope.db()).await.map_err(fault)?;
    row.map(thing).transpose()
}

/// Companies that became this one, latest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn into<S: Scope>(scope: &S, kept: CompanyId) -> Result<Vec<Merge>, Fault> {
    let query = Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0)).filter(COLUMN.kept_id.eq(kept.0));
    let rows = query.filter(COLUMN.undone_at.is_null()).order_by_desc(Column::MergedAt).all(&scope.db()).await.map_err(fault)?;
    rows.into_iter().map(thing).collect()
}

/// Keeps a merge.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, merge: &Merge) -> Result<(), Fault> {
    let row = ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(merge.id),
        kept_id: Set(merge.kept.0),
        gone_id: Set(merge.gone.0),
        moved: Set(json!(merge.moved)),
        before: Set(json!(merge.before)),
        after: Set(json!(merge.after)),
        merged_by: Set(merge.by.0),
        merged_at: Set(merge.at),
        undone_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Notes that a merge was undone.
///
/// # Errors
/// The database refuses.
pub async fn undone(work: &Work<'_>, id: Uuid) -> Result<(), Fault> {
    Entity::update_many()
        .col_expr(Column::UndoneAt, Expr::value(work.at()))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.id.eq(id))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// The ids of everything that would move with a company.
///
/// # Errors
/// The database cannot be reached.
pub async fn movable<S: Scope>(scope: &S, company: CompanyId) -> Result<Moved, Fault> {
    let mut all = Moved::new();
    for table in MOVED {
        all.insert(table.to_owned(), ids(scope, table, company, None).await?);
    }
    Ok(all)
}

/// How many of some rows belong to a company still.
///
/// # Errors
/// The database cannot be reached.
pub async fn still_there<S: Scope>(scope: &S, table: &str, company: CompanyId, among: &[Uuid]) -> Result<usize, Fault> {
    let mut count = 0;
    for some in among.chunks(500) {
        count += ids(scope, table, company, Some(some)).await?.len();
    }
    Ok(count)
}

async fn ids<S: Scope>(scope: &S, table: &str, company: CompanyId, among: Option<&[Uuid]>) -> Result<Vec<Uuid>, Fault> {
    let column = |name: &str| Expr::col(Alias::new(name));
    let mut query = Query::select();
    query.column(Alias::new("id")).from(Alias::new(table));
    query.and_where(column("tenant_id").eq(scope.tenant().0)).and_where(column("company_id").eq(company.0));
    if let Some(among) = among {
        query.and_where(column("id").is_in(among.iter().copied()));
    }
    query.order_by(Alias::new("id"), sea_orm::Order::Asc);
    let rows = scope.db().query_all(&query).await.map_err(fault)?;
    rows.iter().map(|row| row.try_get::<Uuid>("", "id").map_err(fault)).collect()
}

/// Gives some rows to another company.
///
/// # Errors
/// The database refuses.
pub async fn give(work: &Work<'_>, table: &str, rows: &[Uuid], to: CompanyId) -> Result<(), Fault> {
    let column = |name: &str| Expr::col(Alias::new(name));
    for some in rows.chunks(500) {
        let mut update = Query::update();
        update.table(Alias::new(table)).value(Alias::new("company_id"), to.0);
        update.and_where(column("tenant_id").eq(work.tenant().0)).and_where(column("id").is_in(some.iter().copied()));
        work.db().execute(&update).await.map_err(fault)?;
    }
    Ok(())
}
