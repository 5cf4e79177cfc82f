//! The index against the database: the same answer at the same change number and day, at once, from any process.

mod brute_force;
mod crowd;
pub mod following;
mod judged;
mod places;
pub mod town;
