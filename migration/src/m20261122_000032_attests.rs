//! That a certificate which a place asks for has been obtained: when and noted by whom, never what it says.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table};

/// Makes room for noted certificates.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::new("attest");
        table.column("tenant_id", Kind::I32);
        table.column("placement_id", Kind::Uuid);
        table.column("code", Kind::Str);
        table.column("obtained_on", Kind::Date);
        table.column("account_id", Kind::Uuid);
        table.column("created_at", Kind::Ts);
        table.primary_key(&["tenant_id", "placement_id", "code"]);
        table.foreign_key(&["tenant_id", "placement_id"], "placement", &["tenant_id", "id"]);
        table.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
        table.create(manager).await
    }
}
