//! Days on which a workplace or one of its slots takes nobody.

use sea_orm::entity::prelude::*;

/// Days on which a workplace or one of its slots takes nobody.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "closure")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Workplace.
    pub workplace_id: Uuid,
    /// One slot only; none = all of the workplace.
    pub slot_id: Option<Uuid>,
    /// holiday, refurbishment, pause or other.
    pub reason: String,
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
    /// When made.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
