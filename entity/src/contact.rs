//! A person who speaks for a company.

use sea_orm::entity::prelude::*;

/// A person who speaks for a company.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Company.
    pub company_id: Uuid,
    /// One workplace only; none = all of the company.
    pub workplace_id: Option<Uuid>,
    /// Name.
    pub name: String,
    /// Address; where letters and codes go.
    pub email: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// da or en.
    pub language: String,
    /// admin, contact or representative.
    pub role: String,
    /// Latest sign-in to the portal.
    pub seen_at: Option<DateTimeUtc>,
    /// Whether the weekly question about slots is wanted.
    pub digest: bool,
    /// Whether letters go there and sign-in works.
    pub active: bool,
    /// Raised by each change.
    pub version: i32,
    /// When made.
    pub created_at: DateTimeUtc,
    /// When last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
