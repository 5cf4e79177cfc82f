//! Ids and randomness are handed in, so that a test can repeat what happened.

use rand::{Rng, TryRng, rngs::SysRng};
use uuid::{Builder, Uuid};

use super::clock::Moment;

/// Gives out ids and random bytes.
pub trait IdSource: Send + Sync {
    /// Fills with random bytes.
    fn fill(&self, bytes: &mut [u8]);

    /// An id in time order (UUID version 7).
    fn ordered(&self, at: Moment) -> Uuid {
        let mut random = [0; 10];
        self.fill(&mut random);
        Builder::from_unix_timestamp_millis(at.timestamp_millis().unsigned_abs(), &random).into_uuid()
    }

    /// An id that says nothing (UUID version 4).
    fn random(&self) -> Uuid {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        Builder::from_random_bytes(bytes).into_uuid()
    }

    /// A secret token of 256 bits.
    fn token(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes
    }
}

/// The operating system's randomness.
pub struct MachineIds;

impl IdSource for MachineIds {
    fn fill(&self, bytes: &mut [u8]) {
        if SysRng.try_fill_bytes(bytes).is_err() {
            rand::rng().fill_bytes(bytes);
        }
    }
}
