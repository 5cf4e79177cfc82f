//! One seat promised to one placement for a period.

use sea_orm::entity::prelude::*;

/// One seat promised to one placement for a period.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "seat_claim")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Slot.
    pub slot_id: Uuid,
    /// The slot's workplace, for the ratio.
    pub workplace_id: Uuid,
    /// Placement.
    pub placement_id: Uuid,
    /// Seat number from 1.
    pub seat: i32,
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
    /// Whether the citizen is of the groups for which seats are kept.
    pub for_reserved: bool,
    /// held or taken.
    pub state: String,
    /// When a hold ends.
    pub held_until: Option<DateTimeUtc>,
    /// When made.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
