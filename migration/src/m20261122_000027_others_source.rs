//! Keeps where the figure of other municipalities' placements at a P-number comes from.

use sea_orm_migration::prelude::*;

/// Keeps the source beside count and date.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = ColumnDef::new(Alias::new("others_source"));
        column.string().null();
        manager.alter_table(Table::alter().table(Alias::new("workplace")).add_column(column).take()).await
    }
}
