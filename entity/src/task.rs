//! Something that one person is to do by a time.

use sea_orm::entity::prelude::*;

/// Something that one person is to do by a time.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "task")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What is to be done.
    pub kind: String,
    /// At which company.
    pub company_id: Option<Uuid>,
    /// About which agreement, slot or enquiry; the kind says which.
    pub subject_id: Option<Uuid>,
    /// Who does it; none = whoever takes it.
    pub assigned_to: Option<Uuid>,
    /// By when.
    pub due_at: DateTimeUtc,
    /// What was promised, in the words of whoever made it; never about a citizen.
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
    /// Two tasks with one key are one task.
    pub once_key: Option<String>,
    /// When it was done.
    pub done_at: Option<DateTimeUtc>,
    /// By whom.
    pub done_by: Option<Uuid>,
    /// When made.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
