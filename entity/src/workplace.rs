//! A workplace of a company.

use sea_orm::entity::prelude::*;

/// A workplace of a company.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "workplace")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Company.
    pub company_id: Uuid,
    /// P-number.
    pub p_number: String,
    /// Name.
    pub name: String,
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
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// All employees.
    pub employees_total: Option<i32>,
    /// Ordinary full-time persons.
    pub ordinary_count: Option<f64>,
    /// Date of that figure.
    pub ordinary_as_of: Option<Date>,
    /// Other municipalities' running placements here (oevrige forloeb).
    pub others_count: Option<i32>,
    /// Date of that figure.
    pub others_as_of: Option<Date>,
    /// typed or imported.
    pub others_source: Option<String>,
    /// Ceased, by the register.
    pub closed_on: Option<Date>,
    /// Raised by each change.
    pub version: i32,
    /// When made.
    pub created_at: DateTimeUtc,
    /// When last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
