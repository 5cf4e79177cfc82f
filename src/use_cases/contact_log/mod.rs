//! The contact log of a company: written, corrected within a day, taken back, read; and who of the staff owns the contact.

mod look;
mod sensitive;
mod typed;
mod write;

pub use look::{Collision, ContactsOf, LogLine, LogPage, OpenEntry, Ownership};
pub use typed::TypedEntry;
pub(super) use write::{Promise, enter, promise, sent_before};
pub use write::{CorrectEntry, LogContact, Logged, WithdrawEntry};
