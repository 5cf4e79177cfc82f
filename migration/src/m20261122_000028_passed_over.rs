//! Keeps on a placement every rule that was passed over: by whom, in which role, when, at which decision and why.

use sea_orm_migration::prelude::*;

/// Keeps what was passed over at each decision, where so far the reason of the latest one alone was kept.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = ColumnDef::new(Alias::new("passed_over"));
        column.json_binary().null();
        manager.alter_table(Table::alter().table(Alias::new("placement")).add_column(column).take()).await
    }
}
