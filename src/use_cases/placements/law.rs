//! The law's verdict on a placement: the facts from the tables, the same at every decision, and what may be passed over.

use super::{
    case::Case,
    passed_over::{self, Decision},
    tables::Tables,
};
use crate::{
    base::fault::Fault,
    domain::{
        ids::VerdictId,
        permission::Right,
        placement::{Placement, Verb},
        reasons::CitizenAnswer,
        refusal::Refusal,
        rulebook::{Answer, Judgement, Verdict, facts::Run, kept::KeptVerdict},
    },
    store::{kept_verdicts, scope::Scope, work::Work},
    use_cases::{app::App, failure::Failure},
};

const OVERRIDE: &str = "override:";

/// What is said about a placement besides its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances<'a> {
    /// The run that it extends.
    pub extends: Option<Run>,
    /// Whether the citizen agrees, where that was asked.
    pub person_agrees: Option<bool>,
    /// Rules that this decision passes over, as `override:<rule>`; those of an earlier decision count for nothing.
    pub overrides: &'a [String],
}

/// The law's answer on a placement, planned, agreed or extended, from what the tables say now.
///
/// # Errors
/// Something that it refers to is gone, a word is in no list, or the database cannot be reached.
pub async fn judge<S: Scope>(app: &App, scope: &S, placement: &Placement, circumstances: Circumstances<'_>) -> Result<Answer, Failure> {
    Tables::read(app, scope, [placement]).await?.judge(placement, circumstances)
}

/// What a decision brings along to pass over a rule or an unknown fact.
pub(super) struct Passing<'a> {
    /// Which decision it is.
    pub verb: Verb,
    /// Rules to be passed over, as `override:<rule>` or the bare id.
    pub overrides: &'a [String],
    /// The written reason.
    pub reason: Option<&'a str>,
    /// Whether an unknown may be passed with the reason (at confirm only).
    pub over_unknown: bool,
    /// The run that is extended.
    pub extends: Option<Run>,
}

/// Judges a placement and refuses what the law does not let pass; keeps verdict, rule set and reason on the record.
///
/// A rule that an earlier decision passed over blocks again, until this one names it too. Tells what was passed over.
pub(super) async fn must_pass(app: &App, work: &mut Work<'_>, case: &mut Case, passing: &Passing<'_>) -> Result<Vec<String>, Failure> {
    let reason = passing.reason.map(str::trim).filter(|reason| !reason.is_empty());
    let may_override = work.actor().may(Right::Override) && reason.is_some();
    let named: &[String] = if may_override { passing.overrides } else { &[] };
    let overrides: Vec<String> = named.iter().map(|rule| override_word(rule)).collect();
    let mut judged = case.record.placement.clone();
    if let Some(run) = passing.extends {
        judged.period.from = run.ends_on.succ_opt().unwrap_or(run.ends_on);
    }
    let person_agrees = case.record.citizen_answer.map(|answer| answer == CitizenAnswer::Yes);
    let circumstances = Circumstances { extends: passing.extends, person_agrees, overrides: &overrides };
    let tables = Tables::read(app, work, [&judged]).await?;
    let judgement = tables.judgement(tables.book(), &judged, circumstances)?;
    let answer = &judgement.answer;
    let passes_unknown = passing.over_unknown && may_override;
    match answer.verdict {
        Verdict::Block => return Err(Refusal::LawBlocks { rules: answer.blocking().map(|finding| finding.rule.clone()).collect() }.into()),
        Verdict::Unknown if !passes_unknown => {
            return Err(Refusal::LawUnknown { missing: answer.missing().into_iter().map(str::to_owned).collect() }.into());
        }
        Verdict::Ok | Verdict::Warn | Verdict::Unknown => {}
    }
    let over_unknown = (answer.verdict == Verdict::Unknown).then(|| "unknown".to_owned());
    let passed_over: Vec<String> = overrides.iter().cloned().chain(over_unknown).collect();
    passed_over::note(&judgement.edition.rules, work, case, answer, Decision { verb: passing.verb, overrides: &overrides, reason }).await?;
    keep_in_full(work, case, passing.verb, &judgement).await?;
    keep(case, &judgement.answer, overrides)?;
    if !passed_over.is_empty() {
        case.record.override_reason = reason.map(str::to_owned);
    }
    Ok(passed_over)
}

/// Keeps the verdict with the facts and the rules that it was given by, for a complaint board years later.
async fn keep_in_full(work: &Work<'_>, case: &Case, act: Verb, judgement: &Judgement<'_>) -> Result<(), Failure> {
    let edition = judgement.edition;
    if !kept_verdicts::has_text(work, &edition.hash).await? {
        kept_verdicts::keep_text(work, &edition.hash, &edition.text).await?;
    }
    let kept = KeptVerdict::new(edition, &judgement.facts, &judgement.answer);
    let row = kept_verdicts::Row {
        id: VerdictId(work.new_id()),
        placement: case.id(),
        citizen: case.record.placement.citizen,
        decided_at: work.at(),
        act: act.as_str().to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        kept: kept.map_err(|error| Fault::new("a verdict cannot be written", error))?,
    };
    Ok(kept_verdicts::insert(work, &row).await?)
}

/// Keeps the answer on the record; of the rules that were passed over only those of this decision.
fn keep(case: &mut Case, answer: &Answer, overrides: Vec<String>) -> Result<(), Fault> {
    let justifications = &mut case.record.placement.justifications;
    justifications.retain(|word| !is_override(word));
    justifications.extend(overrides);
    justifications.sort_unstable();
    justifications.dedup();
    case.record.rule_set = answer.rule_set.map(|day| day.to_string());
    case.record.verdict = serde_json::to_value(answer).map_err(|error| Fault::new("a verdict cannot be written", error))?;
    Ok(())
}

/// The rules that the placement's latest decision passed over.
pub(in crate::use_cases) fn overrides_of(placement: &Placement) -> Vec<String> {
    placement.justifications.iter().filter(|word| is_override(word)).cloned().collect()
}

pub(super) fn is_override(word: &str) -> bool {
    word.starts_with(OVERRIDE)
}

fn override_word(rule: &str) -> String {
    let rule = rule.trim();
    if is_override(rule) { rule.to_owned() } else { format!("{OVERRIDE}{rule}") }
}

/// Refuses justifications that pass over a rule where nobody with the right gives a reason.
pub(super) fn without_overrides(justifications: &[String]) -> Result<(), Refusal> {
    let passes_over = justifications.iter().any(|word| is_override(word));
    if passes_over { Err(Refusal::field("justifications", "override-needs-reason")) } else { Ok(()) }
}
