//! The law's verdict on a placement: the facts from the tables, the same at every decision, and what may be passed over.

use chrono::{Datelike, NaiveDate};

use super::case::Case;
use crate::{
    domain::{
        citizen::{Citizen, LegalSituation},
        company::{Company, Workplace},
        permission::Right,
        placement::{self, Placement},
        reasons::CitizenAnswer,
        refusal::Refusal,
        rulebook::{
            Answer, Facts, Known, RuleSet, Verdict,
            facts::{CountMethod, HoursStep, Occupant, OrdinaryEmployees, Person, PreviousEmployment, Run, Workplace as WorkplaceFacts},
        },
        slot::Slot,
        terms::PlacementForm,
    },
    store::{citizens, companies, placements, scope::Scope, slots, work::Work, workplaces},
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
    },
};

const OVERRIDE: &str = "override:";

/// Everything known that the law may ask about one placement.
pub struct Situation {
    /// The placement, planned or intended.
    pub placement: Placement,
    /// The citizen.
    pub citizen: Citizen,
    /// The slot.
    pub slot: Slot,
    /// Its workplace.
    pub workplace: Workplace,
    /// Its company.
    pub company: Company,
    /// Who else fills a place at the P-number, with their citizens' integration act.
    pub occupants: Vec<(Placement, Option<bool>)>,
    /// What was said about it besides.
    pub circumstances: Circumstances,
}

/// What is said about a placement besides its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// The run that it extends.
    pub extends: Option<Run>,
    /// Whether the citizen agrees, where that was asked.
    pub person_agrees: Option<bool>,
}

/// The law's answer on a placement, planned, agreed or extended, from what the tables say now.
///
/// # Errors
/// Something that it refers to is gone, a word is in no list, or the database cannot be reached.
pub async fn judge<S: Scope>(app: &App, scope: &S, placement: &Placement, circumstances: Circumstances) -> Result<Answer, Failure> {
    let slot = slots::find(scope, placement.slot).await?.or_not_found()?;
    let workplace = workplaces::find(scope, placement.workplace).await?.or_not_found()?;
    let company = companies::find(scope, slot.company).await?.or_not_found()?;
    let citizen = citizens::find(scope, placement.citizen).await?.or_not_found()?;
    let occupants = occupants(scope, placement).await?;
    let situation = Situation { placement: placement.clone(), citizen, slot, workplace, company, occupants, circumstances };
    verdict(&app.rules, &situation)
}

/// Who else fills a place at the placement's workplace in its period, with their citizens' integration act.
///
/// # Errors
/// The database cannot be reached.
pub async fn occupants<S: Scope>(scope: &S, placement: &Placement) -> Result<Vec<(Placement, Option<bool>)>, Failure> {
    let mut others = placements::filling(scope, placement.workplace, placement.period).await?;
    others.retain(|other| other.id != placement.id);
    let ids: Vec<_> = others.iter().map(|other| other.citizen).collect();
    let citizens = if ids.is_empty() { Vec::new() } else { citizens::some(scope, &ids).await? };
    let act =
        |other: &Placement| citizens.iter().find(|citizen| citizen.id == other.citizen).and_then(|citizen| citizen.legal.integration_act);
    Ok(others.into_iter().map(|other| (act(&other), other)).map(|(act, other)| (other, act)).collect())
}

/// The law's answer on a situation.
///
/// Where only the birth year is known, both possible ages are tried; where they differ, the age is unknown.
///
/// # Errors
/// A word that is in no list; the refusal names the field.
pub fn verdict(rules: &RuleSet, situation: &Situation) -> Result<Answer, Failure> {
    let (younger, older) = ages(&situation.citizen.legal, situation.placement.period.from);
    let answer = |age: Option<u32>| rules.evaluate(&facts(situation, age)).map_err(|refused| not_readable(&refused.to_string()));
    if younger == older {
        return answer(younger);
    }
    let (first, second) = (answer(younger)?, answer(older)?);
    if (first.verdict, first.latest_end) == (second.verdict, second.latest_end) { Ok(first) } else { answer(None) }
}

