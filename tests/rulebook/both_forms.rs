//! The verdict-only form against the full form, on random persons, workplaces and pairs.

use brobygger::domain::{
    numbers::age_on,
    rulebook::{
        Facts, Known, RuleSet, Verdict,
        compiled::{Pair, PersonFacts, PersonPart, WorkplacePart, verdict},
        condition::Birth,
        facts::{Employer, Person, PreviousEmployment},
    },
    terms::PlacementForm,
};
use chrono::{Datelike, Days, NaiveDate};

use crate::{
    RULES,
    generator::{Dice, Generator},
};

const PAIRS_EACH: u64 = 100;

/// A made-up person, a kind, and what the parts need.
struct Someone {
    form: PlacementForm,
    person: Person,
    born: Option<Birth>,
    employment: Known<PreviousEmployment>,
}

impl Someone {
    fn of(dice: &mut Dice, facts: &Facts) -> Self {
        let day = NaiveDate::from_ymd_opt(1955, 1, 1).expect("a day") + Days::new(dice.below(55 * 365));
        let leap_day = NaiveDate::from_ymd_opt(1976, 2, 29).expect("a day");
        let born = [Some(Birth::On(day)), Some(Birth::On(leap_day)), Some(Birth::In(day.year())), None];
        Self {
            form: *facts.placement_type.value().expect("a kind"),
            person: facts.person.clone(),
            born: dice.pick(&born),
            employment: facts.previous_employment,
        }
    }

    /// The facts for a start on a day; where only a year is known, a year that is no limit of a rule tells the age.
    fn on(&self, start: NaiveDate) -> Person {
        let age = match self.born {
            Some(Birth::On(born)) => Known::or_absent(u32::try_from(age_on(born, start)).ok()),
            Some(Birth::In(year)) => {
                let older = u32::try_from(start.year() - year).ok();
                Known::or_absent(older.filter(|older| ![25, 51].contains(older)).and_then(|older| older.checked_sub(1)))
            }
            None => self.person.age,
        };
        Person { age, ..self.person.clone() }
    }

    fn part(&self, rules: &RuleSet, since: NaiveDate) -> PersonPart {
        PersonPart::new(rules, self.form, since, &PersonFacts { on: &|start| self.on(start), born: self.born, employment: self.employment })
    }
}

/// Whole facts of a person at a place that other made-up facts describe; the last job keeps what is the person's own.
fn together(someone: &Someone, place: &Facts) -> Facts {
    let told = place.previous_employment.value().copied().unwrap_or_default();
    let employment = match someone.employment {
        Known::Is(own) => Known::Is(PreviousEmployment {
            last_employer_is_this: told.last_employer_is_this,
            same_function: told.same_function,
            difference_described: told.difference_described,
            ..own
        }),
        // A last job of which nothing is said is one of which all is unknown.
        Known::Absent => Known::Absent,
        Known::Nothing => Known::Nothing,
    };
    Facts {
        placement_type: Known::Is(someone.form),
        person: someone.on(*place.starts_on.value().expect("a start")),
        previous_employment: employment,
        extension_of: None,
        justifications: Vec::new(),
        ..place.clone()
    }
}

fn pair(facts: &Facts) -> Pair<'_> {
    let told = facts.previous_employment.value().copied().unwrap_or_default();
    Pair {
        ends_on: facts.ends_on,
        weekly_hours: facts.weekly_hours.value().map_or(&[], Vec::as_slice),
        last_employer_is_this: told.last_employer_is_this.value().copied(),
        same_function: told.same_function.value().copied(),
        difference_described: told.difference_described.value().copied(),
    }
}

/// Compares both forms for some persons at a hundred places each; tells how many verdicts there were of each kind.
fn compare(rules: &RuleSet, persons: u64) -> [u32; 4] {
    let mut seen = [0_u32; 4];
    for seed in 0..persons {
        let generator = Generator::of_seed(rules, seed);
        let mut dice = Dice::new(seed);
        let facts = generator.facts(&mut dice);
        let someone = Someone::of(&mut dice, &facts);
        let since = NaiveDate::from_ymd_opt(dice.pick(&[2012, 2019, 2026]), 6, 15).expect("a day");
        let part = someone.part(rules, since);
        for _ in 0..PAIRS_EACH {
            let place = generator.facts(&mut dice);
            let start = *place.starts_on.value().expect("a start");
            if start < since {
                let workplace = WorkplacePart::new(rules, (someone.form, start), place.sector, &place.workplace);
                assert_eq!(verdict(&part, &workplace, &pair(&place)), Verdict::Unknown, "a start before those that were worked out");
                continue;
            }
            let facts = together(&someone, &place);
            let workplace = WorkplacePart::new(rules, (someone.form, start), facts.sector, &facts.workplace);
            let full = rules.evaluate(&facts).expect("an answer");
            let told = || format!("seed {seed}, born {:?}: {}", someone.born, serde_json::to_string(&facts).expect("JSON"));
            assert_eq!(verdict(&part, &workplace, &pair(&facts)), full.verdict, "{}\n{:#?}", told(), full.findings);
            let latest_end = rules.latest_end(&facts).expect("an answer");
            assert_eq!(part.latest_end(start, facts.sector), latest_end, "{}", told());
            seen[full.verdict as usize] += 1;
        }
    }
    seen
}

#[test]
fn the_verdict_alone_equals_that_of_the_full_form_on_random_pairs() {
    let seen = compare(&RULES, 1_600);
    assert!(seen.iter().sum::<u32>() >= 100_000 && seen.iter().all(|count| *count > 500), "too few cases: {seen:?}");
}

/// The same with rules that ask in other ways: conditions in odd places, rows that only warn, exempt persons who do not count.
#[test]
fn it_equals_the_full_form_under_changed_rules_too() {
    let mut rules = RULES.clone();
    rules.duration.iter_mut().step_by(2).for_each(|row| row.head.verified = !row.head.verified);
    rules.ratio.iter_mut().for_each(|row| row.exempt_still_counts = false);
    rules.ratio.iter_mut().skip(1).for_each(|row| row.head.verified = false);
    rules.growth.iter_mut().for_each(|row| row.scope.sector = Some(Employer::Private));
    let asked = rules.eligibility.iter().flat_map(|row| row.require.iter().chain(&row.unless_any)).cloned().collect::<Vec<_>>();
    rules.hours.iter_mut().zip(&asked).for_each(|(row, condition)| row.scope.when.push(condition.clone()));
    rules.ratio.iter_mut().zip(asked.iter().rev()).for_each(|(row, condition)| row.scope.when.push(condition.clone()));
    let seen = compare(&rules, 300);
    assert!(seen.iter().all(|count| *count > 100), "too few cases: {seen:?}");
}
