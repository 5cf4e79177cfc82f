//! Where a query runs and for which municipality; no store function reads without one.

use sea_orm::{DatabaseExecutor, DatabaseTransaction};

use super::{database::Database, error::fault};
use crate::{
    base::{clock::Moment, fault::Fault, secret::Keys},
    domain::ids::TenantId,
};

/// Something that can be queried, for one municipality.
pub trait Scope: Sync {
    /// The connection or transaction.
    fn db(&self) -> DatabaseExecutor<'_>;
    /// The municipality whose rows are seen.
    fn tenant(&self) -> TenantId;
    /// The present moment.
    fn at(&self) -> Moment;
    /// The server's keys.
    fn keys(&self) -> &Keys;
}

/// Reads one state of things for one municipality.
pub struct Reader<'a> {
    tx: DatabaseTransaction,
    tenant: TenantId,
    at: Moment,
    keys: &'a Keys,
}

impl<'a> Reader<'a> {
    /// Begins to read.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn begin(database: &Database, tenant: TenantId, at: Moment, keys: &'a Keys) -> Result<Self, Fault> {
        Ok(Self { tx: database.begin_reading().await?, tenant, at, keys })
    }

    /// Ends reading.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn end(self) -> Result<(), Fault> {
        self.tx.rollback().await.map_err(fault)
    }
}

impl Scope for Reader<'_> {
    fn db(&self) -> DatabaseExecutor<'_> {
        DatabaseExecutor::from(&self.tx)
    }

    fn tenant(&self) -> TenantId {
        self.tenant
    }

    fn at(&self) -> Moment {
        self.at
    }

    fn keys(&self) -> &Keys {
        self.keys
    }
}
