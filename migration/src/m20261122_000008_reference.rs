//! Lists that belong to nobody.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table};

/// Lists that belong to nobody.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        occupation(manager).await?;
        skill(manager).await?;
        branch(manager).await?;
        Ok(())
    }
}

async fn occupation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("occupation");
    table.column("scheme", Kind::Str);
    table.column("code", Kind::Str);
    table.column("title", Kind::Str);
    table.nullable("disco", Kind::Str);
    table.column("labels", Kind::Json);
    table.primary_key(&["scheme", "code"]);
    table.create(manager).await
}

async fn skill(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("skill");
    table.column("uri", Kind::Str);
    table.column("title", Kind::Str);
    table.column("labels", Kind::Json);
    table.primary_key(&["uri"]);
    table.create(manager).await
}

async fn branch(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("branch");
    table.column("version", Kind::Str);
    table.column("code", Kind::Str);
    table.column("title", Kind::Str);
    table.primary_key(&["version", "code"]);
    table.create(manager).await
}
