//! What the CVR register said last about one field of a company or workplace.

use sea_orm::entity::prelude::*;

/// What the CVR register said last about one field of a company or workplace.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "register_value")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// The company or the workplace.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: Uuid,
    /// Which field.
    #[sea_orm(primary_key, auto_increment = false)]
    pub field: String,
    /// The company that it belongs to.
    pub company_id: Uuid,
    /// In the words of `domain::register_news`.
    #[sea_orm(column_type = "Text")]
    pub value: String,
    /// The month or day of a figure, where the register tells it.
    pub as_of: Option<String>,
    /// First day on which it was seen.
    pub since: Date,
    /// Whether somebody looked at it and kept our own value.
    pub declined: bool,
}

impl ActiveModelBehavior for ActiveModel {}