fn not_readable(sentence: &str) -> Failure {
    let mut refused = crate::domain::refusal::FieldRefused::new("facts", "facts-refused");
    refused.advice = Some(sentence.to_owned());
    Refusal::Invalid { fields: vec![refused] }.into()
}

/// The two possible ages on the day; equal where the birth date is known, none where nothing is.
fn ages(legal: &LegalSituation, on: NaiveDate) -> (Option<u32>, Option<u32>) {
    if let Some(born) = legal.birth_date {
        let age = on.years_since(born);
        return (age, age);
    }
    let older = legal.birth_year.and_then(|year| u32::try_from(on.year() - year).ok());
    (older.map(|age| age.saturating_sub(1)), older)
}

/// The facts of a situation, for a person of the age.
#[must_use]
pub fn facts(situation: &Situation, age: Option<u32>) -> Facts {
    let placement = &situation.placement;
    Facts {
        placement_type: Known::Is(placement.form),
        sector: Known::Is(situation.workplace.sector.into()),
        starts_on: Known::Is(placement.period.from),
        ends_on: Known::Is(placement.period.to),
        weekly_hours: Known::Is(placement.weekly_hours.iter().map(hours_step).collect()),
        purpose: Known::Is(placement.purpose),
        person: person(&situation.citizen.legal, age, placement.self_found),
        workplace: workplace(situation),
        previous_employment: Known::Is(previous_employment(situation)),
        extension_of: situation.circumstances.extends,
        justifications: placement.justifications.clone(),
    }
}

fn hours_step(step: &placement::HoursStep) -> HoursStep {
    HoursStep { from: step.from, hours: step.hours }
}

fn person(legal: &LegalSituation, age: Option<u32>, self_found: bool) -> Person {
    Person {
        target_group: Known::or_absent(legal.target_group.clone()),
        age: Known::or_absent(age),
        unemployed_since: Known::or_absent(legal.unemployed_since),
        dimittendsats: Known::or_absent(legal.dimittendsats),
        single_parent: Known::or_absent(legal.single_parent),
        has_education: Known::or_absent(legal.has_education),
        jobparat: Known::or_absent(legal.jobparat),
        aabenlyst_uddannelsesparat: Known::or_absent(legal.aabenlyst_uddannelsesparat),
        arbejdspligt: Known::or_absent(legal.arbejdspligt),
        integration_act: Known::or_absent(legal.integration_act),
        group_granted_on: Known::or_absent(legal.group_granted_on),
        self_found: Known::Is(self_found),
    }
}

fn workplace(situation: &Situation) -> WorkplaceFacts {
    let (workplace, company) = (&situation.workplace, &situation.company);
    let ordinary = workplace.ordinary.map(|(count, as_of)| OrdinaryEmployees {
        count: Known::Is(count),
        method: Known::Is(CountMethod::Fte),
        as_of: Known::or_absent(as_of),
    });
    WorkplaceFacts {
        p_number: Known::Is(workplace.p_number.to_string()),
        ordinary_employees: Known::or_absent(ordinary),
        monthly_ordinary: Known::or_absent(company.monthly_ordinary.clone()),
        employees_total: Known::or_absent(workplace.employees_total.and_then(|count| u32::try_from(count).ok())),
        occupants: Known::Is(all_occupants(situation)),
    }
}

