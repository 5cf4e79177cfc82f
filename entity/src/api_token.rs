//! A key for programs; acts as the person it was made for.

use sea_orm::entity::prelude::*;

/// A key for programs; acts as the person it was made for.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    /// What it is for.
    pub name: String,
    /// Its role.
    pub role: String,
    /// The person it acts as.
    pub account_id: Option<Uuid>,
    /// The company contact it acts as.
    pub contact_id: Option<Uuid>,
    /// The one company it may see.
    pub company_id: Option<Uuid>,
    /// When made.
    pub created_at: DateTimeUtc,
    /// Latest use, to the minute.
    pub last_used_at: Option<DateTimeUtc>,
    /// When ended.
    pub revoked_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
