//! Two municipalities with the same companies, places and citizens: what belongs to the other is as if it were not there.

mod companies;
mod files;
mod routes;
mod searches;
pub mod twins;
mod use_cases;
