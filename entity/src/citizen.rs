//! A citizen with profile and legal situation.

use sea_orm::entity::prelude::*;

/// A citizen with profile and legal situation.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "citizen")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// borger_id of the municipality's list.
    pub external_id: Option<String>,
    /// Random name in the citizen index.
    pub search_id: Uuid,
    /// CPR number, encrypted.
    pub cpr_cipher: Option<Vec<u8>>,
    /// Keyed hash of the CPR number, for look-up.
    pub cpr_index: Option<Vec<u8>>,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Family and given name in the order of the Danish alphabet (`domain::names::name_key`).
    pub name_key: String,
    /// Birth date.
    pub birth_date: Option<Date>,
    /// Birth year where only that is known.
    pub birth_year: Option<i32>,
    /// Home postcode.
    pub postcode: Option<String>,
    /// Name and address protected (beskyttet).
    pub protected: bool,
    /// Code of the target group.
    pub target_group: Option<String>,
    /// Start of the benefit.
    pub benefit_since: Option<Date>,
    /// Since when a place is awaited; none = not waiting.
    pub waiting_since: Option<Date>,
    /// Whether a placement is agreed or running.
    pub has_place: bool,
    /// Next deadline.
    pub deadline: Option<Date>,
    /// Start of unemployment.
    pub unemployed_since: Option<Date>,
    /// On the graduates' rate.
    pub dimittendsats: Option<bool>,
    /// Single parent.
    pub single_parent: Option<bool>,
    /// Has an education.
    pub has_education: Option<bool>,
    /// Job-ready.
    pub jobparat: Option<bool>,
    /// Plainly ready for education.
    pub aabenlyst_uddannelsesparat: Option<bool>,
    /// Under arbejdspligt.
    pub arbejdspligt: Option<bool>,
    /// Under the integration act.
    pub integration_act: Option<bool>,
    /// When the group was granted.
    pub group_granted_on: Option<Date>,
    /// In work.
    pub currently_employed: Option<bool>,
    /// CVR or P-number.
    pub last_employer: Option<String>,
    /// Latest work function.
    pub last_function: Option<String>,
    /// Wished jobs: title and occupation code.
    #[sea_orm(column_type = "JsonBinary")]
    pub wishes: Json,
    /// Skills.
    #[sea_orm(column_type = "JsonBinary")]
    pub skills: Json,
    /// Fewest hours a week.
    pub hours_min: Option<f64>,
    /// Most hours a week.
    pub hours_max: Option<f64>,
    /// First possible day.
    pub can_from: Option<Date>,
    /// Last possible day.
    pub can_to: Option<Date>,
    /// Earliest start, minutes since midnight.
    pub time_from: Option<i32>,
    /// Latest end, minutes since midnight.
    pub time_to: Option<i32>,
    /// gang, cykel, kollektiv, bil.
    pub transport: Option<String>,
    /// How far, km.
    pub max_km: Option<f64>,
    /// Codes of krav that the place must not demand.
    #[sea_orm(column_type = "JsonBinary")]
    pub avoids: Json,
    /// Codes of tilbud that the place must offer.
    #[sea_orm(column_type = "JsonBinary")]
    pub needs: Json,
    /// CEFR level.
    pub language_level: Option<String>,
    /// Driving licence categories.
    #[sea_orm(column_type = "JsonBinary")]
    pub licences: Json,
    /// Team.
    pub team_id: Option<Uuid>,
    /// Job consultant.
    pub consultant_id: Option<Uuid>,
    /// Raised by each change.
    pub version: i32,
    /// When made.
    pub created_at: DateTimeUtc,
    /// When last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
