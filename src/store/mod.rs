//! The only floor that knows the database: rows in, things out, and the municipality's wall inside every query.

pub mod accounts;
pub mod audit;
pub mod change_log;
pub mod database;
pub mod error;
pub mod scope;
pub mod sessions;
pub mod tenants;
pub mod work;
