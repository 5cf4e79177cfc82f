//! The number of the tenant's latest change; its row lock makes commit order equal number order.

use sea_orm::entity::prelude::*;

/// The number of the tenant's latest change; its row lock makes commit order equal number order.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "change_counter")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Latest change.
    pub number: i64,
}

impl ActiveModelBehavior for ActiveModel {}
