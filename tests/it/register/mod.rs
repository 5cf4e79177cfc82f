//! The kartotek beside the CVR register: what a night's look brings, what a person's value is worth, and a register in trouble.

mod fake;
mod measured;
mod pages;
mod refreshing;
mod room;
mod trouble;
