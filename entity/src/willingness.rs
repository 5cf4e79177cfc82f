//! What a company has said about whom it takes and what support it gives.

use sea_orm::entity::prelude::*;

/// What a company has said about one target group or one kind of support.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "willingness")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Company.
    #[sea_orm(primary_key, auto_increment = false)]
    pub company_id: Uuid,
    /// A target group, or an offer of `tilbud`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub topic: String,
    /// yes, perhaps or no.
    pub answer: String,
    /// When the company said so.
    pub said_on: Date,
    /// visit, call, mail, agreement or form.
    pub source: String,
    /// Who wrote it down; none = the company itself.
    pub account_id: Option<Uuid>,
    /// When last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
