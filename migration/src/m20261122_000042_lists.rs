//! Saved views of lists, and what is done to many companies at once.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, index};

/// Makes room for saved views and bulk changes.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        views(manager).await?;
        changes(manager).await
    }
}

async fn views(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("saved_view");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("account_id", Kind::Uuid);
    table.nullable("team_id", Kind::Uuid);
    table.column("name", Kind::Str);
    table.column("query", Kind::Text);
    table.column("created_at", Kind::Ts);
    table.nullable("deleted_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "team_id"], "team", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "saved_view", &["tenant_id", "account_id"]).await?;
    index(manager, "saved_view", &["tenant_id", "team_id"]).await?;
    let mut first = Table::new("default_view");
    first.column("tenant_id", Kind::I32);
    first.column("account_id", Kind::Uuid);
    first.column("view_id", Kind::Uuid);
    first.primary_key(&["tenant_id", "account_id"]);
    first.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
    first.foreign_key(&["tenant_id", "view_id"], "saved_view", &["tenant_id", "id"]);
    first.create(manager).await
}

async fn changes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("bulk_change");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("account_id", Kind::Uuid);
    table.column("act", Kind::Str);
    table.nullable("value", Kind::Str);
    table.column("created_at", Kind::Ts);
    table.nullable("undone_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
    table.create(manager).await?;
    let mut line = Table::new("bulk_line");
    line.column("tenant_id", Kind::I32);
    line.column("bulk_change_id", Kind::Uuid);
    line.column("company_id", Kind::Uuid);
    line.column("state", Kind::Str);
    line.nullable("before", Kind::Str);
    line.nullable("version_after", Kind::I32);
    line.primary_key(&["tenant_id", "bulk_change_id", "company_id"]);
    line.foreign_key(&["tenant_id", "bulk_change_id"], "bulk_change", &["tenant_id", "id"]);
    line.foreign_key(&["tenant_id", "company_id"], "company", &["tenant_id", "id"]);
    line.create(manager).await?;
    index(manager, "bulk_line", &["tenant_id", "bulk_change_id", "state"]).await?;
    index(manager, "bulk_line", &["tenant_id", "company_id"]).await
}
