//! A word or number by which a company is found.

use sea_orm::entity::prelude::*;

/// A word or number by which a company is found, with the row that it stands in.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "company_key")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// The company, workplace or contact that says it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub source_id: Uuid,
    /// word, number, name, mail or site.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    /// The key (`domain::likeness`).
    #[sea_orm(primary_key, auto_increment = false)]
    pub value: String,
    /// The company.
    pub company_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
