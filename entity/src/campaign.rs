//! A campaign: companies that are to be called for one purpose.

use sea_orm::entity::prelude::*;

/// A campaign: companies that are to be called for one purpose.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "campaign")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Who answers for it.
    pub owner_id: Uuid,
    /// What is to be reached.
    #[sea_orm(column_type = "Text")]
    pub goal: String,
    /// Last day.
    pub ends_on: Option<Date>,
    /// When made.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
