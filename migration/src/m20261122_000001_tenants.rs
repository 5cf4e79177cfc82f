//! Municipalities that own rows.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, unique};

/// Municipalities that own rows.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tenant(manager).await?;
        database_identity(manager).await?;
        change_counter(manager).await?;
        change_log(manager).await?;
        Ok(())
    }
}

async fn tenant(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("tenant");
    table.column("id", Kind::I32);
    table.column("municipality_code", Kind::Str);
    table.column("name", Kind::Str);
    table.column("created_at", Kind::Ts);
    table.primary_key(&["id"]);
    table.create(manager).await?;
    unique(manager, "tenant", &["municipality_code"]).await
}

async fn database_identity(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("database_identity");
    table.column("id", Kind::Uuid);
    table.column("created_at", Kind::Ts);
    table.primary_key(&["id"]);
    table.create(manager).await
}

async fn change_counter(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("change_counter");
    table.column("tenant_id", Kind::I32);
    table.column("number", Kind::I64);
    table.primary_key(&["tenant_id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.create(manager).await
}

async fn change_log(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("change_log");
    table.column("tenant_id", Kind::I32);
    table.column("number", Kind::I64);
    table.column("entity", Kind::Str);
    table.column("entity_id", Kind::Uuid);
    table.column("at", Kind::Ts);
    table.primary_key(&["tenant_id", "number"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.create(manager).await
}
