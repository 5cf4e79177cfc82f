//! A change of the rules that the staff were told of.

use sea_orm::entity::prelude::*;

/// A change of the rules that the staff were told of.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rule_announcement")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// The first day of the new rules.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    /// Hash of what changes; another change of the same day is told anew.
    #[sea_orm(primary_key, auto_increment = false)]
    pub mark: String,
    /// When the staff were told.
    pub announced_at: DateTimeUtc,
    /// Planned placements that the new rules judge more strictly.
    pub affected: i64,
}

impl ActiveModelBehavior for ActiveModel {}
