//! What was last told of the room at a workplace.

use sea_orm::entity::prelude::*;

/// What was last told of the room at a workplace.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "capacity_told")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Which workplace.
    #[sea_orm(primary_key, auto_increment = false)]
    pub workplace_id: Uuid,
    /// Filled.
    pub used: i32,
    /// Allowed.
    pub allowed: i32,
    /// The day on which it was last looked at.
    pub measured_on: Date,
    /// The day on which a letter told it; none = never.
    pub told_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
