//! Keeps on a placement since when its citizen had waited, so that a cancelled agreement gives the place in the queue back.

use sea_orm_migration::prelude::*;

/// Keeps since when the citizen of a placement had waited.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = ColumnDef::new(Alias::new("waited_since"));
        column.date().null();
        let statement = Table::alter().table(Alias::new("placement")).add_column(column).take();
        manager.alter_table(statement).await
    }
}
