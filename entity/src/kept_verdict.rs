//! A verdict as it was given with a decision: what was known, what was answered, by which rules.

use sea_orm::entity::prelude::*;

/// A verdict as it was given with a decision: what was known, what was answered, by which rules.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_verdict")]
pub struct Model {
    /// Owner.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: i32,
    /// Own id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Placement.
    pub placement_id: Uuid,
    /// Citizen, whose case the facts belong to.
    pub citizen_id: Uuid,
    /// When.
    pub decided_at: DateTimeUtc,
    /// The decision (confirm, agree, extend).
    pub act: String,
    /// The verdict of the whole.
    pub verdict: String,
    /// Date of the rule set.
    pub rule_set: Option<Date>,
    /// Hash of the rule files.
    pub rules_hash: String,
    /// Version of the program that answered.
    pub program: String,
    /// Rules that were tested, with their dates (JSON); stays after the case is erased.
    #[sea_orm(column_type = "Text")]
    pub rules: String,
    /// The facts (JSON), byte for byte; none once erased.
    #[sea_orm(column_type = "Text")]
    pub facts: Option<String>,
    /// The answer (JSON), byte for byte; none once erased.
    #[sea_orm(column_type = "Text")]
    pub answer: Option<String>,
    /// The day on which facts and answer were erased.
    pub erased_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
