//! The rule book against facts that are made up: what holds for every case, and that both forms of the verdict agree.
#![expect(clippy::expect_used, reason = "a test that cannot make its cases has failed")]

mod both_forms;
mod generator;
mod plans;
mod properties;

use std::sync::LazyLock;

use brobygger::{domain::rulebook::RuleSet, settings::rules};

/// The rules that are shipped.
static RULES: LazyLock<RuleSet> = LazyLock::new(|| rules::load(None).expect("the shipped rules"));
