//! What the law says of a person and a kind of placement, for every first day.

use chrono::NaiveDate;

use super::{duration_table::DurationTable, pair::Pair};
use crate::domain::{
    rulebook::{
        case::Case,
        condition::Birth,
        duration::Decision,
        facts::{Employer, Facts, Known, Person, PreviousEmployment},
        gates::{self, HoursFit},
        growth::{self, Standing},
        previous_employment, ratio,
        rule::{GrowthRule, HoursRule, RatioRule},
        rule_set::RuleSet,
        tester::Tester,
        verdict::Verdict,
    },
    terms::PlacementForm,
};

/// What is known of a person before a place is.
#[derive(Clone, Copy)]
pub struct PersonFacts<'a> {
    /// The facts for a start on a day; only the age may differ from day to day.
    pub on: &'a dyn Fn(NaiveDate) -> Person,
    /// What the age follows from; none where it is the same on every day.
    pub born: Option<Birth>,
    /// The last job, without what only a place can tell: whether it is there, and the work function.
    pub employment: Known<PreviousEmployment>,
}

/// What the law says of a person and a kind, by first day and sector.
#[derive(Clone, Debug)]
pub struct PersonPart {
    pub(super) form: PlacementForm,
    /// From when on, in order; each holds until the next.
    stretches: Vec<(NaiveDate, [Terms; SECTORS.len()])>,
}

const SECTORS: [Known<Employer>; 3] = [Known::Is(Employer::Private), Known::Is(Employer::Public), Known::Absent];

/// What the law says between two days on which that may change, to an employer of one sector.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    /// Of what the person and the sector decide alone.
    pub(super) fixed: Verdict,
    pub(super) duration: DurationTable,
    /// By what the pair says of the last employer.
    pub(super) employment: [Verdict; Pair::EMPLOYMENTS],
    /// A limit of hours, and the verdict for each [`HoursFit`].
    pub(super) hours: Vec<(f64, [Verdict; HoursFit::ALL.len()])>,
    /// The verdict for the worst day of a workplace, as [`worst_day`] numbers it.
    pub(super) ratio: Vec<[Verdict; 5]>,
    /// The verdict for each [`Standing`] of a workplace.
    pub(super) growth: Vec<[Verdict; Standing::ALL.len()]>,
}

/// The number of a worst day; none where the workplace's figure or its occupants are not known.
pub(super) const fn worst_day(worst: Option<Verdict>) -> usize {
    match worst {
        None => 0,
        Some(Verdict::Ok) => 1,
        Some(Verdict::Warn) => 2,
        Some(Verdict::Unknown) => 3,
        Some(Verdict::Block) => 4,
    }
}

const WORST_DAYS: [Option<Verdict>; 5] = [None, Some(Verdict::Ok), Some(Verdict::Warn), Some(Verdict::Unknown), Some(Verdict::Block)];

impl PersonPart {
    /// Works out what the law says to starts on a day and later.
    #[must_use]
    pub fn new(rules: &RuleSet, form: PlacementForm, since: NaiveDate, person: &PersonFacts<'_>) -> Self {
        let terms = |start: NaiveDate| SECTORS.map(|sector| Terms::of(rules, (form, start), sector, person));
        let stretches = turning_days(rules, since, person).into_iter().map(|start| (start, terms(start))).collect();
        Self { form, stretches }
    }

    /// The last day that the law allows for a start; none when nothing limits it.
    #[must_use]
    pub fn latest_end(&self, start: NaiveDate, sector: Known<Employer>) -> Option<NaiveDate> {
        self.terms(start, sector)?.duration.latest_end(start)
    }

    /// What holds for a start; none before the first day that was worked out.
    pub(super) fn terms(&self, start: NaiveDate, sector: Known<Employer>) -> Option<&Terms> {
        let behind = self.stretches.partition_point(|(from, _)| *from <= start);
        let (_, by_sector) = self.stretches.get(behind.checked_sub(1)?)?;
        let index = SECTORS.iter().position(|one| one.value() == sector.value())?;
        by_sector.get(index)
    }
}

