//! A company of a campaign: who calls it, and what came of it.

use sea_orm::entity::prelude::*;

/// A company of a campaign: who calls it, and what came of it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "campaign_company")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// The campaign.
    #[sea_orm(primary_key, auto_increment = false)]
    pub campaign_id: Uuid,
    /// The company.
    #[sea_orm(primary_key, auto_increment = false)]
    pub company_id: Uuid,
    /// Who calls it.
    pub assigned_to: Option<Uuid>,
    /// open, called, no_interest, interested or agreement.
    pub state: String,
    /// What came of it, in words about the company.
    #[sea_orm(column_type = "Text")]
    pub note: String,
    /// When the result was noted.
    pub at: Option<DateTimeUtc>,
    /// By whom.
    pub account_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
