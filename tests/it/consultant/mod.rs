//! The staff's pages, as a browser without a screen sees them.

mod citizens;
mod doors;
