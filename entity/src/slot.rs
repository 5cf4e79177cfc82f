//! A described place with a number of seats.

use sea_orm::entity::prelude::*;

/// A described place with a number of seats.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "slot")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Workplace.
    pub workplace_id: Uuid,
    /// Agreement it comes from.
    pub agreement_id: Option<Uuid>,
    /// Contact who answers for it.
    pub contact_id: Option<Uuid>,
    /// plads_id of the municipality's list.
    pub external_id: Option<String>,
    /// Job title.
    pub title: String,
    /// What the job is.
    #[sea_orm(column_type = "Text")]
    pub description: String,
    /// Kinds of placement.
    #[sea_orm(column_type = "JsonBinary")]
    pub forms: Json,
    /// DISCO-08 code.
    pub occupation: Option<String>,
    /// Count of seats.
    pub seats: i32,
    /// Fewest hours a week.
    pub hours_min: Option<f64>,
    /// Most hours a week.
    pub hours_max: Option<f64>,
    /// Earliest start, minutes since midnight.
    pub time_from: Option<i32>,
    /// Latest end, minutes since midnight.
    pub time_to: Option<i32>,
    /// First day.
    pub open_from: Date,
    /// Last day; none = open-ended.
    pub open_to: Option<Date>,
    /// Codes of krav.
    #[sea_orm(column_type = "JsonBinary")]
    pub demands: Json,
    /// Codes of tilbud.
    #[sea_orm(column_type = "JsonBinary")]
    pub offers: Json,
    /// CEFR level.
    pub language_level: Option<String>,
    /// Driving licence categories.
    #[sea_orm(column_type = "JsonBinary")]
    pub licences: Json,
    /// Target groups it is reserved for.
    #[sea_orm(column_type = "JsonBinary")]
    pub reserved_for: Json,
    /// How many of the seats are kept for these groups; none = all of them.
    pub reserved_seats: Option<i32>,
    /// Tasks, each with whether it can be left out.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub tasks: Option<Json>,
    /// When the company last said it is true.
    pub confirmed_on: Option<Date>,
    /// Paused by the company.
    pub paused: bool,
    /// Raised by each change.
    pub version: i32,
    /// When made.
    pub created_at: DateTimeUtc,
    /// When last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
