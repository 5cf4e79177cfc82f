//! What happens after a commit and by the clock: consequences of events, letters, holds that run out.

mod agreement_letters;
mod company_letters;
pub mod dispatch;
pub mod post_office;
mod round;
pub mod runner;
pub mod schedule;
mod send_letter;
mod slot_letters;
mod waiting;
