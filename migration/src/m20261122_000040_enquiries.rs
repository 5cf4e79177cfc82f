//! Enquiries from the public form, the rules that route them, and a way to the letters of a contact.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, index, unique};

/// Makes room for what companies write in the public form.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        enquiry(manager).await?;
        routing_rule(manager).await?;
        index(manager, "letter", &["tenant_id", "contact_id"]).await
    }
}

async fn enquiry(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("enquiry");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("year", Kind::I32);
    table.column("serial", Kind::I32);
    table.column("state", Kind::Str);
    table.nullable("offer", Kind::Json);
    table.column("language", Kind::Str);
    table.column("source", Kind::Str);
    table.nullable("company_id", Kind::Uuid);
    table.nullable("assigned_to", Kind::Uuid);
    table.nullable("team_id", Kind::Uuid);
    table.column("due_at", Kind::Ts);
    table.nullable("answer", Kind::Text);
    table.nullable("end_reason", Kind::Str);
    table.column("once_key", Kind::Str);
    table.column("created_at", Kind::Ts);
    table.nullable("closed_at", Kind::Ts);
    table.column("version", Kind::I32);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.foreign_key(&["tenant_id", "company_id"], "company", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "assigned_to"], "account", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "team_id"], "team", &["tenant_id", "id"]);
    table.create(manager).await?;
    unique(manager, "enquiry", &["tenant_id", "year", "serial"]).await?;
    unique(manager, "enquiry", &["tenant_id", "once_key"]).await?;
    index(manager, "enquiry", &["tenant_id", "state", "due_at"]).await?;
    index(manager, "enquiry", &["closed_at"]).await
}

async fn routing_rule(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("routing_rule");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("position", Kind::I32);
    table.column("kind", Kind::Str);
    table.column("first", Kind::Str);
    table.nullable("last", Kind::Str);
    table.nullable("account_id", Kind::Uuid);
    table.nullable("team_id", Kind::Uuid);
    table.column("created_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "team_id"], "team", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "routing_rule", &["tenant_id", "position"]).await
}
