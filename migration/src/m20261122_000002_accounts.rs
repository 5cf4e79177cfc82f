//! People and machines that sign in.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, unique};

/// People and machines that sign in.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        team(manager).await?;
        account(manager).await?;
        Ok(())
    }
}

async fn team(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("team");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("name", Kind::Str);
    table.column("active", Kind::Bool);
    table.column("version", Kind::I32);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.create(manager).await?;
    unique(manager, "team", &["tenant_id", "name"]).await
}

async fn account(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("account");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("user_name", Kind::Str);
    table.column("display_name", Kind::Str);
    table.nullable("email", Kind::Str);
    table.nullable("phone", Kind::Str);
    table.nullable("password_hash", Kind::Str);
    table.column("roles", Kind::Json);
    table.nullable("team_id", Kind::Uuid);
    table.column("language", Kind::Str);
    table.nullable("disabled_at", Kind::Ts);
    table.column("version", Kind::I32);
    table.column("created_at", Kind::Ts);
    table.column("updated_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.foreign_key(&["tenant_id", "team_id"], "team", &["tenant_id", "id"]);
    table.create(manager).await?;
    unique(manager, "account", &["tenant_id", "user_name"]).await
}
