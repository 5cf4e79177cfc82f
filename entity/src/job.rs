//! Work due at a time.

use sea_orm::entity::prelude::*;

/// Work due at a time.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What to do.
    pub kind: String,
    /// Ids only.
    #[sea_orm(column_type = "JsonBinary")]
    pub payload: Json,
    /// Two jobs with one key are one job.
    pub dedup_key: Option<String>,
    /// When due.
    pub run_at: DateTimeUtc,
    /// Tries so far.
    pub attempts: i32,
    /// Held by a worker until then.
    pub locked_until: Option<DateTimeUtc>,
    /// When done.
    pub done_at: Option<DateTimeUtc>,
    /// Why the latest try failed.
    pub last_error: Option<String>,
    /// When made.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
