//! The saved view with which somebody begins.

use sea_orm::entity::prelude::*;

/// The saved view with which somebody begins.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "default_view")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    /// The view.
    pub view_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
