//! Every use case against every role: one table, and a look at the source that none is left out.

pub mod registry;
mod table;
