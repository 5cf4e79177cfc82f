//! The second wall against giving a seat twice: an exclusion constraint on PostgreSQL (SQLite has one writer).

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// Forbids two claims on one seat that share a day.
#[derive(DeriveMigrationName)]
pub struct Migration;

const NO_SEAT_TWICE: &str = "ALTER TABLE seat_claim ADD CONSTRAINT seat_claim_no_seat_twice \
    EXCLUDE USING gist (tenant_id WITH =, slot_id WITH =, seat WITH =, daterange(starts_on, ends_on, '[]') WITH &&)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let connection = manager.get_connection();
        connection.execute_unprepared("CREATE EXTENSION IF NOT EXISTS btree_gist").await?;
        connection.execute_unprepared(NO_SEAT_TWICE).await?;
        Ok(())
    }
}
