//! A team of staff.

use sea_orm::entity::prelude::*;

/// A team of staff.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "team")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Whether it is in use.
    pub active: bool,
    /// Raised by each change.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
