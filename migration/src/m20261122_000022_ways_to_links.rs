//! Indexes for what strangers and clocks ask: links by token, codes by browser, sessions by contact, holds by their end.

use sea_orm_migration::prelude::*;

use crate::table::index;

/// Indexes for what strangers and clocks ask.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each table with the columns that it is asked by.
const WAYS: [(&str, &[&str]); 9] = [
    ("link", &["id"]),
    ("link", &["tenant_id", "placement_id"]),
    ("link", &["tenant_id", "account_id"]),
    ("link", &["tenant_id", "contact_id"]),
    ("sign_in_code", &["tenant_id", "browser_hash"]),
    ("sign_in_code", &["tenant_id", "contact_id"]),
    ("session", &["tenant_id", "contact_id"]),
    ("letter", &["tenant_id", "link_id"]),
    ("letter", &["tenant_id", "code_id"]),
];

/// Most claims are taken for good, so that only the held ones are listed.
const HELD: &str = "CREATE INDEX ix_seat_claim_held ON seat_claim (tenant_id, held_until) WHERE held_until IS NOT NULL";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, columns) in WAYS {
            index(manager, table, columns).await?;
        }
        manager.get_connection().execute_unprepared(HELD).await?;
        Ok(())
    }
}
