//! The staff's pages, as a browser without a screen sees them.

mod admin;
mod citizens;
mod companies;
mod desk;
mod doors;
mod enquiries;
mod password;
mod purposes;
mod seeking;
mod slots;
