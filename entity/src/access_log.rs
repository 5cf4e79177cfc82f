//! A look at a citizen.

use sea_orm::entity::prelude::*;

/// A look at a citizen.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "access_log")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id, in time order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// When.
    pub at: DateTimeUtc,
    /// Who looked, of the staff.
    pub account_id: Option<Uuid>,
    /// Who looked, of a company.
    pub contact_id: Option<Uuid>,
    /// At whom.
    pub citizen_id: Uuid,
    /// Why.
    pub purpose: String,
    /// Name of the page or call.
    pub page: String,
    /// The request.
    pub request_id: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
