//! What company and consultant were last told of the room at a workplace.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table};

/// Makes room for the figures that were told.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::new("capacity_told");
        table.column("tenant_id", Kind::I32);
        table.column("workplace_id", Kind::Uuid);
        table.column("used", Kind::I32);
        table.column("allowed", Kind::I32);
        table.column("measured_on", Kind::Date);
        table.nullable("told_on", Kind::Date);
        table.primary_key(&["tenant_id", "workplace_id"]);
        table.foreign_key(&["tenant_id", "workplace_id"], "workplace", &["tenant_id", "id"]);
        table.create(manager).await
    }
}
