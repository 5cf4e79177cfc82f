//! The law's view of a placement, planned or only thought of: the facts from citizen, workplace and company, and the verdict.

use chrono::{Datelike, NaiveDate};

use super::{
    condition::Condition,
    facts::{
        CountMethod, Facts, FactsRefused, HoursStep, Known, Occupant, OrdinaryEmployees, Person, PreviousEmployment, Run,
        Workplace as WorkplaceFacts,
    },
    meter::Others,
    rule_book::{Judgement, RuleBook},
    rule_set::RuleSet,
    verdict::Answer,
};
use crate::domain::{
    citizen::LegalSituation,
    company::{Company, Workplace},
    ids::CompanyId,
    numbers::{PNumber, age_on},
    placement::{NewFunction, Placement},
    slot::Slot,
    terms::{PlacementForm, Purpose},
};

/// What is planned, as far as it is known.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Kind.
    pub form: PlacementForm,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: Known<NaiveDate>,
    /// Hours a week, in steps.
    pub weekly_hours: Known<Vec<HoursStep>>,
    /// Agreed purpose.
    pub purpose: Known<Purpose>,
    /// Found by the citizen.
    pub self_found: bool,
    /// Written grounds that the rule book knows.
    pub justifications: Vec<String>,
    /// Work function against that at the last employer, as far as it was said.
    pub function: NewFunction,
    /// The run that it extends.
    pub extends: Option<Run>,
    /// Whether the citizen agrees, where that was asked.
    pub person_agrees: Option<bool>,
}

/// Who and where.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// What the law asks about the citizen.
    pub legal: &'a LegalSituation,
    /// The slot.
    pub slot: &'a Slot,
    /// Its workplace.
    pub workplace: &'a Workplace,
    /// Its company.
    pub company: &'a Company,
    /// The company behind the P-number of the citizen's last employer, where the register knows it.
    pub last_employer: Option<CompanyId>,
    /// Our own placements at the P-number, without this one.
    pub occupants: &'a [Occupant],
    /// On which day all this was known.
    pub known_on: NaiveDate,
}

/// A placement as it fills a place at the P-number.
#[must_use]
pub fn occupant(placement: &Placement, integration_act: Option<bool>) -> Occupant {
    Occupant {
        starts_on: Known::Is(placement.period.from),
        ends_on: Known::Is(placement.period.to),
        placement_type: Known::Is(placement.form),
        integration_act: Known::or_absent(integration_act),
    }
}

/// The law's answer.
///
/// # Errors
/// A word that is in no list, or a span that ends before it starts.
pub fn verdict(book: &RuleBook, plan: &Plan, ground: &Ground<'_>) -> Result<Answer, FactsRefused> {
    book.evaluate(&facts(book.on(plan.from), plan, ground))
}

/// The law's answer with the facts and the edition that it was given by, to be kept.
///
/// # Errors
/// As [`verdict`].
pub fn judge<'b>(book: &'b RuleBook, plan: &Plan, ground: &Ground<'_>) -> Result<Judgement<'b>, FactsRefused> {
    book.judge(&facts(book.on(plan.from), plan, ground))
}

/// The last day that the law allows, whatever end is planned; the earlier one where the age is not certain.
///
/// # Errors
/// As [`verdict`].
pub fn latest_end(book: &RuleBook, plan: &Plan, ground: &Ground<'_>) -> Result<Option<NaiveDate>, FactsRefused> {
    book.latest_end(&facts(book.on(plan.from), plan, ground))
}

/// What is known, as the rules ask it; what is not noted is unknown.
#[must_use]
pub fn facts(rules: &RuleSet, plan: &Plan, ground: &Ground<'_>) -> Facts {
    Facts {
        placement_type: Known::Is(plan.form),
        sector: Known::Is(ground.workplace.sector.into()),
        starts_on: Known::Is(plan.from),
        ends_on: plan.to,
        weekly_hours: plan.weekly_hours.clone(),
        purpose: plan.purpose,
        person: planned_person(rules, plan, ground.legal),
        workplace: workplace(plan, ground),
        previous_employment: Known::Is(previous_employment(plan, ground)),
        extension_of: plan.extends,
        justifications: plan.justifications.clone(),
    }
}

/// The person on the first day of a plan.
pub(super) fn planned_person(rules: &RuleSet, plan: &Plan, legal: &LegalSituation) -> Person {
    Person { self_found: Known::Is(plan.self_found), ..person(legal, age(age_limits(rules), legal, plan.from)) }
}

/// What is noted about the person; the age is that on the day which is asked about.
pub(super) fn person(legal: &LegalSituation, age: Option<u32>) -> Person {
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
        self_found: Known::Absent,
    }
}

/// The age on the first day, for rules that name these limits.
///
/// Where only the birth year is known, the person has one of two ages; the age is unknown when a rule names a limit
/// between them, and otherwise the two are the same to every rule.
pub(super) fn age(mut limits: impl Iterator<Item = u32>, legal: &LegalSituation, start: NaiveDate) -> Option<u32> {
    if let Some(born) = legal.birth_date {
        return u32::try_from(age_on(born, start)).ok();
    }
    let older = u32::try_from(start.year() - legal.birth_year?).ok()?;
    let younger = older.checked_sub(1)?;
    (!limits.any(|limit| limit == older)).then_some(younger)
}

