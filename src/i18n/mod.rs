//! Texts in two languages: Fluent files per noun, Danish first.

mod collation;
mod dates;
mod format;
#[cfg(test)]
mod parity;
mod texts;

pub use collation::collation_key;
pub use texts::{Arg, Countable, Texts};
