//! Writes down what a decision passed over, on the placement and in the audit, and reads it with the names of who decided.

use std::collections::HashMap;

use serde_json::json;

use super::case::Case;
use crate::{
    domain::{
        ids::AccountId,
        passed_over::{PassedOver, of_answer},
        placement::Verb,
        refusal::Refusal,
        rulebook::{Answer, RuleSet},
    },
    store::{
        accounts,
        placements::Record,
        scope::Scope,
        work::{Subject, Work},
    },
    use_cases::failure::{Failure, OrNotFound},
};

/// What a decision passed over, with the name of whoever decided it.
#[derive(Clone, Debug)]
pub struct ToldPassedOver {
    /// Who decided it; none where the account is gone.
    pub who: Option<String>,
    /// What, when, in which role and why.
    pub passed: PassedOver,
}

/// A decision that is being written down.
pub(super) struct Decision<'a> {
    pub verb: Verb,
    pub overrides: &'a [String],
    pub reason: Option<&'a str>,
}

/// Writes down what an answer let pass. The written reason stays with the citizen's case and is erased with it; the audit
/// tells rules, missing facts and roles.
pub(super) async fn note(
    rules: &RuleSet,
    work: &mut Work<'_>,
    case: &mut Case,
    answer: &Answer,
    decision: Decision<'_>,
) -> Result<(), Failure> {
    let Some((rules, missing)) = of_answer(answer, decision.overrides, rules) else { return Ok(()) };
    let by = work.actor().account().ok_or(Refusal::NeedsPerson)?;
    let roles = accounts::find(work, by).await?.or_not_found()?.roles;
    let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    let fact =
        json!({ "verb": "pass_over", "at": decision.verb, "rules": ids, "missing": missing, "roles": roles, "reason_is_written": true });
    work.note(Subject::new("placement", case.id()), fact);
    let reason = decision.reason.unwrap_or_default().to_owned();
    case.record.passed_over.push(PassedOver { at: work.at(), by, roles, decision: decision.verb, rules, missing, reason });
    Ok(())
}

/// The names of those who passed over a rule on some placements, in one query; none where nobody did.
pub(super) async fn names<S: Scope>(scope: &S, records: &[Record]) -> Result<HashMap<AccountId, String>, Failure> {
    let mut people: Vec<AccountId> = records.iter().flat_map(|record| &record.passed_over).map(|passed| passed.by).collect();
    people.sort_unstable();
    people.dedup();
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(accounts::some(scope, &people).await?.into_iter().map(|account| (account.id, account.display_name)).collect())
}

/// What was passed over on a placement, latest first.
pub(super) fn told(record: &Record, names: &HashMap<AccountId, String>) -> Vec<ToldPassedOver> {
    let mut told: Vec<ToldPassedOver> =
        record.passed_over.iter().map(|passed| ToldPassedOver { who: names.get(&passed.by).cloned(), passed: passed.clone() }).collect();
    told.reverse();
    told
}
