//! What a company finds in its portal besides proposals: its adviser and its own slots.

pub mod companies;
pub mod frame;
pub mod slots;
