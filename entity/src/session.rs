//! A signed-in browser; holds the hash of its token only.

use sea_orm::entity::prelude::*;

/// A signed-in browser; holds the hash of its token only.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of the cookie's token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: Vec<u8>,
    /// Name for lists.
    pub id: Uuid,
    /// Owner.
    pub tenant_id: i32,
    /// Member of staff.
    pub account_id: Option<Uuid>,
    /// Company contact.
    pub contact_id: Option<Uuid>,
    /// When signed in.
    pub created_at: DateTimeUtc,
    /// Latest request, to the minute.
    pub last_seen_at: DateTimeUtc,
    /// Absolute end.
    pub ends_at: DateTimeUtc,
    /// Until when names may be shown to the contact.
    pub step_up_until: Option<DateTimeUtc>,
    /// The citizen whose pages are being visited.
    pub look_citizen_id: Option<Uuid>,
    /// The purpose given for that visit.
    pub look_purpose: Option<String>,
    /// Browser.
    pub user_agent: String,
    /// When ended.
    pub revoked_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
