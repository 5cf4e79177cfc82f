//! Keeps on a placement what is written about the work function where the citizen's last employer is the place (BAB § 61).

use sea_orm_migration::prelude::*;

/// Keeps whether the work function is the same as at the last employer, and whether the difference is described.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["same_function", "difference_described"] {
            let mut column = ColumnDef::new(Alias::new(name));
            column.boolean().null();
            let statement = Table::alter().table(Alias::new("placement")).add_column(column).take();
            manager.alter_table(statement).await?;
        }
        Ok(())
    }
}
