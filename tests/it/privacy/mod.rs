//! Canaries: what is planted in a citizen must not come out anywhere on the way of a whole placement.

pub mod canaries;
mod journey;
mod law;
mod logs;
