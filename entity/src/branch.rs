//! A branch of an official list.

use sea_orm::entity::prelude::*;

/// A branch of an official list.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "branch")]
pub struct Model {
    /// DB25 or DB07.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: String,
    /// Code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// Danish title.
    pub title: String,
}

impl ActiveModelBehavior for ActiveModel {}
