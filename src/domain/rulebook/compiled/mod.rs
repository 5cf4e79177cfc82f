//! The verdict alone, divided so that most of it is worked out once: by person, by workplace, and little by pair.
//!
//! [`PersonPart`] is made once per citizen and kind, [`WorkplacePart`] once per P-number, kind and first day;
//! [`verdict`] puts the two and the facts of a pair together without allocating. It equals the verdict of
//! [`super::RuleSet::evaluate`] on the same facts, without an extension and without justifications.
//!
//! How it stays equal: no rule is written here. The list of tests is [`super::tester::Tester`] for both forms, and each
//! test that needs more than the person is a function of a few states – where the end lies against a limit, how the hours
//! or the figures stand, the worst day of the workplace. Here that function is asked for every state beforehand and its
//! answers are kept as a table; the pair finds its state by the very functions that the full form uses. What a start day
//! changes about a person is told by [`super::condition::Condition::turning_days`] and by the dates of the rows; between
//! two such days one table holds. `tests/rulebook` compares both forms on 100,000 random pairs.

mod duration_table;
mod of_plan;
mod pair;
mod person;
mod workplace;

pub use of_plan::{person_part, planned};
pub use pair::{Pair, verdict};
pub use person::{PersonFacts, PersonPart};
pub use workplace::WorkplacePart;
