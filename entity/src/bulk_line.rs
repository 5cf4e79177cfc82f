//! One company of a change of many.

use sea_orm::entity::prelude::*;

/// One company of a change of many.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "bulk_line")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// The change.
    #[sea_orm(primary_key, auto_increment = false)]
    pub bulk_change_id: Uuid,
    /// Company.
    #[sea_orm(primary_key, auto_increment = false)]
    pub company_id: Uuid,
    /// waiting, changed, same, closed, gone, undone or kept.
    pub state: String,
    /// What it was before.
    pub before: Option<String>,
    /// The version that the change left.
    pub version_after: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
