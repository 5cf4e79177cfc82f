//! What a company wrote in the public form.

use sea_orm::entity::prelude::*;

/// What a company wrote in the public form.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "enquiry")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Year of its number.
    pub year: i32,
    /// Count within the year.
    pub serial: i32,
    /// new, taken, answered or closed.
    pub state: String,
    /// What was typed; empty once it has been forgotten.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub offer: Option<Json>,
    /// da or en.
    pub language: String,
    /// Where it came in.
    pub source: String,
    /// The company that it is of.
    pub company_id: Option<Uuid>,
    /// Who answers it.
    pub assigned_to: Option<Uuid>,
    /// Which team answers it.
    pub team_id: Option<Uuid>,
    /// By when.
    pub due_at: DateTimeUtc,
    /// What was answered.
    #[sea_orm(column_type = "Text", nullable)]
    pub answer: Option<String>,
    /// Why it is over.
    pub end_reason: Option<String>,
    /// One form sent twice is one enquiry.
    pub once_key: String,
    /// When it came.
    pub created_at: DateTimeUtc,
    /// When it was closed.
    pub closed_at: Option<DateTimeUtc>,
    /// Raised by each change.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
