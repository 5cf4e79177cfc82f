//! The law's verdict on a placement: the facts from the tables, the same at every decision, and what may be passed over.

use super::case::Case;
use crate::{
    base::fault::Fault,
    domain::{
        citizen::LegalSituation,
        ids::CompanyId,
        numbers::PNumber,
        permission::Right,
        placement::Placement,
        reasons::CitizenAnswer,
        refusal::Refusal,
        rulebook::{
            Answer, Known, Verdict,
            facts::{HoursStep, Occupant, Run},
            situation::{self, Ground, Plan},
        },
    },
    store::{citizens, companies, placements, scope::Scope, slots, work::Work, workplaces},
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
    },
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
    let slot = slots::find(scope, placement.slot).await?.or_not_found()?;
    let workplace = workplaces::find(scope, placement.workplace).await?.or_not_found()?;
    let company = companies::find(scope, slot.company).await?.or_not_found()?;
    let citizen = citizens::find(scope, placement.citizen).await?.or_not_found()?;
    let occupants = occupants(scope, placement).await?;
    let last_employer = last_employer(scope, &citizen.legal).await?;
    let (legal, slot, workplace, company) = (&citizen.legal, &slot, &workplace, &company);
    let ground = Ground { legal, slot, workplace, company, last_employer, occupants: &occupants };
    situation::verdict(&app.rules, &plan_of(placement, circumstances), &ground).map_err(|refused| not_readable(&refused.to_string()))
}

/// The company behind the P-number that the last employer of a citizen is known by; one query for any number of places.
pub(in crate::use_cases) async fn last_employer<S: Scope>(scope: &S, legal: &LegalSituation) -> Result<Option<CompanyId>, Fault> {
    let Some(p_number) = legal.last_employer.as_deref().and_then(|number| PNumber::parse(number).ok()) else { return Ok(None) };
    Ok(workplaces::by_p_number(scope, &p_number).await?.map(|workplace| workplace.company))
}

/// Who else fills a place at the placement's workplace in its period.
async fn occupants<S: Scope>(scope: &S, placement: &Placement) -> Result<Vec<Occupant>, Failure> {
    let mut others = placements::filling(scope, placement.workplace, placement.period).await?;
    others.retain(|other| other.id != placement.id);
    let ids: Vec<_> = others.iter().map(|other| other.citizen).collect();
    let acts = citizens::integration_acts(scope, &ids).await?;
    Ok(others.iter().map(|other| situation::occupant(other, acts.get(&other.citizen).copied())).collect())
}

fn plan_of(placement: &Placement, circumstances: Circumstances<'_>) -> Plan {
    let grounds = placement.justifications.iter().filter(|word| !is_override(word));
    Plan {
        form: placement.form,
        from: placement.period.from,
        to: Known::Is(placement.period.to),
        weekly_hours: Known::Is(placement.weekly_hours.iter().map(|step| HoursStep { from: step.from, hours: step.hours }).collect()),
        purpose: Known::Is(placement.purpose),
        self_found: placement.self_found,
        function: placement.function,
        justifications: grounds.chain(circumstances.overrides).cloned().collect(),
        extends: circumstances.extends,
        person_agrees: circumstances.person_agrees,
    }
}

fn not_readable(sentence: &str) -> Failure {
    let mut refused = crate::domain::refusal::FieldRefused::new("facts", "facts-refused");
    refused.advice = vec![sentence.to_owned()];
    Refusal::Invalid { fields: vec![refused] }.into()
}

/// What a decision brings along to pass over a rule or an unknown fact.
pub(super) struct Passing<'a> {
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
pub(super) async fn must_pass(app: &App, work: &Work<'_>, case: &mut Case, passing: &Passing<'_>) -> Result<Vec<String>, Failure> {
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
    let answer = judge(app, work, &judged, circumstances).await?;
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
    keep(case, answer, overrides)?;
    if !passed_over.is_empty() {
        case.record.override_reason = reason.map(str::to_owned);
    }
    Ok(passed_over)
}

/// Keeps the answer on the record; of the rules that were passed over only those of this decision.
fn keep(case: &mut Case, answer: Answer, overrides: Vec<String>) -> Result<(), Fault> {
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
pub(super) fn overrides_of(placement: &Placement) -> Vec<String> {
    placement.justifications.iter().filter(|word| is_override(word)).cloned().collect()
}

fn is_override(word: &str) -> bool {
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
