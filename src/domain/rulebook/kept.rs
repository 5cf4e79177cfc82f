//! A verdict as it was given, so that it can be given again years later, byte for byte, whatever the rules say by then.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    facts::{Facts, FactsRefused},
    rule_book::Edition,
    rule_set::RuleSet,
    verdict::{Answer, Verdict},
};

/// A rule that was tested, without a word about the person; stays when the facts are erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestedRule {
    /// Id of the row.
    pub rule: String,
    /// Its version: the day from which the row applies.
    pub valid_from: Option<NaiveDate>,
    /// What it said.
    pub verdict: Verdict,
}

/// What is kept of a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptVerdict {
    /// The whole.
    pub verdict: Verdict,
    /// Date of the rule set.
    pub rule_set: Option<NaiveDate>,
    /// Hash of the rule files.
    pub rules_hash: String,
    /// The rules that were tested.
    pub rules: Vec<TestedRule>,
    /// The facts as JSON: no name and no CPR number stands in them; none once erased.
    pub facts: Option<String>,
    /// The answer as JSON; none once erased.
    pub answer: Option<String>,
    /// The day on which facts and answer were erased.
    pub erased_on: Option<NaiveDate>,
}

/// What comes of giving a verdict again.
#[derive(Clone, Debug, PartialEq)]
pub enum Replay {
    /// The same bytes.
    Same,
    /// Other bytes: the program answers otherwise than the one that gave it.
    Other(Box<Answer>),
    /// The facts were erased with the case.
    Erased(NaiveDate),
    /// The kept facts cannot be judged by the kept rules any more.
    Refused(FactsRefused),
    /// This program cannot read the text of the rules of then.
    Unreadable,
}

impl KeptVerdict {
    /// Keeps an answer with the facts that it was given on, by an edition of the rules.
    ///
    /// # Errors
    /// Something of it cannot be written as JSON.
    pub fn new(edition: &Edition, facts: &Facts, answer: &Answer) -> Result<Self, serde_json::Error> {
        let tested = answer.findings.iter().map(|finding| TestedRule {
            rule: finding.rule.clone(),
            valid_from: finding.valid_from,
            verdict: finding.verdict,
        });
        Ok(Self {
            verdict: answer.verdict,
            rule_set: answer.rule_set,
            rules_hash: edition.hash.clone(),
            rules: tested.collect(),
            facts: Some(serde_json::to_string(facts)?),
            answer: Some(serde_json::to_string(answer)?),
            erased_on: None,
        })
    }

    /// The kept answer; none once erased.
    #[must_use]
    pub fn told(&self) -> Option<Answer> {
        serde_json::from_str(self.answer.as_deref()?).ok()
    }

    /// The kept facts; none once erased.
    #[must_use]
    pub fn known(&self) -> Option<Facts> {
        Facts::read(self.facts.as_deref()?).ok()
    }

    /// Gives the verdict again by the rules that it was given by.
    #[must_use]
    pub fn replay(&self, rules: &RuleSet) -> Replay {
        let (Some(facts), Some(bytes)) = (&self.facts, &self.answer) else {
            return Replay::Erased(self.erased_on.unwrap_or_default());
        };
        let mut answer = match Facts::read(facts).and_then(|facts| rules.evaluate(&facts)) {
            Ok(answer) => answer,
            Err(refused) => return Replay::Refused(refused),
        };
        // The book dates the set by its edition, which the rows do not know.
        answer.rule_set = answer.rule_set.max(self.rule_set);
        let again = serde_json::to_string(&answer).unwrap_or_default();
        if again == *bytes { Replay::Same } else { Replay::Other(Box::new(answer)) }
    }
}
