//! The shipped rules at their edges: last allowed day, first refused day, the day a rule changes.

mod deadlines;
mod duration_and_gates;
mod edges;
mod editions;
mod meter;
mod missing_facts;
mod outlook;
mod ratio_and_growth;
mod situations;
mod words;

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::load;
use crate::domain::rulebook::{Answer, Facts, FactsRefused, Number, RuleSet, Task, Verdict};

pub(super) static RULES: LazyLock<RuleSet> = LazyLock::new(|| load(None).unwrap_or_else(|faults| panic!("{faults:#?}")));

pub(super) const EXAMPLE: &str = include_str!("../example.json");

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The example, four weeks long, with changes: a path with dots, and a value; `Absent` removes the fact.
pub(super) fn facts(changes: &[(&str, Value)]) -> Value {
    let mut facts: Value = serde_json::from_str(EXAMPLE).unwrap();
    facts["ends_on"] = json!("2026-03-29");
    for (path, value) in changes {
        set(&mut facts, path, value.clone());
    }
    facts
}

pub(super) fn set(facts: &mut Value, path: &str, value: Value) {
    match path.split_once('.') {
        Some((head, rest)) => set(&mut facts[head], rest, value),
        None if value == absent() => {
            facts.as_object_mut().unwrap().remove(path);
        }
        None => facts[path] = value,
    }
}

pub(super) fn absent() -> Value {
    json!("(absent)")
}

pub(super) fn evaluate(facts: &Value) -> Result<Answer, FactsRefused> {
    RULES.evaluate(&Facts::read(&facts.to_string())?)
}

pub(super) fn answer(changes: &[(&str, Value)]) -> Answer {
    evaluate(&facts(changes)).unwrap()
}

pub(super) fn verdict_of(answer: &Answer, rule: &str) -> Option<Verdict> {
    answer.findings.iter().find(|finding| finding.rule == rule).map(|finding| finding.verdict)
}

pub(super) fn number(answer: &Answer, rule: &str, name: &str) -> Option<Number> {
    answer.findings.iter().find(|finding| finding.rule == rule)?.numbers.get(name).cloned()
}

/// Duration alone: kind, group, start, end and more changes, with what the rule says.
pub(super) fn duration(form: &str, group: &str, from_to: (&str, &str), more: &[(&str, Value)]) -> Answer {
    let mut changes = vec![
        ("placement_type", json!(form)),
        ("person.target_group", json!(group)),
        ("starts_on", json!(from_to.0)),
        ("ends_on", json!(from_to.1)),
        ("weekly_hours", json!([{ "from": from_to.0, "hours": 30 }])),
    ];
    changes.extend(more.iter().cloned());
    answer(&changes)
}

pub(super) fn occupant(from: &str, to: &str, form: &str) -> Value {
    json!({ "starts_on": from, "ends_on": to, "placement_type": form, "integration_act": true })
}
