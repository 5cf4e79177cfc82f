//! How the CVR register has answered a municipality.

use sea_orm::entity::prelude::*;

/// How the CVR register has answered a municipality.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "register_state")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Latest good answer.
    pub good_at: Option<DateTimeUtc>,
    /// What the latest trouble was; none = none.
    pub trouble: Option<String>,
    /// When that was.
    pub trouble_at: Option<DateTimeUtc>,
    /// First trouble after the latest good answer.
    pub trouble_since: Option<DateTimeUtc>,
    /// How many in a row.
    pub troubles: i32,
    /// Not asked again before.
    pub rests_until: Option<DateTimeUtc>,
    /// Another node asks at present, and is given up then.
    pub asked_until: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
