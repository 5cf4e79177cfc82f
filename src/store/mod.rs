//! The only floor that knows the database: rows in, things out, and the municipality's wall inside every query.

pub mod accounts;
pub mod agreements;
pub mod audit;
pub mod change_log;
pub mod citizens;
pub mod claims;
pub mod codes;
mod columns;
pub mod companies;
pub mod contacts;
pub mod database;
pub mod error;
pub mod idempotency;
pub mod letters;
pub mod links;
pub mod outbox;
pub mod placements;
pub mod reference_lists;
pub mod releases;
pub mod scope;
pub mod sessions;
pub mod skills;
pub mod slots;
pub mod tenants;
pub mod tokens;
pub mod work;
pub mod workplaces;
