//! One contact with a company, as somebody of the staff wrote it down.

use sea_orm::entity::prelude::*;

/// One contact with a company, as somebody of the staff wrote it down.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_log")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// With which company.
    pub company_id: Uuid,
    /// At which of its workplaces.
    pub workplace_id: Option<Uuid>,
    /// With which of its contacts.
    pub contact_id: Option<Uuid>,
    /// Who wrote it.
    pub account_id: Uuid,
    /// visit, call, mail or meeting.
    pub kind: String,
    /// When the contact was.
    pub at: DateTimeUtc,
    /// What was said, about the company.
    #[sea_orm(column_type = "Text")]
    pub note: String,
    /// What was promised.
    #[sea_orm(column_type = "Text", nullable)]
    pub next_step: Option<String>,
    /// By when.
    pub next_on: Option<Date>,
    /// The key of the form: sent twice, it is one entry.
    pub client_key: Uuid,
    /// When its author took it back.
    pub withdrawn_at: Option<DateTimeUtc>,
    /// When written.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
