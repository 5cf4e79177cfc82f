//! The contact log of a company: written, corrected within a day, taken back, read; and who of the staff owns the contact.

mod look;
mod sensitive;
mod typed;
mod write;

pub use look::{Collision, ContactsOf, LogLine, LogPage, OpenEntry, Ownership};
pub use typed::TypedEntry;
pub use write::{CorrectEntry, LogContact, Logged, WithdrawEntry};
pub(super) use write::{enter, sent_before};
