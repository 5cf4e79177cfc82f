//! What a company finds in its portal besides proposals: its adviser, its own slots, and how many of its places are filled.

pub mod adviser;
pub mod call_back;
pub mod companies;
pub mod frame;
pub mod meters;
pub mod slots;
pub mod users;
