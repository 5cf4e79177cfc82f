//! All integration tests in one binary: each runs in its own house, on SQLite and on PostgreSQL.

#[macro_use]
mod kit;

mod api;
mod citizen_search;
mod citizens;
mod consultant;
mod imports;
mod jobs;
mod mail;
mod permissions;
mod placements;
mod portal;
mod search;
mod store;
mod walls;
