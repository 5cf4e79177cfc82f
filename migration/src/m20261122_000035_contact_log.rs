//! The contact log, and the indexes behind lists of companies by owner and by latest contact.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, add, index, unique};

/// Makes the contact log.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        contact_log(manager).await?;
        add(manager, "company", "dormancy_told_on", Kind::Date, None).await?;
        index(manager, "company", &["tenant_id", "last_contact_on", "name_key"]).await?;
        index(manager, "company", &["tenant_id", "consultant_id", "last_contact_on"]).await?;
        index(manager, "company", &["tenant_id", "substitute_id"]).await
    }
}

async fn contact_log(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("contact_log");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("company_id", Kind::Uuid);
    table.nullable("workplace_id", Kind::Uuid);
    table.nullable("contact_id", Kind::Uuid);
    table.column("account_id", Kind::Uuid);
    table.column("kind", Kind::Str);
    table.column("at", Kind::Ts);
    table.column("note", Kind::Text);
    table.nullable("next_step", Kind::Text);
    table.nullable("next_on", Kind::Date);
    table.column("client_key", Kind::Uuid);
    table.nullable("withdrawn_at", Kind::Ts);
    table.column("created_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "company_id"], "company", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "workplace_id"], "workplace", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "contact_id"], "contact", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
    table.create(manager).await?;
    unique(manager, "contact_log", &["tenant_id", "account_id", "client_key"]).await?;
    index(manager, "contact_log", &["tenant_id", "company_id", "at"]).await
}
