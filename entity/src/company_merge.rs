//! Two entries of one company that became one.

use sea_orm::entity::prelude::*;

/// Two entries of one company that became one.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "company_merge")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The one that stands.
    pub kept_id: Uuid,
    /// The one that leads to it.
    pub gone_id: Uuid,
    /// Ids that moved, by table.
    #[sea_orm(column_type = "JsonBinary")]
    pub moved: Json,
    /// Both as they were.
    #[sea_orm(column_type = "JsonBinary")]
    pub before: Json,
    /// The one that stands, right after.
    #[sea_orm(column_type = "JsonBinary")]
    pub after: Json,
    /// Who did it.
    pub merged_by: Uuid,
    /// When.
    pub merged_at: DateTimeUtc,
    /// When it was undone.
    pub undone_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
