//! What users do: one small struct per intention or question, per noun.

pub mod accounts;
pub mod agreements;
pub mod app;
pub mod citizen_search;
pub mod companies;
pub mod contacts;
pub mod failure;
pub mod follow_index;
pub mod health;
pub mod imports;
pub mod index_check;
pub mod intention;
pub mod once;
pub mod password_reset;
pub mod placements;
pub mod places;
pub mod portal_sign_in;
pub mod read_anew;
pub mod sign_in;
pub mod slot_search;
pub mod slots;
pub mod tokens;
pub mod typed;
pub mod workplaces;
