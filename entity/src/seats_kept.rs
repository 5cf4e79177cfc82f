//! Seats of a slot that its company keeps back for a while.

use sea_orm::entity::prelude::*;

/// Seats of a slot that its company keeps back for a while.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seats_kept")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Slot.
    #[sea_orm(primary_key, auto_increment = false)]
    pub slot_id: Uuid,
    /// Seats that were promised.
    pub promised: i32,
    /// Seats that are left of them; where the slot has another count, somebody has set it since and the row means nothing.
    pub remaining: i32,
}

impl ActiveModelBehavior for ActiveModel {}
