//! A decision that passed over a rule or a missing fact: who decided it in which role, when, and why.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ids::AccountId,
    placement::Verb,
    rulebook::{Answer, RuleSet, Verdict},
    terms::Language,
};
use crate::base::clock::Moment;

/// A rule that was passed over, in the words that it had then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedRule {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// From when it applies.
    pub valid_from: NaiveDate,
}

impl PassedRule {
    /// The name in a language.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Da => &self.name,
            Language::En => &self.name_en,
        }
    }
}

/// What one decision passed over; for staff only, as it belongs to the citizen's case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOver {
    /// When.
    pub at: Moment,
    /// Who decided it.
    pub by: AccountId,
    /// Their roles then.
    pub roles: Vec<String>,
    /// At which decision.
    pub decision: Verb,
    /// The rules.
    pub rules: Vec<PassedRule>,
    /// The facts that were missing, by their names in the rule book.
    pub missing: Vec<String>,
    /// Why, in writing.
    pub reason: String,
}

/// What a decision passed over of an answer; none where every rule was kept and every fact was known.
#[must_use]
pub fn of_answer(answer: &Answer, overrides: &[String], rules: &RuleSet) -> Option<(Vec<PassedRule>, Vec<String>)> {
    let is_named = |rule: &str| overrides.iter().any(|word| word.strip_prefix("override:") == Some(rule));
    let gave_way = answer.findings.iter().filter(|finding| finding.verdict == Verdict::Warn && is_named(&finding.rule));
    let heads = rules.headers();
    let told = |id: &String| {
        let head = heads.iter().find(|head| head.id == *id)?;
        Some(PassedRule { id: id.clone(), name: head.name.da.clone(), name_en: head.name.en.clone(), valid_from: head.valid_from })
    };
    let rules: Vec<PassedRule> = gave_way.filter_map(|finding| told(&finding.rule)).collect();
    let missing: Vec<String> = match answer.verdict {
        Verdict::Unknown => answer.missing().into_iter().map(str::to_owned).collect(),
        Verdict::Ok | Verdict::Warn | Verdict::Block => Vec::new(),
    };
    let passed = answer.verdict == Verdict::Unknown || !rules.is_empty();
    passed.then_some((rules, missing))
}
