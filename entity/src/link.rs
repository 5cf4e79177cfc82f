//! A link in a letter; its token follows from the id and the server's key.

use sea_orm::entity::prelude::*;

/// A link in a letter; its token follows from the id and the server's key.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "link")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// answer or reset.
    pub kind: String,
    /// The question it answers.
    pub placement_id: Option<Uuid>,
    /// The contact it was sent to.
    pub contact_id: Option<Uuid>,
    /// The member of staff it was sent to.
    pub account_id: Option<Uuid>,
    /// What it is about, where that is no placement (its kind says which table).
    pub subject_id: Option<Uuid>,
    /// When made.
    pub created_at: DateTimeUtc,
    /// Until when it opens.
    pub expires_at: DateTimeUtc,
    /// When answered.
    pub used_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
