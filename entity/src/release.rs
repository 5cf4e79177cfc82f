//! A decision to show a company who a citizen is.

use sea_orm::entity::prelude::*;

/// A decision to show a company who a citizen is.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "release")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Placement.
    pub placement_id: Uuid,
    /// Recipient.
    pub contact_id: Uuid,
    /// What is shown.
    #[sea_orm(column_type = "JsonBinary")]
    pub fields: Json,
    /// Legal basis.
    pub legal_basis: String,
    /// Purpose.
    pub purpose: String,
    /// Last day.
    pub until: Date,
    /// Member of staff.
    pub decided_by: Uuid,
    /// When.
    pub decided_at: DateTimeUtc,
    /// The citizen's own yes or no.
    pub citizen_answer: String,
    /// Short statement that stays inside.
    #[sea_orm(column_type = "Text")]
    pub citizen_statement: Option<String>,
    /// When taken back.
    pub withdrawn_at: Option<DateTimeUtc>,
    /// By whom.
    pub withdrawn_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
