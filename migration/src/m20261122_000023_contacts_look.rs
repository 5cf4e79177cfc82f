//! Makes room in the access log for the looks of company contacts, who have no account.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::table::{Kind, Table, index};

/// Makes room in the access log for company contacts.
#[derive(DeriveMigrationName)]
pub struct Migration;

const ON_POSTGRES: [&str; 3] = [
    "ALTER TABLE access_log ALTER COLUMN account_id DROP NOT NULL",
    "ALTER TABLE access_log ADD COLUMN contact_id uuid NULL",
    "ALTER TABLE access_log ADD CONSTRAINT fk_access_log_tenant_id_contact_id \
        FOREIGN KEY (tenant_id, contact_id) REFERENCES contact (tenant_id, id)",
];

/// SQLite cannot loosen a column, so the rows move to a table of the new shape.
const MOVE_OVER: [&str; 3] = [
    "INSERT INTO access_log_wider (tenant_id, id, at, account_id, citizen_id, purpose, page, request_id) \
        SELECT tenant_id, id, at, account_id, citizen_id, purpose, page, request_id FROM access_log",
    "DROP TABLE access_log",
    "ALTER TABLE access_log_wider RENAME TO access_log",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        if manager.get_database_backend() == DbBackend::Postgres {
            for statement in ON_POSTGRES {
                connection.execute_unprepared(statement).await?;
            }
            return Ok(());
        }
        wider(manager).await?;
        for statement in MOVE_OVER {
            connection.execute_unprepared(statement).await?;
        }
        index(manager, "access_log", &["tenant_id", "citizen_id", "at"]).await
    }
}

async fn wider(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::new("access_log_wider");
    table.column("tenant_id", Kind::I32);
    table.column("id", Kind::Uuid);
    table.column("at", Kind::Ts);
    table.nullable("account_id", Kind::Uuid);
    table.nullable("contact_id", Kind::Uuid);
    table.column("citizen_id", Kind::Uuid);
    table.column("purpose", Kind::Str);
    table.column("page", Kind::Str);
    table.nullable("request_id", Kind::Str);
    table.primary_key(&["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "account_id"], "account", &["tenant_id", "id"]);
    table.foreign_key(&["tenant_id", "contact_id"], "contact", &["tenant_id", "id"]);
    table.create(manager).await
}
