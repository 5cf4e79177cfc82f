//! Two entries of one company become one, and what moved is kept so that it can go back.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, index};

/// Keeps each merge of two companies.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::new("company_merge");
        table.column("tenant_id", Kind::I32);
        table.column("id", Kind::Uuid);
        table.column("kept_id", Kind::Uuid);
        table.column("gone_id", Kind::Uuid);
        table.column("moved", Kind::Json);
        table.column("before", Kind::Json);
        table.column("after", Kind::Json);
        table.column("merged_by", Kind::Uuid);
        table.column("merged_at", Kind::Ts);
        table.nullable("undone_at", Kind::Ts);
        table.primary_key(&["tenant_id", "id"]);
        table.foreign_key(&["tenant_id", "kept_id"], "company", &["tenant_id", "id"]);
        table.foreign_key(&["tenant_id", "gone_id"], "company", &["tenant_id", "id"]);
        table.create(manager).await?;
        index(manager, "company_merge", &["tenant_id", "gone_id", "undone_at"]).await?;
        index(manager, "company_merge", &["tenant_id", "kept_id", "undone_at"]).await
    }
}
