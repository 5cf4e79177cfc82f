//! How things stand with companies: lists of dormant, never contacted and ownerless ones, handing over, and a friendly word.

pub mod dormancy;
mod greeting;
mod hand_over;
mod list;

pub use greeting::SendGreeting;
pub use hand_over::{HandOverCompanies, HandedOver, OwnerCount, OwnersOf};
pub(super) use list::staff;
pub use list::{ListRelations, RelationFilter, RelationList, RelationRow, Which, dormant_since};
