//! Decisions of VITAS on placements, as they were noted: one row each, never changed.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, index};

/// Decisions of VITAS.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::new("vitas_decision");
        table.column("tenant_id", Kind::I32);
        table.column("id", Kind::Uuid);
        table.column("placement_id", Kind::Uuid);
        table.column("number", Kind::Str);
        table.column("decision", Kind::Str);
        table.column("decided_on", Kind::Date);
        table.column("noted_by", Kind::Uuid);
        table.column("noted_at", Kind::Ts);
        table.primary_key(&["tenant_id", "id"]);
        table.foreign_key(&["tenant_id", "placement_id"], "placement", &["tenant_id", "id"]);
        table.create(manager).await?;
        index(manager, "vitas_decision", &["tenant_id", "placement_id"]).await
    }
}
