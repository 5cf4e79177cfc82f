//! The law as dated data, and how it is applied: facts in, verdict out.

mod case;
pub mod compiled;
pub mod condition;
mod consistency;
pub mod deadline;
mod duration;
pub mod facts;
pub mod further_rule;
mod gates;
mod growth;
pub mod kept;
mod kept_for;
pub mod meter;
mod numbers;
pub mod outlook;
pub mod plain;
mod previous_employment;
pub mod ratio;
pub mod rule;
mod rule_book;
mod rule_set;
pub mod situation;
mod tester;
mod told;
pub mod verdict;
pub mod wording;

pub use consistency::RuleFault;
pub use facts::{Facts, FactsRefused, Known};
pub use kept_for::is_kept_for;
pub use numbers::Numbers;
pub use rule_book::{Edition, Judgement, RuleBook};
pub use rule_set::{RuleSet, is_about_function};
pub use told::RuleTold;
pub use verdict::{Answer, Finding, Number, Task, Verdict};
