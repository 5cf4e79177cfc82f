//! A visit to a company: what to know before, and the minute after it that makes entry, willingness, slots and task.

mod brief;
mod record;

pub use brief::{Brief, PrepareVisit};
pub use record::{NewSlotLine, RecordVisit, TypedVisit};
