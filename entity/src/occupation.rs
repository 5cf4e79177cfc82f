//! An occupation of an official list.

use sea_orm::entity::prelude::*;

/// An occupation of an official list.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "occupation")]
pub struct Model {
    /// disco08 or esco.
    #[sea_orm(primary_key, auto_increment = false)]
    pub scheme: String,
    /// Code in the scheme.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// Danish title.
    pub title: String,
    /// DISCO-08 group of an ESCO occupation.
    pub disco: Option<String>,
    /// Other titles.
    #[sea_orm(column_type = "JsonBinary")]
    pub labels: Json,
}

impl ActiveModelBehavior for ActiveModel {}
