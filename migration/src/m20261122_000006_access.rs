//! Sessions, keys, codes and links.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, index, unique};

/// Sessions, keys, codes and links.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        session(manager).await?;
        api_token(manager).await?;
        sign_in_code(manager).await?;
        link(manager).await?;
        Ok(())
    }
}

async fn session(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("session");
    table.column("token_hash", Kind::Bytes);
    table.column("id", Kind::Uuid);
    table.column("tenant_id", Kind::I32);
    table.nullable("account_id", Kind::Uuid);
    table.nullable("contact_id", Kind::Uuid);
    table.column("created_at", Kind::Ts);
    table.column("last_seen_at", Kind::Ts);
    table.column("ends_at", Kind::Ts);
    table.nullable("step_up_until", Kind::Ts);
    table.nullable("look_citizen_id", Kind::Uuid);
    table.nullable("look_purpose", Kind::Str);
    table.column("user_agent", Kind::Str);
    table.nullable("revoked_at", Kind::Ts);
    table.primary_key(&["token_hash"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "contact_id"], "contact", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "session", &["tenant_id", "account_id"]).await
}

async fn api_token(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("api_token");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("token_hash", Kind::Bytes);
    table.column("name", Kind::Str);
    table.column("role", Kind::Str);
    table.nullable("account_id", Kind::Uuid);
    table.nullable("contact_id", Kind::Uuid);
    table.nullable("company_id", Kind::Uuid);
    table.column("created_at", Kind::Ts);
    table.nullable("last_used_at", Kind::Ts);
    table.nullable("revoked_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "contact_id"], "contact", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "company_id"], "company", &["tenant_id", "id"]);
    table.create(manager).await?;
    unique(manager, "api_token", &["token_hash"]).await
}

async fn sign_in_code(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("sign_in_code");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("contact_id", Kind::Uuid);
    table.column("browser_hash", Kind::Bytes);
    table.column("attempts", Kind::I32);
    table.column("created_at", Kind::Ts);
    table.column("expires_at", Kind::Ts);
    table.nullable("used_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "contact_id"], "contact", &["tenant_id", "id"]);
    table.create(manager).await
}

async fn link(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("link");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("kind", Kind::Str);
    table.nullable("placement_id", Kind::Uuid);
    table.nullable("contact_id", Kind::Uuid);
    table.nullable("account_id", Kind::Uuid);
    table.column("created_at", Kind::Ts);
    table.column("expires_at", Kind::Ts);
    table.nullable("used_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.foreign_key(&["tenant_id", "placement_id"], "placement", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "contact_id"], "contact", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
    table.create(manager).await
}
