//! Versions of agreements, each with what it says and how far it has come.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, index, unique};

/// Makes the versions of agreements.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::new("agreement_version");
        table.column("tenant_id", Kind::I32);
        table.column("id", Kind::Uuid);
        table.column("agreement_id", Kind::Uuid);
        table.column("number", Kind::I32);
        table.column("content", Kind::Json);
        table.column("state", Kind::Str);
        table.column("company_agrees", Kind::Bool);
        table.column("voice", Kind::Str);
        table.nullable("sent_at", Kind::Ts);
        table.nullable("company_yes_at", Kind::Ts);
        table.nullable("company_yes_by", Kind::Uuid);
        table.nullable("paper", Kind::Json);
        table.nullable("representative_id", Kind::Uuid);
        table.nullable("representative_yes_at", Kind::Ts);
        table.nullable("no_representative", Kind::Str);
        table.nullable("note", Kind::Text);
        table.nullable("in_force_at", Kind::Ts);
        table.column("starts_on", Kind::Date);
        table.nullable("ends_on", Kind::Date);
        table.nullable("reminded", Kind::I32);
        table.nullable("written_by", Kind::Uuid);
        table.column("version", Kind::I32);
        table.column("created_at", Kind::Ts);
        table.column("updated_at", Kind::Ts);
        table.primary_key(&["tenant_id", "id"]);
        table.foreign_key(&["tenant_id", "agreement_id"], "agreement", &["tenant_id", "id"]);
        table.foreign_key(&["tenant_id", "company_yes_by"], "contact", &["tenant_id", "id"]);
        table.foreign_key(&["tenant_id", "representative_id"], "contact", &["tenant_id", "id"]);
        table.create(manager).await?;
        unique(manager, "agreement_version", &["tenant_id", "agreement_id", "number"]).await?;
        index(manager, "agreement_version", &["tenant_id", "state", "starts_on"]).await?;
        index(manager, "agreement_version", &["tenant_id", "state", "ends_on"]).await?;
        index(manager, "agreement", &["tenant_id", "state", "ends_on"]).await?;
        index(manager, "agreement", &["tenant_id", "responsible_id"]).await?;
        index(manager, "slot", &["tenant_id", "agreement_id"]).await
    }
}
