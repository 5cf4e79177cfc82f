//! The parts of a plan: what the situation of a citizen and a place is, divided for many places.

use chrono::NaiveDate;

use super::{Pair, PersonFacts, PersonPart, WorkplacePart, verdict};
use crate::domain::{
    citizen::LegalSituation,
    rulebook::{
        condition::Birth,
        facts::{Facts, Known},
        rule_set::RuleSet,
        situation::{self, Ground, Plan},
        verdict::Verdict,
    },
};

/// The person's part for placements planned like this one, on any day from one on.
///
/// None where the rules refuse the facts, as they do a target group that their list does not have.
#[must_use]
pub fn person_part(rules: &RuleSet, plan: &Plan, legal: &LegalSituation, since: NaiveDate) -> Option<PersonPart> {
    let on = |start: NaiveDate| situation::planned_person(rules, &Plan { from: start, ..plan.clone() }, legal);
    rules.latest_end(&Facts { person: on(since), ..Facts::default() }).ok()?;
    let born = legal.birth_date.map(Birth::On).or(legal.birth_year.map(Birth::In));
    let employment = Known::Is(situation::own_employment(plan, legal));
    Some(PersonPart::new(rules, plan.form, since, &PersonFacts { on: &on, born, employment }))
}

/// The verdict of [`situation::verdict`] on a plan that extends nothing and brings no justifications, without its words.
///
/// Unknown where the rules refuse the facts.
#[must_use]
pub fn planned(rules: &RuleSet, person: &PersonPart, plan: &Plan, ground: &Ground<'_>) -> Verdict {
    let facts = Facts {
        starts_on: Known::Is(plan.from),
        ends_on: plan.to,
        weekly_hours: plan.weekly_hours.clone(),
        workplace: situation::workplace(plan, ground),
        ..Facts::default()
    };
    if facts.check().is_err() {
        return Verdict::Unknown;
    }
    let workplace = WorkplacePart::new(rules, (plan.form, plan.from), Known::Is(ground.workplace.sector.into()), &facts.workplace);
    let told = situation::previous_employment(plan, ground);
    let pair = Pair {
        ends_on: plan.to,
        weekly_hours: facts.weekly_hours.value().map_or(&[], Vec::as_slice),
        last_employer_is_this: told.last_employer_is_this.value().copied(),
        same_function: told.same_function.value().copied(),
        difference_described: told.difference_described.value().copied(),
    };
    verdict(person, &workplace, &pair)
}
