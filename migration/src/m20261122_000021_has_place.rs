//! Notes at a citizen whether a placement is agreed or running: whoever has a place does not wait for one.

use sea_orm_migration::prelude::*;

/// Notes at a citizen whether a placement is agreed or running.
#[derive(DeriveMigrationName)]
pub struct Migration;

const NOTE_PLACES: &str = "UPDATE citizen SET has_place = TRUE WHERE EXISTS (SELECT 1 FROM placement \
    WHERE placement.tenant_id = citizen.tenant_id AND placement.citizen_id = citizen.id AND placement.state IN ('agreed', 'running'))";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = ColumnDef::new(Alias::new("has_place"));
        column.boolean().not_null().default(false);
        manager.alter_table(Table::alter().table(Alias::new("citizen")).add_column(column).take()).await?;
        manager.get_connection().execute_unprepared(NOTE_PLACES).await?;
        Ok(())
    }
}
