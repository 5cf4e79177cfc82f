//! A decision of VITAS on a placement, as it was noted.

use sea_orm::entity::prelude::*;

/// A decision of VITAS on a placement, as it was noted.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "vitas_decision")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Placement.
    pub placement_id: Uuid,
    /// The number that VITAS gave.
    pub number: String,
    /// The decision (ansoegt, forhaandsgodkendt, bevilget, afslaaet, tilbagekaldt).
    pub decision: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// Member of staff who noted it.
    pub noted_by: Uuid,
    /// When it was noted.
    pub noted_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
