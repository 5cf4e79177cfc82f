//! The index from outside: what it finds, counts and survives.

mod brute_force;
mod damage;
mod kit;
mod language;
mod life;
