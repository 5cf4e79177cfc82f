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
    /// When the staff were told.
    pub announced_at: DateTimeUtc,
    /// Planned placements that the new rules do not allow or cannot decide.
    pub affected: i64,
}

impl ActiveModelBehavior for ActiveModel {}
