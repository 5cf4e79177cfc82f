//! What the register knows of a company besides: where its figures come from, what it is, and by which words it is found.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, add, index};

/// Makes room for sourced figures, the ladder's proposal and the keys by which companies are found and found to be alike.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, kind) in [
            ("employees_source", Kind::Str),
            ("employees_as_of", Kind::Date),
            ("proposed_because", Kind::Json),
            ("dismissed_proposal", Kind::Str),
        ] {
            add(manager, "company", name, kind, None).await?;
        }
        add(manager, "company", "retention_need", Kind::Bool, Some(false.into())).await?;
        add(manager, "company", "municipal_own", Kind::Bool, Some(false.into())).await?;
        keys(manager).await
    }
}

async fn keys(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("company_key");
    table.column("tenant_id", Kind::I32);
    table.column("source_id", Kind::Uuid);
    table.column("kind", Kind::Str);
    table.column("value", Kind::Str);
    table.column("company_id", Kind::Uuid);
    table.primary_key(&["tenant_id", "source_id", "kind", "value"]);
    table.foreign_key(&["tenant_id", "company_id"], "company", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "company_key", &["tenant_id", "kind", "value", "company_id"]).await?;
    index(manager, "company_key", &["tenant_id", "company_id"]).await
}
