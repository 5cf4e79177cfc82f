//! A skill of an official list.

use sea_orm::entity::prelude::*;

/// A skill of an official list.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "skill")]
pub struct Model {
    /// Address in the ESCO list.
    #[sea_orm(primary_key, auto_increment = false)]
    pub uri: String,
    /// Danish title.
    pub title: String,
    /// Other titles.
    #[sea_orm(column_type = "JsonBinary")]
    pub labels: Json,
}

impl ActiveModelBehavior for ActiveModel {}
