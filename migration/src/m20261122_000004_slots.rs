//! Places.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, index, unique};

/// Places.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        slot(manager).await?;
        Ok(())
    }
}

async fn slot(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("slot");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("workplace_id", Kind::Uuid);
    table.nullable("agreement_id", Kind::Uuid);
    table.nullable("contact_id", Kind::Uuid);
    table.nullable("external_id", Kind::Str);
    table.column("title", Kind::Str);
    table.column("description", Kind::Text);
    table.column("forms", Kind::Json);
    table.nullable("occupation", Kind::Str);
    table.column("seats", Kind::I32);
    table.nullable("hours_min", Kind::F64);
    table.nullable("hours_max", Kind::F64);
    table.nullable("time_from", Kind::I32);
    table.nullable("time_to", Kind::I32);
    table.column("open_from", Kind::Date);
    table.nullable("open_to", Kind::Date);
    table.column("demands", Kind::Json);
    table.column("offers", Kind::Json);
    table.nullable("language_level", Kind::Str);
    table.column("licences", Kind::Json);
    table.column("reserved_for", Kind::Json);
    table.nullable("confirmed_on", Kind::Date);
    table.column("paused", Kind::Bool);
    table.column("version", Kind::I32);
    table.column("created_at", Kind::Ts);
    table.column("updated_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "workplace_id"], "workplace", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "agreement_id"], "agreement", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "contact_id"], "contact", &["tenant_id", "id"]);
    table.create(manager).await?;
    unique(manager, "slot", &["tenant_id", "external_id"]).await?;
    index(manager, "slot", &["tenant_id", "workplace_id"]).await
}
