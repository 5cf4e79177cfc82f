//! The answer to a write that a program may repeat.

use sea_orm::entity::prelude::*;

/// The answer to a write that a program may repeat.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// The program.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_id: Uuid,
    /// Its key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// Hash of the call.
    pub fingerprint: Vec<u8>,
    /// Answer status; none = still running.
    pub status: Option<i32>,
    /// Answer body.
    #[sea_orm(column_type = "Text")]
    pub body: Option<String>,
    /// When first called.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
