//! A rule that sends enquiries to somebody.

use sea_orm::entity::prelude::*;

/// A rule that sends enquiries to somebody.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "routing_rule")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Place in the order.
    pub position: i32,
    /// branch, postcodes or offer.
    pub kind: String,
    /// The prefix, the first postcode, or what is offered.
    pub first: String,
    /// The last postcode.
    pub last: Option<String>,
    /// To a person.
    pub account_id: Option<Uuid>,
    /// To a team.
    pub team_id: Option<Uuid>,
    /// When made.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
