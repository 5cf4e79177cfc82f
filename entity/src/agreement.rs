//! An agreement with a company.

use sea_orm::entity::prelude::*;

/// An agreement with a company.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Company.
    pub company_id: Uuid,
    /// Number shown to both sides.
    pub number: String,
    /// partnerskabsaftale, virksomhedscenter or enkeltpladser.
    pub kind: String,
    /// draft, active or ended.
    pub state: String,
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Option<Date>,
    /// Responsible company consultant.
    pub responsible_id: Option<Uuid>,
    /// What was agreed.
    #[sea_orm(column_type = "Text")]
    pub terms: String,
    /// Raised by each change.
    pub version: i32,
    /// When made.
    pub created_at: DateTimeUtc,
    /// When last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
