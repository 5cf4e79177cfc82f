//! Opens the database: SQLite in the data folder, or PostgreSQL where the settings name one.

use std::time::Duration;

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    AccessMode, ConnectOptions, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};

use super::error::fault;
use crate::base::fault::Fault;

/// A database with one way in for writers and one for readers (on PostgreSQL the same pool).
#[derive(Clone, Debug)]
pub struct Database {
    write: DatabaseConnection,
    read: DatabaseConnection,
}

const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a connection of SQLite is waited for: less than a request may take, so that the answer is a calm one.
const SQLITE_PATIENCE: Duration = Duration::from_secs(20);
const SQLITE_READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 20;

impl Database {
    /// Opens the database behind a `sqlite:` or `postgres:` URL; a SQLite file is made when absent.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn open(url: &str) -> Result<Self, Fault> {
        if url.starts_with("sqlite:") {
            let write = connect(sqlite(url, 1)).await?;
            let read = connect(sqlite(url, SQLITE_READERS)).await?;
            return Ok(Self { write, read });
        }
        let both = connect(postgres(url)).await?;
        Ok(Self { write: both.clone(), read: both })
    }

    /// Whether this is SQLite.
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.write.get_database_backend() == DbBackend::Sqlite
    }

    /// Brings the schema forward.
    ///
    /// # Errors
    /// A step fails; the database stays at the step before.
    pub async fn migrate(&self) -> Result<(), Fault> {
        Migrator::up(&self.write, None).await.map_err(|error| Fault::new("the schema could not be brought forward", error))
    }

    /// Begins a writing transaction: `BEGIN IMMEDIATE` on SQLite, READ COMMITTED on PostgreSQL.
    ///
    /// # Errors
    /// The database cannot be reached, or stays busy.
    pub async fn begin(&self) -> Result<DatabaseTransaction, Fault> {
        let immediate = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
        self.write.begin_with_options(immediate).await.map_err(fault)
    }

    /// Begins a reading transaction, so that several queries see one state of things.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn begin_reading(&self) -> Result<DatabaseTransaction, Fault> {
        let reading = if self.is_sqlite() {
            TransactionOptions::default()
        } else {
            TransactionOptions {
                isolation_level: Some(sea_orm::IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..Default::default()
            }
        };
        self.read.begin_with_options(reading).await.map_err(fault)
    }

    /// Calls back after each statement, for measuring.
    pub fn watch(&mut self, seen: impl Fn(&sea_orm::metric::Info<'_>) + Clone + Send + Sync + 'static) {
        self.write.set_metric_callback(seen.clone());
        self.read.set_metric_callback(seen);
    }

    /// Closes all connections.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn close(self) -> Result<(), Fault> {
        self.write.close().await.map_err(fault)?;
        self.read.close().await.map_err(fault)
    }

    /// The connection for reading.
    #[must_use]
    pub fn reading(&self) -> &DatabaseConnection {
        &self.read
    }

    /// The connection for writing outside a use case (migrations, the job queue).
    #[must_use]
    pub fn writing(&self) -> &DatabaseConnection {
        &self.write
    }
}

async fn connect(options: ConnectOptions) -> Result<DatabaseConnection, Fault> {
    sea_orm::Database::connect(options).await.map_err(|error| Fault::new("the database cannot be reached", error))
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).acquire_timeout(SQLITE_PATIENCE).sqlx_logging(false).map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // NORMAL would lose acknowledged commits when the power goes.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .pragma("journal_size_limit", "67108864")
    });
    options
}

fn postgres(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(POSTGRES_CONNECTIONS).connect_timeout(BUSY_TIMEOUT).acquire_timeout(BUSY_TIMEOUT).sqlx_logging(false);
    options
}
