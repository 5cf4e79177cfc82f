//! What is asked of companies about their slots, what they answered, and seats that they keep back for a while.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, add, index};

/// Makes room for the weekly question about slots and its answers.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "contact", "digest", Kind::Bool, Some(true.into())).await?;
        index(manager, "slot", &["tenant_id", "confirmed_on"]).await?;
        index(manager, "placement", &["tenant_id", "confirmed_at"]).await?;
        index(manager, "letter", &["tenant_id", "contact_id", "created_at"]).await?;
        slot_notice(manager).await?;
        slot_answer(manager).await?;
        seats_kept(manager).await
    }
}

async fn slot_notice(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("slot_notice");
    table.column("tenant_id", Kind::I32);
    table.column("kind", Kind::Str);
    table.column("about_id", Kind::Uuid);
    table.column("day", Kind::Date);
    table.column("told_at", Kind::Ts);
    table.primary_key(&["tenant_id", "kind", "about_id", "day"]);
    table.create(manager).await?;
    index(manager, "slot_notice", &["tenant_id", "kind", "day"]).await
}

async fn slot_answer(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("slot_answer");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("contact_id", Kind::Uuid);
    table.nullable("link_id", Kind::Uuid);
    table.column("before", Kind::Json);
    table.column("answered_at", Kind::Ts);
    table.nullable("undone_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "contact_id"], "contact", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "slot_answer", &["tenant_id", "contact_id", "answered_at"]).await
}

async fn seats_kept(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("seats_kept");
    table.column("tenant_id", Kind::I32);
    table.column("slot_id", Kind::Uuid);
    table.column("promised", Kind::I32);
    table.column("remaining", Kind::I32);
    table.primary_key(&["tenant_id", "slot_id"]);
    table.foreign_key(&["tenant_id", "slot_id"], "slot", &["tenant_id", "id"]);
    table.create(manager).await
}
