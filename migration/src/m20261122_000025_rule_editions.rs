//! A municipality's own editions of the rules, the changes that the staff were told of, the rule texts that verdicts were given by, and the verdicts that are kept.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, index};

/// Editions of the rules, rule texts by their hash, kept verdicts.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        rule_edition(manager).await?;
        rule_announcement(manager).await?;
        rule_text(manager).await?;
        kept_verdict(manager).await
    }
}

async fn rule_edition(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("rule_edition");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("name", Kind::Str);
    table.column("valid_from", Kind::Date);
    table.column("files", Kind::Text);
    table.column("hash", Kind::Str);
    table.column("state", Kind::Str);
    table.column("made_by", Kind::Uuid);
    table.column("made_at", Kind::Ts);
    table.nullable("proposed_by", Kind::Uuid);
    table.nullable("proposed_at", Kind::Ts);
    table.nullable("approved_by", Kind::Uuid);
    table.nullable("approved_at", Kind::Ts);
    table.nullable("withdrawn_by", Kind::Uuid);
    table.nullable("withdrawn_at", Kind::Ts);
    table.nullable("reason", Kind::Text);
    table.column("version", Kind::I32);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.create(manager).await?;
    index(manager, "rule_edition", &["tenant_id", "state"]).await
}

async fn rule_announcement(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("rule_announcement");
    table.column("tenant_id", Kind::I32);
    table.column("day", Kind::Date);
    table.column("mark", Kind::Str);
    table.column("announced_at", Kind::Ts);
    table.column("affected", Kind::I64);
    table.primary_key(&["tenant_id", "day", "mark"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.create(manager).await
}

async fn rule_text(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("rule_text");
    table.column("tenant_id", Kind::I32);
    table.column("hash", Kind::Str);
    table.column("files", Kind::Text);
    table.column("kept_at", Kind::Ts);
    table.primary_key(&["tenant_id", "hash"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.create(manager).await
}

/// Facts and answer are text and not JSON columns: the bytes must come back as they were written.
async fn kept_verdict(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("kept_verdict");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("placement_id", Kind::Uuid);
    table.column("citizen_id", Kind::Uuid);
    table.column("decided_at", Kind::Ts);
    table.column("act", Kind::Str);
    table.column("verdict", Kind::Str);
    table.nullable("rule_set", Kind::Date);
    table.column("rules_hash", Kind::Str);
    table.column("program", Kind::Str);
    table.column("rules", Kind::Text);
    table.nullable("facts", Kind::Text);
    table.nullable("answer", Kind::Text);
    table.nullable("erased_on", Kind::Date);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.foreign_key(&["tenant_id", "rules_hash"], "rule_text", &["tenant_id", "hash"]);
    table.create(manager).await?;
    index(manager, "kept_verdict", &["tenant_id", "placement_id"]).await?;
    index(manager, "kept_verdict", &["tenant_id", "citizen_id"]).await
}
