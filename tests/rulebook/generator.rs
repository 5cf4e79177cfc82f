//! Makes up facts for the rule book: all kinds, groups and sectors, days from 2013 to 2028, close to the edges of the rules.

use brobygger::domain::{
    rulebook::{
        Facts, Known, RuleSet,
        facts::{CountMethod, Employer, HoursStep, Occupant, OrdinaryEmployees, Person, PreviousEmployment, Run, Workplace},
    },
    terms::{PlacementForm, Purpose},
};
use chrono::{Days, NaiveDate};

/// Days on which a rule of the files begins, ends or closes.
const TURNING_DAYS: [(i32, u32); 7] = [(2013, 1), (2014, 1), (2015, 1), (2020, 1), (2025, 1), (2026, 2), (2026, 7)];
const LENGTHS: [u64; 10] = [7, 28, 56, 91, 120, 181, 182, 273, 365, 1826];
const EMPLOYEES: [f64; 12] = [0.0, 1.0, 4.9, 5.0, 9.9, 10.0, 40.0, 49.9, 50.0, 59.0, 60.0, 123.4];
const AGES: [u32; 9] = [17, 18, 24, 25, 34, 49, 50, 51, 66];
const HOURS: [f64; 6] = [8.0, 20.0, 30.0, 37.0, 37.5, 40.0];

/// A source of chance that gives the same after the same seed.
pub struct Dice(u64);

impl Dice {
    /// Dice of a seed.
    pub fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        dice.below(2);
        dice
    }

    /// A number below the limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit.max(1)
    }

    /// Yes, so many times of a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of a list.
    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        let index = usize::try_from(self.below(from.len() as u64)).unwrap_or(0);
        from[index].clone()
    }

    /// A day at most so many days before or after another.
    pub fn near(&mut self, day: NaiveDate, days: u64) -> NaiveDate {
        let earliest = day.checked_sub_days(Days::new(days)).unwrap_or(day);
        earliest.checked_add_days(Days::new(self.below(2 * days + 1))).unwrap_or(day)
    }
}

/// Makes facts up; of a hundred facts so many are left out or are said not to exist.
pub struct Generator<'r> {
    /// Where the words are taken from.
    pub rules: &'r RuleSet,
    /// Facts of a hundred that are not known.
    pub gaps: u64,
}

impl<'r> Generator<'r> {
    /// A generator of cases that are by turns whole, nearly whole and full of gaps.
    pub fn of_seed(rules: &'r RuleSet, seed: u64) -> Self {
        Self { rules, gaps: [0, 3, 10, 30][(seed % 4) as usize] }
    }

    /// Facts that the rule book takes.
    pub fn facts(&self, dice: &mut Dice) -> Facts {
        let start = any_start(dice);
        let extension_of = dice.chance(12).then(|| run_before(dice, start)).flatten();
        let end = end_after(dice, extension_of.map_or(start, |run| run.starts_on)).max(start);
        Facts {
            placement_type: Known::Is(dice.pick(PlacementForm::ALL)),
            sector: self.perhaps(dice, |dice| dice.pick(Employer::ALL)),
            starts_on: Known::Is(start),
            ends_on: self.perhaps(dice, |_| end),
            weekly_hours: self.perhaps(dice, |dice| weekly_hours(dice, start)),
            purpose: self.perhaps(dice, |dice| dice.pick(Purpose::ALL)),
            person: self.person(dice, start),
            workplace: self.workplace(dice, start, end),
            previous_employment: self.perhaps(dice, |dice| self.previous_employment(dice)),
            extension_of,
            justifications: if dice.chance(20) { self.justifications(dice) } else { Vec::new() },
        }
    }

    /// A fact that is sometimes unknown and sometimes known not to exist.
    pub fn perhaps<T>(&self, dice: &mut Dice, make: impl FnOnce(&mut Dice) -> T) -> Known<T> {
        match dice.chance(self.gaps) {
            false => Known::Is(make(dice)),
            true if dice.chance(30) => Known::Nothing,
            true => Known::Absent,
        }
    }

    fn person(&self, dice: &mut Dice, start: NaiveDate) -> Person {
        let groups: Vec<String> = self.rules.target_groups.iter().map(|group| group.head.id.clone()).collect();
        let flag = |dice: &mut Dice, percent| self.perhaps(dice, |dice| dice.chance(percent));
        let target_group = self.perhaps(dice, |dice| dice.pick(&groups));
        // Whoever is of the act's own group is under the act; the contrary would not be a missing but a wrong fact.
        let of_the_act = target_group.value().is_some_and(|group| group == "integration");
        Person {
            target_group,
            age: self.perhaps(dice, |dice| dice.pick(&AGES)),
            unemployed_since: self.perhaps(dice, |dice| unemployed_since(dice, start)),
            dimittendsats: flag(dice, 25),
            single_parent: flag(dice, 15),
            has_education: flag(dice, 70),
            jobparat: flag(dice, 50),
            aabenlyst_uddannelsesparat: flag(dice, 15),
            arbejdspligt: flag(dice, 30),
            integration_act: if of_the_act { Known::Is(true) } else { flag(dice, 10) },
            group_granted_on: self.perhaps(dice, near_a_turning_day),
            self_found: flag(dice, 30),
        }
    }

