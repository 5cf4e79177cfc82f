//! Whether the duties of agreements were kept.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table};

/// Makes the judgements on duties.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::new("duty_judged");
        table.column("tenant_id", Kind::I32);
        table.column("agreement_id", Kind::Uuid);
        table.column("duty_id", Kind::Uuid);
        table.column("judgement", Kind::Str);
        table.column("judged_on", Kind::Date);
        table.nullable("account_id", Kind::Uuid);
        table.column("updated_at", Kind::Ts);
        table.primary_key(&["tenant_id", "agreement_id", "duty_id"]);
        table.foreign_key(&["tenant_id", "agreement_id"], "agreement", &["tenant_id", "id"]);
        table.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
        table.create(manager).await
    }
}
