//! A placement from proposal to end.

use sea_orm::entity::prelude::*;

/// A placement from proposal to end.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "placement")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Citizen.
    pub citizen_id: Uuid,
    /// Slot.
    pub slot_id: Uuid,
    /// The slot's workplace.
    pub workplace_id: Uuid,
    /// Kind of placement.
    pub form: String,
    /// State (interface.md).
    pub state: String,
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
    /// Steps: from, hours.
    #[sea_orm(column_type = "JsonBinary")]
    pub weekly_hours: Json,
    /// Agreed purpose.
    pub purpose: String,
    /// Found by the citizen.
    pub self_found: bool,
    /// Written grounds used by the rule book.
    #[sea_orm(column_type = "JsonBinary")]
    pub justifications: Json,
    /// Same work function as at the last employer, where that was asked.
    pub same_function: Option<bool>,
    /// The difference to the work function at the last employer is described in the agreement.
    pub difference_described: Option<bool>,
    /// Member of staff.
    pub proposed_by: Uuid,
    /// When.
    pub proposed_at: DateTimeUtc,
    /// When a reservation ends.
    pub held_until: Option<DateTimeUtc>,
    /// Member of staff who confirmed.
    pub confirmed_by: Option<Uuid>,
    /// When.
    pub confirmed_at: Option<DateTimeUtc>,
    /// When the company's answer is due.
    pub answer_by: Option<DateTimeUtc>,
    /// yes or no, asked before confirm.
    pub citizen_answer: Option<String>,
    /// Short statement that stays inside.
    #[sea_orm(column_type = "Text")]
    pub citizen_statement: Option<String>,
    /// Why a rule or an unknown was passed over.
    #[sea_orm(column_type = "Text")]
    pub override_reason: Option<String>,
    /// Every rule that was passed over: by whom, when and why.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub passed_over: Option<Json>,
    /// Contact who answered.
    pub answered_by: Option<Uuid>,
    /// When.
    pub answered_at: Option<DateTimeUtc>,
    /// Times that the contact proposed.
    #[sea_orm(column_type = "JsonBinary")]
    pub meeting_times: Json,
    /// Coded reason of a no.
    pub decline_code: Option<String>,
    /// The company's note, inside only.
    #[sea_orm(column_type = "Text")]
    pub decline_note: Option<String>,
    /// Member of staff who agreed.
    pub agreed_by: Option<Uuid>,
    /// When.
    pub agreed_at: Option<DateTimeUtc>,
    /// Last day if broken off or cancelled.
    pub ended_on: Option<Date>,
    /// Coded reason or outcome.
    pub end_code: Option<String>,
    /// The law's answer at the latest decision.
    #[sea_orm(column_type = "JsonBinary")]
    pub verdict: Json,
    /// The rule set that was used.
    pub rule_set: Option<String>,
    /// Parts of the score at proposal, without names.
    #[sea_orm(column_type = "JsonBinary")]
    pub match_parts: Json,
    /// Version of the weights.
    pub weights_version: Option<String>,
    /// Raised by each change.
    pub version: i32,
    /// When made.
    pub created_at: DateTimeUtc,
    /// When last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