/// Our own placements at the P-number, and as many more as other municipalities are known to have there.
fn all_occupants(situation: &Situation) -> Vec<Occupant> {
    let own = situation.occupants.iter().map(|(placement, integration_act)| Occupant {
        starts_on: Known::Is(placement.period.from),
        ends_on: Known::Is(placement.period.to),
        placement_type: Known::Is(placement.form),
        integration_act: Known::or_absent(*integration_act),
    });
    let count = situation.workplace.others.map_or(0, |(count, _)| usize::try_from(count).unwrap_or(0));
    let period = situation.placement.period;
    // Their ends are not told; as long as the figure stands, they fill a place each.
    let of_others = Occupant {
        starts_on: Known::Is(period.from),
        ends_on: Known::Is(period.to),
        placement_type: Known::Is(PlacementForm::Virksomhedspraktik),
        integration_act: Known::Is(false),
    };
    own.chain(std::iter::repeat_n(of_others, count)).collect()
}

fn previous_employment(situation: &Situation) -> PreviousEmployment {
    let legal = &situation.citizen.legal;
    let is_this = |employer: &String| {
        let number: String = employer.chars().filter(char::is_ascii_digit).collect();
        number == situation.company.cvr.as_str() || number == situation.workplace.p_number.as_str()
    };
    let same = |function: &String| {
        let function = function.trim().to_lowercase();
        let occupation = situation.slot.occupation.as_deref() == Some(function.as_str());
        // Other words may still mean the same work, so only sameness can be known.
        (occupation || function == situation.slot.title.trim().to_lowercase()).then_some(true)
    };
    PreviousEmployment {
        last_employer_is_this: Known::or_absent(legal.last_employer.as_ref().map(is_this)),
        same_function: Known::or_absent(legal.last_function.as_ref().and_then(same)),
        difference_described: Known::Absent,
        currently_employed: Known::or_absent(legal.currently_employed),
        person_agrees: Known::or_absent(situation.circumstances.person_agrees),
    }
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
pub(super) async fn must_pass(app: &App, work: &Work<'_>, case: &mut Case, passing: &Passing<'_>) -> Result<(), Failure> {
    let reason = passing.reason.map(str::trim).filter(|reason| !reason.is_empty());
    let may_override = work.actor().may(Right::Override) && reason.is_some();
    let mut judged = case.record.placement.clone();
    if let Some(run) = passing.extends {
        judged.period.from = run.ends_on.succ_opt().unwrap_or(run.ends_on);
    }
    if may_override {
        judged.justifications.extend(passing.overrides.iter().map(|rule| override_word(rule)));
        judged.justifications.sort_unstable();
        judged.justifications.dedup();
    }
    let agrees = case.record.citizen_answer.map(|answer| answer == CitizenAnswer::Yes);
    let answer = judge(app, work, &judged, Circumstances { extends: passing.extends, person_agrees: agrees }).await?;
    match answer.verdict {
        Verdict::Block => return Err(Refusal::LawBlocks { rules: answer.blocking().map(|finding| finding.rule.clone()).collect() }.into()),
        Verdict::Unknown if !(passing.over_unknown && may_override) => {
            return Err(Refusal::LawUnknown { missing: answer.missing().into_iter().map(str::to_owned).collect() }.into());
        }
        Verdict::Ok | Verdict::Warn | Verdict::Unknown => {}
    }
    if may_override && (answer.verdict == Verdict::Unknown || judged.justifications != case.record.placement.justifications) {
        case.record.override_reason = reason.map(str::to_owned);
        case.record.placement.justifications = judged.justifications;
    }
    case.record.rule_set = answer.rule_set.map(|day| day.to_string());
    case.record.verdict =
        serde_json::to_value(answer).map_err(|error| crate::base::fault::Fault::new("a verdict cannot be written", error))?;
    Ok(())
}

fn override_word(rule: &str) -> String {
    let rule = rule.trim();
    if rule.starts_with(OVERRIDE) { rule.to_owned() } else { format!("{OVERRIDE}{rule}") }
}

/// Refuses justifications that pass over a rule where nobody with the right gives a reason.
pub(super) fn without_overrides(justifications: &[String]) -> Result<(), Refusal> {
    let passes_over = justifications.iter().any(|word| word.starts_with(OVERRIDE));
    if passes_over { Err(Refusal::field("justifications", "override-needs-reason")) } else { Ok(()) }
}
