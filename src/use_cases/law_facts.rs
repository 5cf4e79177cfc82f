//! The law's view of a placement, planned or only thought of: the facts from citizen, workplace and company, and the verdict.

use chrono::{Datelike, NaiveDate};

use crate::domain::{
    citizen::LegalSituation,
    company::{Company, Workplace},
    placement::Placement,
    rulebook::{
        Answer, Facts, FactsRefused, Known, RuleSet,
        facts::{CountMethod, HoursStep, Occupant, OrdinaryEmployees, Person, PreviousEmployment, Run, Workplace as WorkplaceFacts},
    },
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
    /// Our own placements at the P-number, without this one.
    pub occupants: &'a [Occupant],
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
/// Where only the birth year is known, both possible ages are tried; where they differ, the age is unknown.
///
/// # Errors
/// A word that is in no list, or a span that ends before it starts.
pub fn verdict(rules: &RuleSet, plan: &Plan, ground: &Ground<'_>) -> Result<Answer, FactsRefused> {
    let (younger, older) = ages(ground.legal, plan.from);
    let answer = |age: Option<u32>| rules.evaluate(&facts(plan, ground, age));
    if younger == older {
        return answer(younger);
    }
    let (first, second) = (answer(younger)?, answer(older)?);
    if (first.verdict, first.latest_end) == (second.verdict, second.latest_end) { Ok(first) } else { answer(None) }
}

/// The last day that the law allows, whatever end is planned; the earlier one where the age is not certain.
///
/// # Errors
/// As [`verdict`].
pub fn latest_end(rules: &RuleSet, plan: &Plan, ground: &Ground<'_>) -> Result<Option<NaiveDate>, FactsRefused> {
    let (younger, older) = ages(ground.legal, plan.from);
    let first = rules.latest_end(&facts(plan, ground, younger))?;
    if younger == older {
        return Ok(first);
    }
    let second = rules.latest_end(&facts(plan, ground, older))?;
    Ok([first, second].into_iter().flatten().min())
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

/// The facts for a person of the age.
#[must_use]
pub fn facts(plan: &Plan, ground: &Ground<'_>, age: Option<u32>) -> Facts {
    Facts {
        placement_type: Known::Is(plan.form),
        sector: Known::Is(ground.workplace.sector.into()),
        starts_on: Known::Is(plan.from),
        ends_on: plan.to,
        weekly_hours: plan.weekly_hours.clone(),
        purpose: plan.purpose,
        person: person(ground.legal, age, plan.self_found),
        workplace: workplace(plan, ground),
        previous_employment: Known::Is(previous_employment(plan, ground)),
        extension_of: plan.extends,
        justifications: plan.justifications.clone(),
    }
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

fn workplace(plan: &Plan, ground: &Ground<'_>) -> WorkplaceFacts {
    let ordinary = ground.workplace.ordinary.map(|(count, as_of)| OrdinaryEmployees {
        count: Known::Is(count),
        method: Known::Is(CountMethod::Fte),
        as_of: Known::or_absent(as_of),
    });
    WorkplaceFacts {
        p_number: Known::Is(ground.workplace.p_number.to_string()),
        ordinary_employees: Known::or_absent(ordinary),
        monthly_ordinary: Known::or_absent(ground.company.monthly_ordinary.clone()),
        employees_total: Known::or_absent(ground.workplace.employees_total.and_then(|count| u32::try_from(count).ok())),
        occupants: Known::Is(all_occupants(plan, ground)),
    }
}

/// Our own placements at the P-number, and as many more as other municipalities are known to have there.
fn all_occupants(plan: &Plan, ground: &Ground<'_>) -> Vec<Occupant> {
    let count = ground.workplace.others.map_or(0, |(count, _)| usize::try_from(count).unwrap_or(0));
    // Their ends are not told; as long as the figure stands, they fill a place each.
    let of_others = Occupant {
        starts_on: Known::Is(plan.from),
        ends_on: plan.to,
        placement_type: Known::Is(PlacementForm::Virksomhedspraktik),
        integration_act: Known::Absent,
    };
    ground.occupants.iter().copied().chain(std::iter::repeat_n(of_others, count)).collect()
}

fn previous_employment(plan: &Plan, ground: &Ground<'_>) -> PreviousEmployment {
    let is_this = |employer: &String| {
        let number: String = employer.chars().filter(char::is_ascii_digit).collect();
        number == ground.company.cvr.as_str() || number == ground.workplace.p_number.as_str()
    };
    let same = |function: &String| {
        let function = function.trim().to_lowercase();
        let occupation = ground.slot.occupation.as_deref() == Some(function.as_str());
        // Other words may still mean the same work, so only sameness can be known.
        (occupation || function == ground.slot.title.trim().to_lowercase()).then_some(true)
    };
    PreviousEmployment {
        last_employer_is_this: Known::or_absent(ground.legal.last_employer.as_ref().map(is_this)),
        same_function: Known::or_absent(ground.legal.last_function.as_ref().and_then(same)),
        difference_described: Known::Absent,
        currently_employed: Known::or_absent(ground.legal.currently_employed),
        person_agrees: Known::or_absent(plan.person_agrees),
    }
}
