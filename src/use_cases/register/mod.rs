//! The CVR register beside the kartotek: looked at each night, taken over where nobody typed another value, shown where somebody did.

mod fields;
pub mod look;
pub mod refresh;
pub mod resolve;
pub mod room;
pub mod take_over;
