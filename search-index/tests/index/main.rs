//! The index from outside: what it finds, counts and survives.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

mod brute_force;
mod citizens;
mod damage;
mod kit;
mod language;
mod life;
