//! VITAS beside a placement: the decisions that are noted, and what the company types. VITAS stays the application.

mod grant;
mod package;
mod remark;

pub use grant::{Grant, GrantDecision, LONGEST_NUMBER, is_number, lacks_grant, needs_grant};
pub use package::{Field, FilledIn, Material, Note, Value, package};