/// The days from which on something else may hold, in order, from a first one on.
fn turning_days(rules: &RuleSet, since: NaiveDate, person: &PersonFacts<'_>) -> Vec<NaiveDate> {
    let out_of_work = (person.on)(since).unemployed_since.value().copied();
    let asked = rules.conditions().flat_map(|condition| condition.turning_days(out_of_work, person.born));
    let first_age = person.born.into_iter().flat_map(|born| born.turning_days(0));
    let mut days: Vec<NaiveDate> = rules.turning_days().chain(asked).chain(first_age).filter(|day| *day > since).collect();
    days.push(since);
    days.sort_unstable();
    days.dedup();
    days
}

impl Terms {
    fn of(rules: &RuleSet, (form, start): (PlacementForm, NaiveDate), sector: Known<Employer>, person: &PersonFacts<'_>) -> Self {
        let facts = Facts {
            placement_type: Known::Is(form),
            sector,
            starts_on: Known::Is(start),
            person: (person.on)(start),
            previous_employment: person.employment,
            ..Facts::default()
        };
        let facts = rules.with_group_facts(&facts);
        let case = Case { rules, facts: &facts, form, start };
        let mut terms = Self {
            fixed: Verdict::Ok,
            duration: DurationTable::constant(Verdict::Ok),
            employment: [Verdict::Ok; Pair::EMPLOYMENTS],
            hours: Vec::new(),
            ratio: Vec::new(),
            growth: Vec::new(),
        };
        for tester in rules.testers(form, start) {
            terms.add(&case, tester);
        }
        terms
    }

    /// Takes in a test: at once where the person and the sector decide it, else as a table over its states.
    fn add(&mut self, case: &Case<'_>, tester: Tester<'_>) {
        match tester {
            Tester::GroupClosed | Tester::TypeClosed(_) | Tester::Sector(_) | Tester::Eligibility(_) => {
                let found = tester.finding(case, &mut Decision::default());
                self.fixed = self.fixed.max(found.map_or(Verdict::Ok, |finding| finding.verdict));
            }
            Tester::Duration => self.duration = DurationTable::of(case),
            Tester::PreviousEmployment => self.employment = employments(case),
            Tester::Hours(rule) => self.hours.push((rule.max_week, hours(case, rule))),
            Tester::Ratio(rule) => self.ratio.push(worst_days(case, rule)),
            Tester::Growth(rule) => self.growth.push(standings(case, rule)),
        }
    }
}

fn employments(case: &Case<'_>) -> [Verdict; Pair::EMPLOYMENTS] {
    let mut facts = case.facts.clone();
    let mut verdicts = [Verdict::Ok; Pair::EMPLOYMENTS];
    for (verdict, told) in verdicts.iter_mut().zip(Pair::employments()) {
        if let Known::Is(employment) = case.facts.previous_employment {
            facts.previous_employment = Known::Is(told.told_of(employment));
        }
        let told = Case { facts: &facts, ..*case };
        *verdict = previous_employment::possible(&told).verdict().unwrap_or(Verdict::Ok);
    }
    verdicts
}

fn hours(case: &Case<'_>, rule: &HoursRule) -> [Verdict; HoursFit::ALL.len()] {
    let applies = gates::hours_apply(case, rule);
    HoursFit::ALL.map(|fit| gates::hours_verdict(rule, &applies, fit).unwrap_or(Verdict::Ok))
}

fn worst_days(case: &Case<'_>, rule: &RatioRule) -> [Verdict; WORST_DAYS.len()] {
    let tested = ratio::is_tested(case, rule);
    WORST_DAYS.map(|worst| ratio::verdict(&tested, worst).unwrap_or(Verdict::Ok))
}

fn standings(case: &Case<'_>, rule: &GrowthRule) -> [Verdict; Standing::ALL.len()] {
    let applies = case.is_in(&rule.scope);
    Standing::ALL.map(|standing| growth::verdict(case, rule, &applies, standing).unwrap_or(Verdict::Ok))
}
