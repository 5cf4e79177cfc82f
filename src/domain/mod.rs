//! The ground floor: the field's nouns and rules, pure. No async, no I/O, no clock, no framework.

pub mod citizen;
pub mod ids;
pub mod matching;
pub mod numbers;
pub mod period;
pub mod place;
pub mod rulebook;
pub mod slot;
pub mod terms;
