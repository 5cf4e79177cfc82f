//! A list of companies that somebody saved under a name.

use sea_orm::entity::prelude::*;

/// A list of companies that somebody saved under a name.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_view")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose.
    pub account_id: Uuid,
    /// The team that sees it too.
    pub team_id: Option<Uuid>,
    /// What it is called.
    pub name: String,
    /// What stands behind the question mark.
    pub query: String,
    /// When made.
    pub created_at: DateTimeUtc,
    /// When deleted.
    pub deleted_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
