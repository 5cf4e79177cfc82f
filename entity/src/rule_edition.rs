//! A municipality's own edition of the rules, from a day on.

use sea_orm::entity::prelude::*;

/// A municipality's own edition of the rules, from a day on.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rule_edition")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// First day of placements that follow it.
    pub valid_from: Date,
    /// Names and texts of its files (JSON), byte for byte.
    #[sea_orm(column_type = "Text")]
    pub files: String,
    /// Hash of the files.
    pub hash: String,
    /// draft, proposed, published or withdrawn.
    pub state: String,
    /// Member of staff who made it.
    pub made_by: Uuid,
    /// When.
    pub made_at: DateTimeUtc,
    /// Member of staff who put it up for approval.
    pub proposed_by: Option<Uuid>,
    /// When.
    pub proposed_at: Option<DateTimeUtc>,
    /// The other person, who approved it.
    pub approved_by: Option<Uuid>,
    /// When.
    pub approved_at: Option<DateTimeUtc>,
    /// Who took it back.
    pub withdrawn_by: Option<Uuid>,
    /// When.
    pub withdrawn_at: Option<DateTimeUtc>,
    /// Why it was sent back or taken back.
    #[sea_orm(column_type = "Text")]
    pub reason: Option<String>,
    /// Raised by each change.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
