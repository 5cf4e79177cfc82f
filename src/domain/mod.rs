//! The ground floor: the field's nouns and rules, pure. No async, no I/O, no clock, no framework.

pub mod branch;
pub mod citizen;
pub mod company;
pub mod conditions;
pub mod edition;
pub mod event;
pub mod headcount;
pub mod holidays;
pub mod ids;
pub mod letter;
pub mod matching;
pub mod names;
pub mod numbers;
pub mod passed_over;
pub mod period;
pub mod permission;
pub mod place;
pub mod placement;
pub mod reasons;
pub mod reference;
pub mod refusal;
pub mod release;
pub mod rulebook;
pub mod seats;
pub mod slot;
pub mod terms;
