//! A company.

use sea_orm::entity::prelude::*;

/// A company.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "company")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// CVR number.
    pub cvr: String,
    /// Name.
    pub name: String,
    /// Name in the order of the Danish alphabet (`domain::names::name_key`).
    pub name_key: String,
    /// privat or offentlig.
    pub sector: String,
    /// Street and number.
    pub street: Option<String>,
    /// Four digits.
    pub postcode: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// Where it lies.
    pub municipality_code: Option<String>,
    /// Branch.
    pub branch_code: Option<String>,
    /// DB25 or DB07.
    pub branch_version: Option<String>,
    /// Fewest employees by the register's span.
    pub employees_min: Option<i32>,
    /// Most employees by the register's span.
    pub employees_max: Option<i32>,
    /// Twelve numbers of ordinary full-time persons, oldest first.
    #[sea_orm(column_type = "JsonBinary")]
    pub monthly_ordinary: Option<Json>,
    /// Main phone.
    pub phone: Option<String>,
    /// Main address.
    pub email: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// Cold mail forbidden (reklamebeskyttet).
    pub advertising_protected: Option<bool>,
    /// passiv, kontakt, samarbejde, partnerskab.
    pub ladder_step: String,
    /// The company consultant who owns the relation.
    pub consultant_id: Option<Uuid>,
    /// Latest look into the CVR register.
    pub register_checked_at: Option<DateTimeUtc>,
    /// Ceased, by the register.
    pub closed_on: Option<Date>,
    /// Who stands in for the consultant.
    pub substitute_id: Option<Uuid>,
    /// Legal form in the register's words.
    pub legal_form: Option<String>,
    /// A registered social enterprise (socialøkonomisk virksomhed) or an association that works as one.
    pub social_enterprise: bool,
    /// Why, since when and by whom it gets no proposals.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub blocked: Option<Json>,
    /// No proposals up to and with this day.
    pub paused_until: Option<Date>,
    /// Most proposals in a calendar month; none = the setting.
    pub proposal_cap: Option<i32>,
    /// Step of the ladder that the nightly look proposes.
    pub proposed_step: Option<String>,
    /// Latest day on which somebody of the municipality was in contact.
    pub last_contact_on: Option<Date>,
    /// When its consultant was told that nobody has been in contact for long.
    pub dormancy_told_on: Option<Date>,
    /// The company that this one turned out to be.
    pub merged_into_id: Option<Uuid>,
    /// typed, imported or register: where the number of employees comes from.
    pub employees_source: Option<String>,
    /// Of which day that number is.
    pub employees_as_of: Option<Date>,
    /// The facts behind the proposed step.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub proposed_because: Option<Json>,
    /// The facts behind a proposal that somebody dismissed.
    pub dismissed_proposal: Option<String>,
    /// Needs help to keep employees who are ill; never who they are.
    pub retention_need: bool,
    /// Is the municipality itself.
    pub municipal_own: bool,
    /// Raised by each change.
    pub version: i32,
    /// When made.
    pub created_at: DateTimeUtc,
    /// When last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
