//! What happens after a commit, and what is written down about it.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, index, unique};

/// What happens after a commit, and what is written down about it.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        event(manager).await?;
        job(manager).await?;
        letter(manager).await?;
        audit(manager).await?;
        access_log(manager).await?;
        idempotency(manager).await?;
        Ok(())
    }
}

async fn event(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("event");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("kind", Kind::Str);
    table.column("payload", Kind::Json);
    table.column("happened_at", Kind::Ts);
    table.nullable("dispatched_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.create(manager).await?;
    index(manager, "event", &["dispatched_at"]).await
}

async fn job(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("job");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("kind", Kind::Str);
    table.column("payload", Kind::Json);
    table.nullable("dedup_key", Kind::Str);
    table.column("run_at", Kind::Ts);
    table.column("attempts", Kind::I32);
    table.nullable("locked_until", Kind::Ts);
    table.nullable("done_at", Kind::Ts);
    table.nullable("last_error", Kind::Str);
    table.column("created_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.create(manager).await?;
    unique(manager, "job", &["tenant_id", "dedup_key"]).await?;
    index(manager, "job", &["done_at", "run_at"]).await
}

async fn letter(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("letter");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("kind", Kind::Str);
    table.column("language", Kind::Str);
    table.nullable("contact_id", Kind::Uuid);
    table.nullable("account_id", Kind::Uuid);
    table.nullable("placement_id", Kind::Uuid);
    table.nullable("link_id", Kind::Uuid);
    table.nullable("code_id", Kind::Uuid);
    table.nullable("reason", Kind::Str);
    table.column("event_key", Kind::Str);
    table.column("message_id", Kind::Str);
    table.column("state", Kind::Str);
    table.column("attempts", Kind::I32);
    table.column("next_try_at", Kind::Ts);
    table.nullable("locked_until", Kind::Ts);
    table.nullable("last_error", Kind::Str);
    table.nullable("sent_at", Kind::Ts);
    table.column("created_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.foreign_key(&["tenant_id", "contact_id"], "contact", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "placement_id"], "placement", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "link_id"], "link", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "code_id"], "sign_in_code", &["tenant_id", "id"]);
    table.create(manager).await?;
    unique(manager, "letter", &["tenant_id", "event_key"]).await?;
    unique(manager, "letter", &["message_id"]).await?;
    index(manager, "letter", &["state", "next_try_at"]).await?;
    index(manager, "letter", &["tenant_id", "placement_id"]).await
}

async fn audit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("audit");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("at", Kind::Ts);
    table.column("actor_kind", Kind::Str);
    table.nullable("actor_id", Kind::Uuid);
    table.column("action", Kind::Str);
    table.column("entity", Kind::Str);
    table.nullable("entity_id", Kind::Uuid);
    table.column("detail", Kind::Json);
    table.nullable("request_id", Kind::Str);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.create(manager).await?;
    index(manager, "audit", &["tenant_id", "entity", "entity_id"]).await
}

async fn access_log(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("access_log");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("at", Kind::Ts);
    table.column("account_id", Kind::Uuid);
    table.column("citizen_id", Kind::Uuid);
    table.column("purpose", Kind::Str);
    table.column("page", Kind::Str);
    table.nullable("request_id", Kind::Str);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "access_log", &["tenant_id", "citizen_id", "at"]).await
}

async fn idempotency(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("idempotency");
    table.column("tenant_id", Kind::I32);
    table.column("token_id", Kind::Uuid);
    table.column("key", Kind::Str);
    table.column("fingerprint", Kind::Bytes);
    table.nullable("status", Kind::I32);
    table.nullable("body", Kind::Text);
    table.column("created_at", Kind::Ts);
    table.primary_key(&["tenant_id", "token_id", "key"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.create(manager).await
}
