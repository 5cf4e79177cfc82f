//! Placements from proposal to end: states, seats, the law, the company's wall.

mod agreeing;
mod asking;
mod bounds;
mod dismissed;
mod holding;
mod last_seat;
mod law;
mod outlook;
mod passed_over;
mod releasing;
pub mod stage;
mod states;
mod vitas;
mod walls;
