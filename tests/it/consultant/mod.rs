//! The staff's pages, as a browser without a screen sees them.

mod citizens;
mod doors;
//! The staff's pages, visited in process.

mod admin;
mod companies;
mod password;
mod slots;
