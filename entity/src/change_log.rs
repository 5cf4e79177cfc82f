//! What changed, in commit order.

use sea_orm::entity::prelude::*;

/// What changed, in commit order.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "change_log")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Place in the order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// Kind of thing: slot, citizen, company, workplace, placement.
    pub entity: String,
    /// Which one.
    pub entity_id: Uuid,
    /// When.
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
