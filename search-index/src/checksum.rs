//! A checksum over which documents an index holds, in any order; the database can compute the same.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::hash;

/// How many documents there are, and the sum of their hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Checksum {
    /// Number of documents.
    pub count: u64,
    /// Sum of [`document_hash`] over all of them, wrapping.
    pub sum: u64,
}

impl Checksum {
    /// Counts a document in.
    pub fn add(&mut self, tenant: i32, id: Uuid, version: u64) {
        self.count = self.count.wrapping_add(1);
        self.sum = self.sum.wrapping_add(document_hash(tenant, id, version));
    }

    /// Counts a document out.
    pub fn remove(&mut self, tenant: i32, id: Uuid, version: u64) {
        self.count = self.count.wrapping_sub(1);
        self.sum = self.sum.wrapping_sub(document_hash(tenant, id, version));
    }
}

/// Gives the hash of one document's name and version.
pub fn document_hash(tenant: i32, id: Uuid, version: u64) -> u64 {
    let with_tenant = hash::extend(hash::SEED, &tenant.to_le_bytes());
    hash::extend(hash::extend(with_tenant, id.as_bytes()), &version.to_le_bytes())
}
