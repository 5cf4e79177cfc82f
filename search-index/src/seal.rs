//! What each commit says of itself: how far it goes, and how to see later that nothing is missing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::checksum::Checksum;
use crate::error::{IndexError, RebuildReason};
use crate::hash;

/// The payload of a commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seal {
    /// The schema and word lists with which the documents were written.
    pub mark: String,
    /// The change number of each tenant.
    pub positions: BTreeMap<i32, u64>,
    /// The checksum over all documents.
    pub documents: Checksum,
}

impl Seal {
    /// Writes the seal with a hash of its own in front.
    pub fn write(&self) -> Result<String, IndexError> {
        let body = serde_json::to_string(self).map_err(|error| IndexError::Failed(error.to_string()))?;
        Ok(format!("{:016x} {body}", hash::of(body.as_bytes())))
    }

    /// Reads a seal; `NeedsRebuild` when it is missing, changed or of another schema.
    pub fn read(payload: Option<&str>, mark: &str) -> Result<Self, IndexError> {
        let damaged = || IndexError::NeedsRebuild(RebuildReason::Damaged);
        let (hash, body) = payload.and_then(|payload| payload.split_once(' ')).ok_or_else(damaged)?;
        if hash != format!("{:016x}", hash::of(body.as_bytes())) {
            return Err(damaged());
        }
        let seal: Self = serde_json::from_str(body).map_err(|_| damaged())?;
        if seal.mark == mark { Ok(seal) } else { Err(IndexError::NeedsRebuild(RebuildReason::OtherSchema)) }
    }
}
