//! Campaigns: companies that are to be called, by whom, and what came of it.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, index};

/// Makes campaigns and their companies.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        campaign(manager).await?;
        campaign_company(manager).await
    }
}

async fn campaign(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("campaign");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("name", Kind::Str);
    table.column("owner_id", Kind::Uuid);
    table.column("goal", Kind::Text);
    table.nullable("ends_on", Kind::Date);
    table.column("created_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "owner_id"], "account", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "campaign", &["tenant_id", "created_at"]).await
}

async fn campaign_company(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("campaign_company");
    table.column("tenant_id", Kind::I32);
    table.column("campaign_id", Kind::Uuid);
    table.column("company_id", Kind::Uuid);
    table.nullable("assigned_to", Kind::Uuid);
    table.column("state", Kind::Str);
    table.column("note", Kind::Text);
    table.nullable("at", Kind::Ts);
    table.nullable("account_id", Kind::Uuid);
    table.primary_key(&["tenant_id", "campaign_id", "company_id"]);
    table.foreign_key(&["tenant_id", "campaign_id"], "campaign", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "company_id"], "company", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "assigned_to"], "account", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "campaign_company", &["tenant_id", "company_id"]).await
}
