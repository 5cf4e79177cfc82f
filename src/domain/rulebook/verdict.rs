//! What the rule book answers: a verdict, the findings behind it, and what is to be done.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::numbers::Numbers;
use crate::domain::terms::{Language, words};

words! {
    /// The law's verdict, from best to worst; the worst finding decides.
    Verdict {
        /// Allowed.
        Ok = "ok",
        /// Allowed as far as known, with a reservation that is shown.
        Warn = "warn",
        /// A fact is missing.
        Unknown = "unknown",
        /// Not allowed.
        Block = "block",
    }
}

words! {
    /// What somebody has to do besides.
    Task {
        /// The employee representative signs.
        Sign = "consultation:sign",
        /// The employee representative is informed.
        Inform = "consultation:inform",
        /// The employee representative is heard.
        Hearing = "consultation:hearing",
        /// The company applies in VITAS.
        VitasApply = "vitas:apply",
        /// The offer is written in the plan.
        PlanWrite = "plan:write",
        /// A status is made before the end.
        FollowupStatus = "followup:status",
    }
}

/// One number that a finding used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Number {
    /// A count.
    Count(i64),
    /// A fraction, such as full-time persons.
    Decimal(f64),
    /// A day.
    Day(NaiveDate),
    /// Several days.
    Days(Vec<NaiveDate>),
    /// A word, such as a counting method.
    Word(String),
}

/// One tested rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Id of the rule.
    pub rule: String,
    /// What it says.
    pub verdict: Verdict,
    /// Why, in Danish; names the rule in words and its date.
    pub text: String,
    /// The same in English.
    pub text_en: String,
    /// The numbers that were used.
    pub numbers: Numbers,
    /// From when the rule applies.
    pub valid_from: Option<NaiveDate>,
    /// Whether the rule's text was read at its source.
    pub verified: bool,
    /// Where the rule stands: a paragraph or an authority.
    pub source: String,
    /// The address of the source, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Facts that were asked and are missing, by their names in the facts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Whether a written override is allowed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overridable: bool,
}

impl Finding {
    /// The sentence in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Da => &self.text,
            Language::En => &self.text_en,
        }
    }
}

/// The whole answer; the JSON that `rules evaluate` prints.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The worst of the findings.
    pub verdict: Verdict,
    /// The day from which the rule set applies; none when no start is known.
    pub rule_set: Option<NaiveDate>,
    /// The last day that the law allows; none when nothing limits it.
    pub latest_end: Option<NaiveDate>,
    /// Every rule that was tested, worst first.
    pub findings: Vec<Finding>,
    /// What somebody has to do.
    pub tasks: Vec<Task>,
}

impl Answer {
    /// Nothing can be said, for a reason that no rule gives.
    #[must_use]
    pub fn undecided(da: &str, en: &str) -> Self {
        let finding = Finding {
            rule: "no-row".to_owned(),
            verdict: Verdict::Unknown,
            text: da.to_owned(),
            text_en: en.to_owned(),
            numbers: Numbers::new(),
            valid_from: None,
            verified: true,
            source: String::new(),
            url: None,
            missing: Vec::new(),
            overridable: false,
        };
        Self { verdict: Verdict::Unknown, rule_set: None, latest_end: None, findings: vec![finding], tasks: Vec::new() }
    }

    /// The missing facts by name, each once, sorted.
    #[must_use]
    pub fn missing(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.findings.iter().flat_map(|finding| &finding.missing).map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The findings that block.
    pub fn blocking(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.verdict == Verdict::Block)
    }

    /// The day on which a place within the ratio next opens, where the ratio blocks and nothing else does.
    #[must_use]
    pub fn next_opening(&self) -> Option<NaiveDate> {
        let mut blocking = self.blocking();
        match (blocking.next()?.numbers.get("next_opening"), blocking.next()) {
            (Some(Number::Day(day)), None) => Some(*day),
            _ => None,
        }
    }
}
