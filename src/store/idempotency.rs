//! Which writes of programs have been done under which key; the row stands in the write's own transaction.

use chrono::Duration;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    EntityTrait, QueryFilter,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::{database::Database, error::fault, scope::Scope, work::Work};
use crate::{base::fault::Fault, domain::ids::TenantId};

/// How long a key is kept, hours.
const KEPT_HOURS: i64 = 24;

/// A program's key for one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallKey {
    /// The program.
    pub token: Uuid,
    /// What it calls the call.
    pub key: String,
    /// Hash of the call.
    pub fingerprint: Vec<u8>,
}

/// What an earlier call under the key left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Hash of that call.
    pub fingerprint: Vec<u8>,
    /// Its status, once it has been answered.
    pub status: Option<u16>,
    /// Its answer; before that the id of what it wrote.
    pub body: String,
}

/// Takes the key for this transaction, or tells what an earlier call left.
///
/// While an earlier call is still at work, the database makes this one wait for its commit.
///
/// # Errors
/// The database refuses.
pub async fn take(work: &Work<'_>, call: &CallKey) -> Result<Option<Earlier>, Fault> {
    use entity::idempotency::{COLUMN, Column, Entity};
    let too_old = work.at() - Duration::hours(KEPT_HOURS);
    let old = Entity::delete_many()
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.token_id.eq(call.token))
        .filter(COLUMN.created_at.lte(too_old));
    old.exec(&work.db()).await.map_err(fault)?;
    let row = entity::idempotency::ActiveModel {
        tenant_id: Set(work.tenant().0),
        token_id: Set(call.token),
        key: Set(call.key.clone()),
        fingerprint: Set(call.fingerprint.clone()),
        status: Set(None),
        body: Set(None),
        created_at: Set(work.at()),
    };
    let unless_there = OnConflict::columns([Column::TenantId, Column::TokenId, Column::Key]).do_nothing().to_owned();
    let added = Entity::insert(row).on_conflict(unless_there).exec_without_returning(&work.db()).await.map_err(fault)?;
    if added == 1 {
        return Ok(None);
    }
    let row = Entity::find_by_id((work.tenant().0, call.token, call.key.clone())).one(&work.db()).await.map_err(fault)?;
    let row = row.ok_or_else(|| Fault::plain("a call's key went while it was read").passing())?;
    Ok(Some(Earlier {
        fingerprint: row.fingerprint,
        status: row.status.and_then(|status| u16::try_from(status).ok()),
        body: row.body.unwrap_or_default(),
    }))
}

fn known(tenant: TenantId, call: &CallKey) -> entity::idempotency::ActiveModel {
    entity::idempotency::ActiveModel {
        tenant_id: Unchanged(tenant.0),
        token_id: Unchanged(call.token),
        key: Unchanged(call.key.clone()),
        ..Default::default()
    }
}

/// Notes in the same transaction what the call wrote.
///
/// # Errors
/// The database refuses.
pub async fn wrote(work: &Work<'_>, call: &CallKey, subject: Uuid) -> Result<(), Fault> {
    let row = entity::idempotency::ActiveModel { body: Set(Some(subject.to_string())), ..known(work.tenant(), call) };
    row.update(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Keeps the answer of a call, to be given again.
///
/// # Errors
/// The database refuses.
pub async fn answered(database: &Database, tenant: TenantId, call: &CallKey, answer: (u16, String)) -> Result<(), Fault> {
    let (status, body) = answer;
    let row = entity::idempotency::ActiveModel { status: Set(Some(i32::from(status))), body: Set(Some(body)), ..known(tenant, call) };
    row.update(database.writing()).await.map_err(fault)?;
    Ok(())
}
