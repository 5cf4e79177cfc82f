//! Something that a company was told of its slots, each once.

use sea_orm::entity::prelude::*;

/// Something that a company was told of its slots, each once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "slot_notice")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// week, aging, old, closed or staff.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    /// The contact, the slot or the account.
    #[sea_orm(primary_key, auto_increment = false)]
    pub about_id: Uuid,
    /// The Monday of the week, the day since which the slot is not confirmed, or the day of the letter.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    /// When it was told.
    pub told_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
