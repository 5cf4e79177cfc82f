//! Brobygger: the house on one page.
//!
//! Floors are layers, rooms are nouns; the same noun is found under the same name on every floor.
//! `web`, `api`, `jobs` → `use_cases` → `store`, `search`, `gateway` → `domain`.

pub mod api;
pub mod base;
pub mod command_line;
pub mod demo;
pub mod domain;
pub mod doors;
pub mod gateway;
pub mod i18n;
pub mod intake;
pub mod jobs;
pub mod mail;
pub mod print;
pub mod search;
pub mod settings;
pub mod startup;
pub mod state;
pub mod store;
pub mod use_cases;
pub mod web;
