//! Letters: what they say, that they arrive, and what they open.

mod delivery;
mod leaks;
mod overtaken;
mod password_reset;
mod samples;
pub mod sign_in_code;
mod trouble;
