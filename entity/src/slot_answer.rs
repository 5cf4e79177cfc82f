//! What a contact answered about the company's slots, with how they stood before.

use sea_orm::entity::prelude::*;

/// What a contact answered about the company's slots, with how they stood before.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "slot_answer")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Who answered.
    pub contact_id: Uuid,
    /// By which link; none = signed in.
    pub link_id: Option<Uuid>,
    /// How each slot stood before.
    #[sea_orm(column_type = "JsonBinary")]
    pub before: Json,
    /// When.
    pub answered_at: DateTimeUtc,
    /// When it was taken back.
    pub undone_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