    fn workplace(&self, dice: &mut Dice, start: NaiveDate, end: NaiveDate) -> Workplace {
        Workplace {
            p_number: self.perhaps(dice, |dice| format!("{}", 1_000_000_000 + dice.below(1_000))),
            ordinary_employees: self.perhaps(dice, |dice| self.ordinary_employees(dice, start)),
            monthly_ordinary: self.perhaps(dice, monthly),
            employees_total: self.perhaps(dice, |dice| dice.pick(&[0, 1, 2, 30])),
            occupants_as_of: Known::Absent,
            occupants: self.perhaps(dice, |dice| {
                let count = dice.below(10).min(dice.below(13));
                (0..count).map(|_| self.occupant(dice, start, end)).collect()
            }),
        }
    }

    fn ordinary_employees(&self, dice: &mut Dice, start: NaiveDate) -> OrdinaryEmployees {
        let usual = if start < NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default() { CountMethod::Heads } else { CountMethod::Fte };
        OrdinaryEmployees {
            count: self.perhaps(dice, |dice| dice.pick(&EMPLOYEES)),
            method: self.perhaps(dice, |dice| if dice.chance(95) { usual } else { dice.pick(CountMethod::ALL) }),
            as_of: self.perhaps(dice, |dice| {
                let old = if dice.chance(85) { dice.below(60) } else { 88 + dice.below(6) };
                start.checked_sub_days(Days::new(old)).unwrap_or(start)
            }),
        }
    }

    /// Somebody else at the workplace, around the period.
    pub fn occupant(&self, dice: &mut Dice, start: NaiveDate, end: NaiveDate) -> Occupant {
        let around = if dice.chance(50) { start } else { end };
        let from = dice.near(around, 40);
        let to = from.checked_add_days(Days::new(dice.below(120))).unwrap_or(from);
        Occupant {
            starts_on: self.perhaps(dice, |_| from),
            ends_on: self.perhaps(dice, |_| to),
            placement_type: self.perhaps(dice, |dice| dice.pick(PlacementForm::ALL)),
            integration_act: self.perhaps(dice, |dice| dice.chance(20)),
        }
    }

    fn previous_employment(&self, dice: &mut Dice) -> PreviousEmployment {
        let flag = |dice: &mut Dice, percent| self.perhaps(dice, |dice| dice.chance(percent));
        PreviousEmployment {
            last_employer_is_this: flag(dice, 25),
            same_function: flag(dice, 40),
            difference_described: flag(dice, 60),
            currently_employed: flag(dice, 30),
            person_agrees: flag(dice, 60),
        }
    }

    fn justifications(&self, dice: &mut Dice) -> Vec<String> {
        let words = self.rules.justifications();
        let ids = ["override:rimelighed-fte-2025", "override:praktik-4", "override:type-closed"];
        [words.as_slice(), &ids].concat().into_iter().filter(|_| dice.chance(50)).map(str::to_owned).collect()
    }
}

/// A start from 2013 to 2028, now and then on or beside a day on which a rule changes.
pub fn any_start(dice: &mut Dice) -> NaiveDate {
    if dice.chance(25) {
        return near_a_turning_day(dice);
    }
    let first = NaiveDate::from_ymd_opt(2013, 1, 1).unwrap_or_default();
    let this_year = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
    if dice.chance(40) { this_year + Days::new(dice.below(365)) } else { first + Days::new(dice.below(16 * 365)) }
}

fn near_a_turning_day(dice: &mut Dice) -> NaiveDate {
    let (year, month) = dice.pick(&TURNING_DAYS);
    dice.near(NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default(), 2)
}

/// An end at or beside the limits of the rules.
pub fn end_after(dice: &mut Dice, start: NaiveDate) -> NaiveDate {
    let length = dice.pick(&LENGTHS);
    let last = start.checked_add_days(Days::new(length - 1)).unwrap_or(start);
    dice.near(last, 3).max(start)
}

fn run_before(dice: &mut Dice, start: NaiveDate) -> Option<Run> {
    let ends_on = start.pred_opt()?;
    let length = dice.pick(&LENGTHS);
    Some(Run { starts_on: ends_on.checked_sub_days(Days::new(length - 1))?, ends_on })
}

fn unemployed_since(dice: &mut Dice, start: NaiveDate) -> NaiveDate {
    let days = dice.pick(&[30, 182, 183, 365, 366, 900]);
    dice.near(start.checked_sub_days(Days::new(days)).unwrap_or(start), 3)
}

/// Hours that stay, rise within the placement or begin too late.
pub fn weekly_hours(dice: &mut Dice, start: NaiveDate) -> Vec<HoursStep> {
    let mut steps = vec![HoursStep { from: if dice.chance(95) { start } else { dice.near(start, 20) }, hours: dice.pick(&HOURS) }];
    while dice.chance(15) {
        steps.push(HoursStep { from: dice.near(start, 60), hours: dice.pick(&HOURS) });
    }
    steps
}

fn monthly(dice: &mut Dice) -> Vec<f64> {
    let months = if dice.chance(90) { 12 } else { dice.below(14) };
    let usual = dice.pick(&EMPLOYEES);
    (0..months).map(|_| if dice.chance(90) { usual } else { usual + 1.0 }).collect()
}
