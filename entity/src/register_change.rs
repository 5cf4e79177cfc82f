//! What came of a new value in the CVR register.

use sea_orm::entity::prelude::*;

/// What came of a new value in the CVR register.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "register_change")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which company.
    pub company_id: Uuid,
    /// Which workplace of it; none = the company itself.
    pub workplace_id: Option<Uuid>,
    /// Which field.
    pub field: String,
    /// Our value before.
    #[sea_orm(column_type = "Text", nullable)]
    pub before: Option<String>,
    /// The register's value.
    #[sea_orm(column_type = "Text", nullable)]
    pub after: Option<String>,
    /// taken, kept or resolved.
    pub kind: String,
    /// When.
    pub at: DateTimeUtc,
    /// Whether it says that the company or the workplace has closed.
    pub is_closing: bool,
    /// When somebody marked it as seen.
    pub seen_at: Option<DateTimeUtc>,
    /// Who did.
    pub seen_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
