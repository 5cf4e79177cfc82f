//! That a certificate which a place asks for has been obtained for a placement.

use sea_orm::entity::prelude::*;

/// That a certificate has been obtained.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "attest")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Placement.
    #[sea_orm(primary_key, auto_increment = false)]
    pub placement_id: Uuid,
    /// The condition (`krav`) that asks for it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// When it was obtained.
    pub obtained_on: Date,
    /// Who noted it.
    pub account_id: Uuid,
    /// When noted.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
