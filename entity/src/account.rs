//! A member of staff.

use sea_orm::entity::prelude::*;

/// A member of staff.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What is typed at sign-in.
    pub user_name: String,
    /// Name that colleagues and companies see.
    pub display_name: String,
    /// Work address.
    pub email: Option<String>,
    /// Work phone.
    pub phone: Option<String>,
    /// Argon2 hash; none = cannot sign in with a password.
    pub password_hash: Option<String>,
    /// Stored words of the roles.
    #[sea_orm(column_type = "JsonBinary")]
    pub roles: Json,
    /// Team.
    pub team_id: Option<Uuid>,
    /// da or en.
    pub language: String,
    /// Since when it may not sign in.
    pub disabled_at: Option<DateTimeUtc>,
    /// Raised by each change.
    pub version: i32,
    /// When made.
    pub created_at: DateTimeUtc,
    /// When last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
