//! Canaries: what is planted in a citizen must not come out anywhere on the way of a whole placement.

mod canaries;
mod journey;
mod law;
mod logs;
