//! The house under fire: the process is killed, and nothing that was promised is lost.

mod checker;
mod client;
mod kill9;
mod town;
