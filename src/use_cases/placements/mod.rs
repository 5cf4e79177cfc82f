//! What is done with placements, from proposal to end; one file per verb.

mod answer;
mod case;
mod seating;
mod words;

pub mod accept;
pub mod agree;
pub mod attests;
mod barred;
pub mod cancel;
pub mod cap;
pub mod cards;
pub mod company_list;
pub mod complete;
pub mod confirm;
pub mod decline;
pub mod dossier;
pub mod extend;
pub mod ground;
pub mod holds;
pub mod interrupt;
pub mod law;
pub mod links;
pub mod look;
pub mod named;
mod outlook;
pub mod passed_over;
pub mod propose;
pub mod release;
pub mod reserve;
pub mod rows;
mod sound;
pub mod start;
pub(in crate::use_cases) mod tables;
pub mod vitas;
pub mod withdraw;

pub use crate::store::placements::{Filter, Record};
pub use case::Moved;
