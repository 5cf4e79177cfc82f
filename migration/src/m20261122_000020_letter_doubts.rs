//! Counts how often a letter's fate was left open by the mail server.

use sea_orm_migration::prelude::*;

/// Counts how often a letter's fate was left open by the mail server.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = ColumnDef::new(Alias::new("doubts"));
        column.integer().not_null().default(0);
        let statement = Table::alter().table(Alias::new("letter")).add_column(column).take();
        manager.alter_table(statement).await
    }
}
