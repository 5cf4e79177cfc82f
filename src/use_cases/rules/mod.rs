//! The rule book as it is looked at, changed by two persons, tried on placements, and kept with each verdict.

pub mod announce;
pub mod editions;
pub mod kept;
pub mod look;
pub mod shelf;
pub mod simulate;
