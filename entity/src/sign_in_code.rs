//! A six-digit code asked for in a browser; the digits follow from the id and the server's key.

use sea_orm::entity::prelude::*;

/// A six-digit code asked for in a browser; the digits follow from the id and the server's key.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_code")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Who asked.
    pub contact_id: Uuid,
    /// SHA-256 of the asking browser's secret.
    pub browser_hash: Vec<u8>,
    /// Wrong guesses so far.
    pub attempts: i32,
    /// When asked for.
    pub created_at: DateTimeUtc,
    /// Ten minutes later.
    pub expires_at: DateTimeUtc,
    /// When used.
    pub used_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
