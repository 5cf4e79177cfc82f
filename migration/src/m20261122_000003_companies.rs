//! The virksomhedskartotek.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, index, unique};

/// The virksomhedskartotek.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        company(manager).await?;
        workplace(manager).await?;
        contact(manager).await?;
        agreement(manager).await?;
        Ok(())
    }
}

async fn company(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("company");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("cvr", Kind::Str);
    table.column("name", Kind::Str);
    table.column("name_key", Kind::Str);
    table.column("sector", Kind::Str);
    table.nullable("street", Kind::Str);
    table.nullable("postcode", Kind::Str);
    table.nullable("town", Kind::Str);
    table.nullable("municipality_code", Kind::Str);
    table.nullable("branch_code", Kind::Str);
    table.nullable("branch_version", Kind::Str);
    table.nullable("employees_min", Kind::I32);
    table.nullable("employees_max", Kind::I32);
    table.nullable("monthly_ordinary", Kind::Json);
    table.nullable("phone", Kind::Str);
    table.nullable("email", Kind::Str);
    table.nullable("website", Kind::Str);
    table.nullable("advertising_protected", Kind::Bool);
    table.column("ladder_step", Kind::Str);
    table.nullable("consultant_id", Kind::Uuid);
    table.nullable("register_checked_at", Kind::Ts);
    table.nullable("closed_on", Kind::Date);
    table.column("version", Kind::I32);
    table.column("created_at", Kind::Ts);
    table.column("updated_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id"], "tenant", &["id"]);
    table.foreign_key(&["tenant_id", "consultant_id"], "account", &["tenant_id", "id"]);
    table.create(manager).await?;
    unique(manager, "company", &["tenant_id", "cvr"]).await?;
    index(manager, "company", &["tenant_id", "name_key"]).await
}

async fn workplace(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("workplace");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("company_id", Kind::Uuid);
    table.column("p_number", Kind::Str);
    table.column("name", Kind::Str);
    table.column("sector", Kind::Str);
    table.nullable("street", Kind::Str);
    table.nullable("postcode", Kind::Str);
    table.nullable("town", Kind::Str);
    table.nullable("municipality_code", Kind::Str);
    table.nullable("branch_code", Kind::Str);
    table.nullable("branch_version", Kind::Str);
    table.nullable("lat", Kind::F64);
    table.nullable("lon", Kind::F64);
    table.nullable("employees_total", Kind::I32);
    table.nullable("ordinary_count", Kind::F64);
    table.nullable("ordinary_as_of", Kind::Date);
    table.nullable("others_count", Kind::I32);
    table.nullable("others_as_of", Kind::Date);
    table.column("version", Kind::I32);
    table.column("created_at", Kind::Ts);
    table.column("updated_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "company_id"], "company", &["tenant_id", "id"]);
    table.create(manager).await?;
    unique(manager, "workplace", &["tenant_id", "p_number"]).await?;
    index(manager, "workplace", &["tenant_id", "company_id"]).await
}

async fn contact(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("contact");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("company_id", Kind::Uuid);
    table.nullable("workplace_id", Kind::Uuid);
    table.column("name", Kind::Str);
    table.nullable("email", Kind::Str);
    table.nullable("phone", Kind::Str);
    table.column("language", Kind::Str);
    table.column("active", Kind::Bool);
    table.column("version", Kind::I32);
    table.column("created_at", Kind::Ts);
    table.column("updated_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "company_id"], "company", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "workplace_id"], "workplace", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "contact", &["tenant_id", "company_id"]).await?;
    index(manager, "contact", &["email"]).await
}

async fn agreement(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("agreement");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("company_id", Kind::Uuid);
    table.column("number", Kind::Str);
    table.column("kind", Kind::Str);
    table.column("state", Kind::Str);
    table.column("starts_on", Kind::Date);
    table.nullable("ends_on", Kind::Date);
    table.nullable("responsible_id", Kind::Uuid);
    table.column("terms", Kind::Text);
    table.column("version", Kind::I32);
    table.column("created_at", Kind::Ts);
    table.column("updated_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "company_id"], "company", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "responsible_id"], "account", &["tenant_id", "id"]);
    table.create(manager).await?;
    unique(manager, "agreement", &["tenant_id", "number"]).await
}
