//! The facts about a person, from what the municipality has noted about the legal situation.

use chrono::{Datelike, NaiveDate};

use super::{
    condition::Condition,
    facts::{Known, Person, PreviousEmployment},
    rule_set::RuleSet,
};
use crate::domain::{citizen::LegalSituation, numbers::age_on};

impl RuleSet {
    /// The facts about a person for a placement that starts on a day; what is not noted is unknown.
    ///
    /// Where only the birth year is known, the age is unknown when a rule names a limit between the two ages that
    /// the person may have.
    #[must_use]
    pub fn person_facts(&self, situation: &LegalSituation, start: NaiveDate, self_found: Known<bool>) -> Person {
        Person {
            target_group: Known::or_absent(situation.target_group.clone()),
            age: Known::or_absent(self.age(situation, start)),
            unemployed_since: Known::or_absent(situation.unemployed_since),
            dimittendsats: Known::or_absent(situation.dimittendsats),
            single_parent: Known::or_absent(situation.single_parent),
            has_education: Known::or_absent(situation.has_education),
            jobparat: Known::or_absent(situation.jobparat),
            aabenlyst_uddannelsesparat: Known::or_absent(situation.aabenlyst_uddannelsesparat),
            arbejdspligt: Known::or_absent(situation.arbejdspligt),
            integration_act: Known::or_absent(situation.integration_act),
            group_granted_on: Known::or_absent(situation.group_granted_on),
            self_found,
        }
    }

    fn age(&self, situation: &LegalSituation, start: NaiveDate) -> Option<u32> {
        if let Some(born) = situation.birth_date {
            return u32::try_from(age_on(born, start)).ok();
        }
        let older = u32::try_from(start.year() - situation.birth_year?).ok()?;
        let younger = older.checked_sub(1)?;
        (!self.age_limits().any(|limit| younger < limit && limit <= older)).then_some(younger)
    }

    /// The ages from which a rule says something else.
    fn age_limits(&self) -> impl Iterator<Item = u32> {
        let scopes = self.duration.iter().map(|row| &row.scope).chain(self.eligibility.iter().map(|row| &row.scope));
        let demands = self.eligibility.iter().flat_map(|row| row.require.iter().chain(&row.deny_if).chain(&row.unless_any));
        scopes.flat_map(|scope| &scope.when).chain(demands).filter_map(|condition| match condition {
            Condition::AgeOver(years) => Some(years + 1),
            Condition::AgeMin(years) => Some(*years),
            _ => None,
        })
    }
}

impl PreviousEmployment {
    /// The last job against a company, known by its CVR number and P-numbers, and the work function of the place.
    ///
    /// The same words are the same function; other words may still mean the same, so that is unknown.
    #[must_use]
    pub fn of(situation: &LegalSituation, company_numbers: &[&str], function: &str) -> Self {
        let is_this = situation.last_employer.as_deref().map(|employer| company_numbers.contains(&employer));
        let same = situation.last_function.as_deref().is_some_and(|last| last.to_lowercase() == function.to_lowercase());
        Self {
            last_employer_is_this: Known::or_absent(is_this),
            same_function: if same { Known::Is(true) } else { Known::Absent },
            difference_described: Known::Absent,
            currently_employed: Known::or_absent(situation.currently_employed),
            person_agrees: Known::Absent,
        }
    }
}
