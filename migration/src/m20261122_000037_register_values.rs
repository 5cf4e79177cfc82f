//! What the CVR register said last of each company and workplace, what came of it, and how the register itself is.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, add, index};

/// Makes room for the register's own values beside those that people typed.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "workplace", "closed_on", Kind::Date, None).await?;
        index(manager, "company", &["tenant_id", "register_checked_at"]).await?;
        value(manager).await?;
        change(manager).await?;
        state(manager).await
    }
}

async fn value(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("register_value");
    table.column("tenant_id", Kind::I32);
    table.column("subject_id", Kind::Uuid);
    table.column("field", Kind::Str);
    table.column("company_id", Kind::Uuid);
    table.column("value", Kind::Text);
    table.nullable("as_of", Kind::Str);
    table.column("since", Kind::Date);
    table.column("declined", Kind::Bool);
    table.primary_key(&["tenant_id", "subject_id", "field"]);
    table.foreign_key(&["tenant_id", "company_id"], "company", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "register_value", &["tenant_id", "company_id"]).await
}

async fn change(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("register_change");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("company_id", Kind::Uuid);
    table.nullable("workplace_id", Kind::Uuid);
    table.column("field", Kind::Str);
    table.nullable("before", Kind::Text);
    table.nullable("after", Kind::Text);
    table.column("kind", Kind::Str);
    table.column("at", Kind::Ts);
    table.column("is_closing", Kind::Bool);
    table.nullable("seen_at", Kind::Ts);
    table.nullable("seen_by", Kind::Uuid);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "company_id"], "company", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "workplace_id"], "workplace", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "seen_by"], "account", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "register_change", &["tenant_id", "company_id", "at"]).await?;
    index(manager, "register_change", &["tenant_id", "at"]).await
}

async fn state(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("register_state");
    table.column("tenant_id", Kind::I32);
    table.nullable("good_at", Kind::Ts);
    table.nullable("trouble", Kind::Str);
    table.nullable("trouble_at", Kind::Ts);
    table.nullable("trouble_since", Kind::Ts);
    table.column("troubles", Kind::I32);
    table.nullable("rests_until", Kind::Ts);
    table.nullable("asked_until", Kind::Ts);
    table.primary_key(&["tenant_id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.create(manager).await
}
