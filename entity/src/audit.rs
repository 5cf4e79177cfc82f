//! Who did what; never changed, never deleted.

use sea_orm::entity::prelude::*;

/// Who did what; never changed, never deleted.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id, in time order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// When.
    pub at: DateTimeUtc,
    /// staff, contact, program or system.
    pub actor_kind: String,
    /// Who.
    pub actor_id: Option<Uuid>,
    /// Name of the use case.
    pub action: String,
    /// Kind of thing.
    pub entity: String,
    /// Which one.
    pub entity_id: Option<Uuid>,
    /// Coded facts, no personal data.
    #[sea_orm(column_type = "JsonBinary")]
    pub detail: Json,
    /// The request.
    pub request_id: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
