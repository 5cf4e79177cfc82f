//! Citizens and their placements.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, index, unique};

/// Citizens and their placements.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        citizen(manager).await?;
        placement(manager).await?;
        seat_claim(manager).await?;
        release(manager).await?;
        Ok(())
    }
}

#[expect(clippy::too_many_lines, reason = "a wide table reads best as one list of columns")]
async fn citizen(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("citizen");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.nullable("external_id", Kind::Str);
    table.column("search_id", Kind::Uuid);
    table.nullable("cpr_cipher", Kind::Bytes);
    table.nullable("cpr_index", Kind::Bytes);
    table.column("given_name", Kind::Str);
    table.column("family_name", Kind::Str);
    table.column("name_key", Kind::Str);
    table.nullable("birth_date", Kind::Date);
    table.nullable("birth_year", Kind::I32);
    table.nullable("postcode", Kind::Str);
    table.column("protected", Kind::Bool);
    table.nullable("target_group", Kind::Str);
    table.nullable("benefit_since", Kind::Date);
    table.nullable("waiting_since", Kind::Date);
    table.nullable("deadline", Kind::Date);
    table.nullable("unemployed_since", Kind::Date);
    table.nullable("dimittendsats", Kind::Bool);
    table.nullable("single_parent", Kind::Bool);
    table.nullable("has_education", Kind::Bool);
    table.nullable("jobparat", Kind::Bool);
    table.nullable("aabenlyst_uddannelsesparat", Kind::Bool);
    table.nullable("arbejdspligt", Kind::Bool);
    table.nullable("integration_act", Kind::Bool);
    table.nullable("group_granted_on", Kind::Date);
    table.nullable("currently_employed", Kind::Bool);
    table.nullable("last_employer", Kind::Str);
    table.nullable("last_function", Kind::Str);
    table.column("wishes", Kind::Json);
    table.column("skills", Kind::Json);
    table.nullable("hours_min", Kind::F64);
    table.nullable("hours_max", Kind::F64);
    table.nullable("can_from", Kind::Date);
    table.nullable("can_to", Kind::Date);
    table.nullable("time_from", Kind::I32);
    table.nullable("time_to", Kind::I32);
    table.nullable("transport", Kind::Str);
    table.nullable("max_km", Kind::F64);
    table.column("avoids", Kind::Json);
    table.column("needs", Kind::Json);
    table.nullable("language_level", Kind::Str);
    table.column("licences", Kind::Json);
    table.nullable("team_id", Kind::Uuid);
    table.nullable("consultant_id", Kind::Uuid);
    table.column("version", Kind::I32);
    table.column("created_at", Kind::Ts);
    table.column("updated_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.foreign_key(&["tenant_id", "team_id"], "team", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "consultant_id"], "account", &["tenant_id", "id"]);
    table.create(manager).await?;
    unique(manager, "citizen", &["tenant_id", "external_id"]).await?;
    unique(manager, "citizen", &["tenant_id", "cpr_index"]).await?;
    unique(manager, "citizen", &["search_id"]).await?;
    index(manager, "citizen", &["tenant_id", "waiting_since"]).await?;
    index(manager, "citizen", &["tenant_id", "name_key"]).await
}

async fn placement(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("placement");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("citizen_id", Kind::Uuid);
    table.column("slot_id", Kind::Uuid);
    table.column("workplace_id", Kind::Uuid);
    table.column("form", Kind::Str);
    table.column("state", Kind::Str);
    table.column("starts_on", Kind::Date);
    table.column("ends_on", Kind::Date);
    table.column("weekly_hours", Kind::Json);
    table.column("purpose", Kind::Str);
    table.column("self_found", Kind::Bool);
    table.column("justifications", Kind::Json);
    table.column("proposed_by", Kind::Uuid);
    table.column("proposed_at", Kind::Ts);
    table.nullable("held_until", Kind::Ts);
    table.nullable("confirmed_by", Kind::Uuid);
    table.nullable("confirmed_at", Kind::Ts);
    table.nullable("answer_by", Kind::Ts);
    table.nullable("citizen_answer", Kind::Str);
    table.nullable("citizen_statement", Kind::Text);
    table.nullable("override_reason", Kind::Text);
    table.nullable("answered_by", Kind::Uuid);
    table.nullable("answered_at", Kind::Ts);
    table.column("meeting_times", Kind::Json);
    table.nullable("decline_code", Kind::Str);
    table.nullable("decline_note", Kind::Text);
    table.nullable("agreed_by", Kind::Uuid);
    table.nullable("agreed_at", Kind::Ts);
    table.nullable("ended_on", Kind::Date);
    table.nullable("end_code", Kind::Str);
    table.column("verdict", Kind::Json);
    table.nullable("rule_set", Kind::Str);
    table.column("match_parts", Kind::Json);
    table.nullable("weights_version", Kind::Str);
    table.column("version", Kind::I32);
    table.column("created_at", Kind::Ts);
    table.column("updated_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "citizen_id"], "citizen", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "slot_id"], "slot", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "workplace_id"], "workplace", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "proposed_by"], "account", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "placement", &["tenant_id", "citizen_id"]).await?;
    index(manager, "placement", &["tenant_id", "slot_id"]).await?;
    index(manager, "placement", &["tenant_id", "workplace_id", "ends_on"]).await?;
    index(manager, "placement", &["tenant_id", "state"]).await
}

async fn seat_claim(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("seat_claim");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("slot_id", Kind::Uuid);
    table.column("workplace_id", Kind::Uuid);
    table.column("placement_id", Kind::Uuid);
    table.column("seat", Kind::I32);
    table.column("starts_on", Kind::Date);
    table.column("ends_on", Kind::Date);
    table.column("state", Kind::Str);
    table.nullable("held_until", Kind::Ts);
    table.column("created_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "slot_id"], "slot", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "workplace_id"], "workplace", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "placement_id"], "placement", &["tenant_id", "id"]);
    table.create(manager).await?;
    unique(manager, "seat_claim", &["tenant_id", "placement_id"]).await?;
    index(manager, "seat_claim", &["tenant_id", "slot_id", "ends_on"]).await?;
    index(manager, "seat_claim", &["tenant_id", "workplace_id", "ends_on"]).await
}

async fn release(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("release");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("placement_id", Kind::Uuid);
    table.column("contact_id", Kind::Uuid);
    table.column("fields", Kind::Json);
    table.column("legal_basis", Kind::Str);
    table.column("purpose", Kind::Str);
    table.column("until", Kind::Date);
    table.column("decided_by", Kind::Uuid);
    table.column("decided_at", Kind::Ts);
    table.column("citizen_answer", Kind::Str);
    table.nullable("citizen_statement", Kind::Text);
    table.nullable("withdrawn_at", Kind::Ts);
    table.nullable("withdrawn_by", Kind::Uuid);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "placement_id"], "placement", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "contact_id"], "contact", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "decided_by"], "account", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "release", &["tenant_id", "placement_id"]).await
}
