//! Relation, willingness, portal roles, kept seats, closures, tasks, and what links and letters are about besides placements.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, add, index, unique};

/// Makes room for the relation to a company and for what the seats of a slot hang on.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Whoever could use the portal for a whole company keeps its users too.
const FIRST_ADMINS: &str = "UPDATE contact SET role = 'admin' WHERE workplace_id IS NULL AND active";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        company(manager).await?;
        add(manager, "contact", "role", Kind::Str, Some("contact".into())).await?;
        add(manager, "contact", "seen_at", Kind::Ts, None).await?;
        manager.get_connection().execute_unprepared(FIRST_ADMINS).await?;
        add(manager, "slot", "reserved_seats", Kind::I32, None).await?;
        add(manager, "slot", "tasks", Kind::Json, None).await?;
        add(manager, "seat_claim", "for_reserved", Kind::Bool, Some(false.into())).await?;
        add(manager, "link", "subject_id", Kind::Uuid, None).await?;
        add(manager, "letter", "subject_id", Kind::Uuid, None).await?;
        closure(manager).await?;
        willingness(manager).await?;
        task(manager).await
    }
}

async fn company(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for (name, kind) in [
        ("substitute_id", Kind::Uuid),
        ("legal_form", Kind::Str),
        ("blocked", Kind::Json),
        ("paused_until", Kind::Date),
        ("proposal_cap", Kind::I32),
        ("proposed_step", Kind::Str),
        ("last_contact_on", Kind::Date),
        ("merged_into_id", Kind::Uuid),
    ] {
        add(manager, "company", name, kind, None).await?;
    }
    add(manager, "company", "social_enterprise", Kind::Bool, Some(false.into())).await
}

async fn closure(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("closure");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("workplace_id", Kind::Uuid);
    table.nullable("slot_id", Kind::Uuid);
    table.column("reason", Kind::Str);
    table.column("starts_on", Kind::Date);
    table.column("ends_on", Kind::Date);
    table.column("created_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "workplace_id"], "workplace", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "slot_id"], "slot", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "closure", &["tenant_id", "workplace_id", "ends_on"]).await
}

async fn willingness(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("willingness");
    table.column("tenant_id", Kind::I32);
    table.column("company_id", Kind::Uuid);
    table.column("topic", Kind::Str);
    table.column("answer", Kind::Str);
    table.column("said_on", Kind::Date);
    table.column("source", Kind::Str);
    table.nullable("account_id", Kind::Uuid);
    table.column("updated_at", Kind::Ts);
    table.primary_key(&["tenant_id", "company_id", "topic"]);
    table.foreign_key(&["tenant_id", "company_id"], "company", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
    table.create(manager).await?;
    index(manager, "willingness", &["tenant_id", "topic", "answer"]).await
}

async fn task(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("task");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("kind", Kind::Str);
    table.nullable("company_id", Kind::Uuid);
    table.nullable("subject_id", Kind::Uuid);
    table.nullable("assigned_to", Kind::Uuid);
    table.column("due_at", Kind::Ts);
    table.nullable("note", Kind::Text);
    table.nullable("once_key", Kind::Str);
    table.nullable("done_at", Kind::Ts);
    table.nullable("done_by", Kind::Uuid);
    table.column("created_at", Kind::Ts);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "company_id"], "company", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "assigned_to"], "account", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "done_by"], "account", &["tenant_id", "id"]);
    table.create(manager).await?;
    unique(manager, "task", &["tenant_id", "once_key"]).await?;
    index(manager, "task", &["tenant_id", "assigned_to", "done_at", "due_at"]).await?;
    index(manager, "task", &["tenant_id", "company_id"]).await
}
