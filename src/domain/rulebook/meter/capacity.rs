//! How many persons a figure of ordinary employees allows on a day, step by step, and what makes the figure doubtful.

use chrono::{Days, NaiveDate};

use crate::domain::rulebook::{
    facts::{CountMethod, Known, OrdinaryEmployees},
    rule::{RatioRule, RatioStep},
};

/// Guards the division against the last digit of a fraction.
const ROUNDING: f64 = 1e-9;

/// Why a figure says nothing about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// There is none.
    Missing,
    /// Nobody knows of which day it is.
    Undated,
    /// It was counted in another way than the rule asks.
    OtherMethod,
    /// It is older than the rule allows.
    TooOld,
    /// No rule applies on the day.
    NoRule,
}

/// The figure of ordinary employees behind the meter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// How many.
    pub count: f64,
    /// How they were counted.
    pub method: Option<CountMethod>,
    /// Of which day.
    pub as_of: Option<NaiveDate>,
    /// How old it is today.
    pub age_days: Option<i64>,
    /// The last day on which it still counts, where the rule sets an age.
    pub good_until: Option<NaiveDate>,
}

impl Figure {
    pub(super) fn of(ordinary: OrdinaryEmployees, rule: Option<&RatioRule>, today: NaiveDate) -> Option<Self> {
        let as_of = ordinary.as_of.value().copied();
        let most = rule.and_then(|rule| rule.figure_max_age_days);
        let good_until = as_of.zip(most).and_then(|(day, most)| day.checked_add_days(Days::new(most.unsigned_abs())));
        Some(Self {
            count: *ordinary.count.value()?,
            method: ordinary.method.value().copied(),
            as_of,
            age_days: as_of.map(|day| (today - day).num_days()),
            good_until,
        })
    }
}

/// One step of the arithmetic: "40 ordinary employees: 1 for every 5 gives 8".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Employees that the step counts.
    pub employees: f64,
    /// Employees that earlier steps have used.
    pub above: f64,
    /// Employees for each person.
    pub per: f64,
    /// Persons that the step allows.
    pub persons: u32,
    /// Whether the rule's least number decides, because the division gives fewer.
    pub by_least: bool,
}

/// The arithmetic of a rule; steps that no employee reaches are left out.
pub(super) fn steps(rule: &RatioRule, employees: f64) -> Vec<Step> {
    let counted = |step: &RatioStep| (employees.min(step.up_to.unwrap_or(f64::MAX)) - step.above).max(0.0);
    let reached = rule.steps.iter().filter(|step| counted(step) > 0.0 || step.min > 0);
    reached
        .map(|step| {
            let only = RatioRule { steps: vec![*step], ..rule.clone() };
            let (within, persons) = (counted(step), only.capacity(employees));
            let by_least = step.min > 0 && within / step.per + ROUNDING < f64::from(step.min);
            Step { employees: within, above: step.above, per: step.per, persons, by_least }
        })
        .collect()
}

/// What a figure allows on a day: for certain, and what it would allow if it still stood then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Allowed {
    pub(super) certain: Result<u32, Doubt>,
    pub(super) expected: Option<u32>,
}

pub(super) fn allowed(rule: Option<&RatioRule>, ordinary: Option<OrdinaryEmployees>, day: NaiveDate) -> Allowed {
    let Some(rule) = rule else { return Allowed { certain: Err(Doubt::NoRule), expected: None } };
    let Some((figure, count)) = ordinary.and_then(|figure| Some((figure, *figure.count.value()?))) else {
        return Allowed { certain: Err(Doubt::Missing), expected: None };
    };
    let capacity = rule.capacity(count);
    if figure.method != Known::Is(rule.count_method) {
        return Allowed { certain: Err(Doubt::OtherMethod), expected: None };
    }
    let certain = match figure.as_of.value() {
        None => Err(Doubt::Undated),
        Some(as_of) if rule.figure_max_age_days.is_some_and(|most| (day - *as_of).num_days() > most) => Err(Doubt::TooOld),
        Some(_) => Ok(capacity),
    };
    Allowed { certain, expected: Some(capacity) }
}
