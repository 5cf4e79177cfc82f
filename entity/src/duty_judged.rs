//! Whether a duty of an agreement was kept.

use sea_orm::entity::prelude::*;

/// Whether a duty of an agreement was kept; the latest judgement.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "duty_judged")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// The agreement.
    #[sea_orm(primary_key, auto_increment = false)]
    pub agreement_id: Uuid,
    /// The duty, as the agreement's content names it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub duty_id: Uuid,
    /// kept or broken.
    pub judgement: String,
    /// On which day that was said.
    pub judged_on: Date,
    /// Who said it.
    pub account_id: Option<Uuid>,
    /// When last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
