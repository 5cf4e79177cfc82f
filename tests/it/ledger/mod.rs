//! The seat ledger over time: closures, kept seats, and the proof that nothing done at once breaks it.

mod checker;
mod closures;
mod kept_seats;
mod operations;
mod pages;
mod proof;
mod town;
