//! One version of an agreement.

use sea_orm::entity::prelude::*;

/// One version of an agreement.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement_version")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The agreement.
    pub agreement_id: Uuid,
    /// 1, 2, 3 …
    pub number: i32,
    /// What it says.
    #[sea_orm(column_type = "JsonBinary")]
    pub content: Json,
    /// draft, sent, approved, returned or superseded.
    pub state: String,
    /// Whether the company has said yes.
    pub company_agrees: bool,
    /// not_needed, awaited or agreed.
    pub voice: String,
    /// When it was sent to the company.
    pub sent_at: Option<DateTimeUtc>,
    /// When the company said yes in the portal.
    pub company_yes_at: Option<DateTimeUtc>,
    /// Who said it.
    pub company_yes_by: Option<Uuid>,
    /// The signature on paper.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub paper: Option<Json>,
    /// The employees' representative who is asked.
    pub representative_id: Option<Uuid>,
    /// When the representative agreed.
    pub representative_yes_at: Option<DateTimeUtc>,
    /// Why nobody speaks for the employees.
    pub no_representative: Option<String>,
    /// Why it came back.
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
    /// When it came into force.
    pub in_force_at: Option<DateTimeUtc>,
    /// First day, as the content says.
    pub starts_on: Date,
    /// Last day, as the content says.
    pub ends_on: Option<Date>,
    /// The last reminder that was sent, in days before the end.
    pub reminded: Option<i32>,
    /// Who wrote it last.
    pub written_by: Option<Uuid>,
    /// Raised by each change.
    pub version: i32,
    /// When made.
    pub created_at: DateTimeUtc,
    /// When last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
