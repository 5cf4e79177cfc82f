//! A municipality that owns rows.

use sea_orm::entity::prelude::*;

/// A municipality that owns rows.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tenant")]
pub struct Model {
    /// Own number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// Four digits.
    pub municipality_code: String,
    /// Name of the municipality.
    pub name: String,
    /// When it was set up.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
