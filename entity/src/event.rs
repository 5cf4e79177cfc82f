//! Something that happened and whose consequences are due.

use sea_orm::entity::prelude::*;

/// Something that happened and whose consequences are due.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id, in time order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What happened.
    pub kind: String,
    /// Ids only.
    #[sea_orm(column_type = "JsonBinary")]
    pub payload: Json,
    /// When.
    pub happened_at: DateTimeUtc,
    /// When its consequences were written.
    pub dispatched_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
