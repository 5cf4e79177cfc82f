//! The text of a set of rules that verdicts were given by.

use sea_orm::entity::prelude::*;

/// The text of a set of rules that verdicts were given by.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rule_text")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Hash of the files.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    /// Names and texts of the files (JSON), byte for byte.
    #[sea_orm(column_type = "Text")]
    pub files: String,
    /// When the first verdict was given by it.
    pub kept_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
