//! All integration tests in one binary: each runs in its own house, on SQLite and on PostgreSQL.

#[macro_use]
mod kit;

mod agreements;
mod api;
mod citizen_search;
mod citizens;
mod commands;
mod company_file;
mod consultant;
mod demo_story;
#[path = "../faults/mod.rs"]
mod faults;
mod freshness;
mod imports;
mod jobs;
mod kartotek;
mod ledger;
mod mail;
mod permissions;
mod placements;
mod portal;
mod privacy;
mod register;
mod relations;
mod rules;
mod search;
mod store;
mod street;
mod walls;
