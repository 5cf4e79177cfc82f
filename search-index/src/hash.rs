//! One small stable hash (FNV-1a, 64 bits) for marks, cursors and checksums.

/// The hash of nothing.
pub(crate) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Takes more bytes into a hash.
pub(crate) fn extend(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

/// Gives the hash of some bytes.
pub(crate) fn of(bytes: &[u8]) -> u64 {
    extend(SEED, bytes)
}
