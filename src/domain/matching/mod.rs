//! Why a place fits a citizen: criteria, the facts compared, points, and the order of a list.
//!
//! Declared wishes, skills and conditions are matched to places; nothing is predicted about people. The input
//! is a [`crate::domain::citizen::Profile`], which has no name, CPR, sex, age, origin or diagnosis to weigh.

mod criteria;
mod fact;
mod judged_period;
mod nearest_change;
mod occupation;
mod part;
mod rank;
mod reason;
#[cfg(test)]
pub(in crate::domain) mod tests;
mod weights;

pub use fact::{Fact, Phrase};
pub use judged_period::{JudgedPeriod, NoPeriod, judged_period};
pub use nearest_change::Change;
pub use occupation::Closeness;
pub use part::{Criterion, Part, PartVerdict, PartView};
pub use rank::{LawView, Match, MatchView, Ranked, Seeker, Surroundings, rank};
pub use weights::{Points, Shares, Weights, Yardstick};
