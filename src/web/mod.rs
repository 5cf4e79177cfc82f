//! The pages: what people see and press.

pub mod assets;
pub mod layout;
pub mod parts;