/// The ages from which some rule says something else.
fn age_limits(rules: &RuleSet) -> impl Iterator<Item = u32> {
    let scopes = rules.duration.iter().map(|row| &row.scope).chain(rules.eligibility.iter().map(|row| &row.scope));
    let scopes = scopes.chain(rules.hours.iter().map(|row| &row.scope)).chain(rules.previous_employment.iter().map(|row| &row.scope));
    let scopes = scopes.chain(rules.ratio.iter().map(|row| &row.scope)).chain(rules.growth.iter().map(|row| &row.scope));
    let scopes = scopes.chain(rules.consultation.iter().map(|row| &row.scope)).chain(rules.grant.iter().map(|row| &row.scope));
    let demands = rules.eligibility.iter().flat_map(|row| row.require.iter().chain(&row.deny_if).chain(&row.unless_any));
    let of_kinds = rules.hours.iter().flat_map(|row| &row.when_type).flat_map(|(_, conditions)| conditions);
    scopes.flat_map(|scope| &scope.when).chain(demands).chain(of_kinds).filter_map(age_limit)
}

/// The age from which a condition says something else.
pub(super) const fn age_limit(condition: &Condition) -> Option<u32> {
    match condition {
        Condition::AgeOver(years) => Some(*years + 1),
        Condition::AgeMin(years) => Some(*years),
        _ => None,
    }
}

/// The figure of ordinary employees, which is written in full-time persons.
#[must_use]
pub fn ordinary(workplace: &Workplace) -> Option<OrdinaryEmployees> {
    workplace.ordinary.map(|(count, as_of)| OrdinaryEmployees {
        count: Known::Is(count),
        method: Known::Is(CountMethod::Fte),
        as_of: Known::or_absent(as_of),
    })
}

/// What other municipalities are known to have at the P-number.
#[must_use]
pub fn others(workplace: &Workplace) -> Option<Others> {
    workplace.others.map(|(count, as_of)| Others { count: u32::try_from(count).unwrap_or(0), as_of, source: workplace.others_source })
}

pub(super) fn workplace(plan: &Plan, ground: &Ground<'_>) -> WorkplaceFacts {
    WorkplaceFacts {
        p_number: Known::Is(ground.workplace.p_number.to_string()),
        ordinary_employees: Known::or_absent(ordinary(ground.workplace)),
        monthly_ordinary: Known::or_absent(ground.company.monthly_ordinary.clone()),
        employees_total: Known::or_absent(ground.workplace.employees_total.and_then(|count| u32::try_from(count).ok())),
        occupants: Known::Is(all_occupants(plan, ground)),
        occupants_as_of: Known::Is(ground.known_on),
    }
}

/// Our own placements at the P-number, and as many more as other municipalities are known to have there.
fn all_occupants(plan: &Plan, ground: &Ground<'_>) -> Vec<Occupant> {
    let count = ground.workplace.others.map_or(0, |(count, _)| usize::try_from(count).unwrap_or(0));
    // Their ends are not told; as long as the figure stands, they fill a place each.
    let of_others = Occupant {
        starts_on: Known::Is(plan.from),
        ends_on: Known::Nothing,
        placement_type: Known::Is(PlacementForm::Virksomhedspraktik),
        integration_act: Known::Absent,
    };
    ground.occupants.iter().copied().chain(std::iter::repeat_n(of_others, count)).collect()
}

/// Whether the last employer is the company, by its CVR number or the P-number of any of its units.
///
/// A P-number that the register does not know may be another unit of the company, so that is unknown.
fn is_last_employer(ground: &Ground<'_>) -> Option<bool> {
    let number: String = ground.legal.last_employer.as_ref()?.chars().filter(char::is_ascii_digit).collect();
    if PNumber::parse(&number).is_err() {
        return Some(number == ground.company.cvr.as_str());
    }
    if number == ground.workplace.p_number.as_str() {
        return Some(true);
    }
    ground.last_employer.map(|company| company == ground.company.id)
}

/// What the person alone tells of the last job.
pub(super) fn own_employment(plan: &Plan, legal: &LegalSituation) -> PreviousEmployment {
    PreviousEmployment {
        currently_employed: Known::or_absent(legal.currently_employed),
        person_agrees: Known::or_absent(plan.person_agrees),
        ..PreviousEmployment::default()
    }
}

pub(super) fn previous_employment(plan: &Plan, ground: &Ground<'_>) -> PreviousEmployment {
    let same = |function: &String| {
        let function = function.trim().to_lowercase();
        let occupation = ground.slot.occupation.as_deref() == Some(function.as_str());
        // Other words may still mean the same work, so only sameness can be known.
        (occupation || function == ground.slot.title.trim().to_lowercase()).then_some(true)
    };
    PreviousEmployment {
        last_employer_is_this: Known::or_absent(is_last_employer(ground)),
        same_function: Known::or_absent(plan.function.same.or_else(|| ground.legal.last_function.as_ref().and_then(same))),
        difference_described: Known::or_absent(plan.function.difference_described),
        ..own_employment(plan, ground.legal)
    }
}
