//! The name of this database; another name means a restored or other database.

use sea_orm::entity::prelude::*;

/// The name of this database; another name means a restored or other database.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "database_identity")]
pub struct Model {
    /// Random name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// When the database was made.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
