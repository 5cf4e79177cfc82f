//! Rimelighed: how many persons a P-number may have beside its ordinary employees, for every day of a period.

use chrono::NaiveDate;

use super::{
    case::{Case, last_certain_day, numbers},
    condition::Truth,
    facts::{Known, Occupant, OrdinaryEmployees, Workplace},
    gates::decimal,
    numbers::Numbers,
    rule::{Label, RatioRule},
    verdict::{Finding, Number, Verdict},
    wording,
};
use crate::domain::period::Period;

const ROUNDING: f64 = 1e-9;
const BREAKING_DAYS_NAMED: usize = 5;

/// How many fill a place on a stretch of days on which the count does not change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Occupied {
    /// For certain.
    pub certain: u32,
    /// Of a kind of which it is not certain that it counts.
    pub unverified: u32,
    /// Perhaps: days or kind are not known.
    pub perhaps: u32,
}

/// A stretch of days with the same count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The days.
    pub days: Period,
    /// How many fill a place.
    pub occupied: Occupied,
}

impl RatioRule {
    /// How many persons so many ordinary employees allow.
    #[must_use]
    pub fn capacity(&self, employees: f64) -> u32 {
        self.steps
            .iter()
            .map(|step| {
                let within = (employees.min(step.up_to.unwrap_or(f64::MAX)) - step.above).max(0.0);
                whole(within / step.per + ROUNDING).max(step.min)
            })
            .fold(0, u32::saturating_add)
    }

    /// How many fill a place, stretch by stretch, over the days.
    #[must_use]
    pub fn stretches(&self, occupants: &[Occupant], days: Period) -> Vec<Stretch> {
        let mut starts: Vec<NaiveDate> = vec![days.from];
        for occupant in occupants {
            starts.extend(occupant.starts_on.value());
            starts.extend(occupant.ends_on.value().and_then(NaiveDate::succ_opt));
        }
        starts.retain(|day| days.covers(*day));
        starts.sort_unstable();
        starts.dedup();
        let ends = starts.iter().skip(1).filter_map(NaiveDate::pred_opt).chain([days.to]);
        starts.iter().zip(ends).map(|(&from, to)| Stretch { days: Period { from, to }, occupied: self.occupied(occupants, from) }).collect()
    }

    fn occupied(&self, occupants: &[Occupant], day: NaiveDate) -> Occupied {
        let mut count = Occupied::default();
        for occupant in occupants {
            match (is_there(occupant, day), self.counts(occupant)) {
                (Some(false), _) | (_, Counts::No) => {}
                (Some(true), Counts::Yes) => count.certain += 1,
                (Some(true), Counts::Unverified) => count.unverified += 1,
                (None, _) | (_, Counts::Unknown) => count.perhaps += 1,
            }
        }
        count
    }

    fn counts(&self, occupant: &Occupant) -> Counts {
        let exempt = if self.exempt_still_counts { Some(false) } else { occupant.integration_act.value().copied() };
        match (exempt, occupant.placement_type.value()) {
            (Some(true), _) => Counts::No,
            (_, Some(form)) if !self.counted_types.contains(form) && !self.counted_unverified.contains(form) => Counts::No,
            (None, _) | (_, None) => Counts::Unknown,
            (_, Some(form)) if self.counted_types.contains(form) => Counts::Yes,
            _ => Counts::Unverified,
        }
    }
}

enum Counts {
    Yes,
    Unverified,
    Unknown,
    No,
}

/// Whether somebody is there on the day; none where it is not known.
fn is_there(occupant: &Occupant, day: NaiveDate) -> Option<bool> {
    let begun = occupant.starts_on.value().map(|start| *start <= day);
    let not_over = match occupant.ends_on {
        Known::Is(end) => Some(day <= end),
        Known::Nothing => Some(true),
        Known::Absent => None,
    };
    match (begun, not_over) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of persons, never negative")]
fn whole(figure: f64) -> u32 {
    figure.floor().max(0.0) as u32
}

/// Tests one rule of ratio.
pub(super) fn decide(case: &Case<'_>, rule: &RatioRule) -> Option<Finding> {
    let tested = is_tested(case, rule);
    let figure = figure(rule, &case.facts.workplace, case.start);
    let (figure, occupants) = match (figure, case.facts.workplace.occupants.value()) {
        _ if tested == Truth::No => return None,
        (Err(name), _) => return Some(case.undecided(&rule.head, vec![name], Numbers::new())),
        (_, None) => return Some(case.undecided(&rule.head, vec!["workplace.occupants"], Numbers::new())),
        (Ok(figure), Some(occupants)) => (figure, occupants),
    };
    let test = Test { rule, occupants, capacity: rule.capacity(figure.0) };
    let stretches = rule.stretches(occupants, case.certain_days());
    let worst = stretches.iter().map(|stretch| test.verdict(stretch.occupied)).max().unwrap_or(Verdict::Ok);
    let worst = with_end(worst, case.facts.ends_on);
    let course = test.course(case, &stretches);
    let verdict = verdict(&tested, Some(worst))?;
    if verdict != Verdict::Unknown {
        let sentence = test.sentence(case, &course, figure);
        return Some(case.finding(&rule.head, verdict, sentence, test.numbers(case, course, figure)));
    }
    let used = test.numbers(case, course, figure);
    let mut missing = if let Truth::Unknown(names) = tested { names } else { Vec::new() };
    if worst == Verdict::Unknown {
        missing.extend(test.unknown_because(case));
    }
    Some(case.undecided(&rule.head, missing, used))
}

/// What the rule says to a person for whom the workplace's worst day has this verdict; none where the person is not tested.
///
/// No worst day: the figure or the occupants are not known.
pub(super) fn verdict(tested: &Truth, worst: Option<Verdict>) -> Option<Verdict> {
    match (tested, worst) {
        (Truth::No, _) => None,
        (_, Some(Verdict::Ok)) => Some(Verdict::Ok),
        (Truth::Yes, Some(worst)) => Some(worst),
        (_, None) | (Truth::Unknown(_), _) => Some(Verdict::Unknown),
    }
}

/// The verdict on the days that are certain, when the end is not.
fn with_end(worst: Verdict, end: Known<NaiveDate>) -> Verdict {
    if end.is_absent() { worst.max(Verdict::Unknown) } else { worst }
}

/// Whether the person is tested.
pub(super) fn is_tested(case: &Case<'_>, rule: &RatioRule) -> Truth {
    let applies = case.is_in(&rule.scope);
    if !rule.exempt_integration {
        return applies;
    }
    let act = case.facts.person.integration_act.value();
    applies.and(act.map_or_else(|| Truth::missing("person.integration_act"), |under_the_act| Truth::of(!under_the_act)))
}

/// The first days on which one more person, from a start on, would get each of the worse verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Room {
    first: [(Verdict, Option<NaiveDate>); 3],
}

impl Room {
    /// What a workplace has room for; none where the figure or the occupants are not known.
    pub(super) fn of(rule: &RatioRule, workplace: &Workplace, start: NaiveDate) -> Option<Self> {
        let (employees, _) = figure(rule, workplace, start).ok()?;
        let test = Test { rule, occupants: workplace.occupants.value()?, capacity: rule.capacity(employees) };
        let stretches = rule.stretches(test.occupants, Period { from: start, to: NaiveDate::MAX });
        let first = |verdict| stretches.iter().find(|stretch| test.verdict(stretch.occupied) == verdict).map(|stretch| stretch.days.from);
        Some(Self { first: [Verdict::Block, Verdict::Unknown, Verdict::Warn].map(|verdict| (verdict, first(verdict))) })
    }

    /// The worst verdict of the days that are certain.
    pub(super) fn worst(&self, start: NaiveDate, end: Known<NaiveDate>) -> Verdict {
        let last = last_certain_day(start, end);
        let reached = self.first.iter().find(|(_, first)| first.is_some_and(|first| first <= last));
        with_end(reached.map_or(Verdict::Ok, |(verdict, _)| *verdict), end)
    }
}

/// The figure and its day, where it is counted as the rule says and is not too old; else the fact that is missing.
fn figure(rule: &RatioRule, workplace: &Workplace, start: NaiveDate) -> Result<(f64, NaiveDate), &'static str> {
    let figure: OrdinaryEmployees = workplace.ordinary_employees.value().copied().unwrap_or_default();
    let count = figure.count.value().ok_or("workplace.ordinary_employees")?;
    if figure.method != Known::Is(rule.count_method) {
        return Err("workplace.ordinary_employees.method");
    }
    let fresh = |as_of: &NaiveDate| rule.figure_max_age_days.is_none_or(|days| (start - *as_of).num_days() <= days);
    let as_of = figure.as_of.value().filter(|as_of| fresh(as_of)).ok_or("workplace.ordinary_employees.as_of")?;
    Ok((*count, *as_of))
}

struct Test<'a> {
    rule: &'a RatioRule,
    occupants: &'a [Occupant],
    capacity: u32,
}

impl Test<'_> {
    /// One more person beside those who are there.
    fn verdict(&self, occupied: Occupied) -> Verdict {
        let Occupied { certain, unverified, perhaps } = occupied;
        if certain >= self.capacity {
            self.rule.head.breach()
        } else if certain + unverified + perhaps < self.capacity {
            Verdict::Ok
        } else if perhaps > 0 {
            Verdict::Unknown
        } else {
            Verdict::Warn
        }
    }

    fn unknown_because(&self, case: &Case<'_>) -> Vec<&'static str> {
        let mut names = Vec::new();
        if case.facts.ends_on.is_absent() {
            names.push("ends_on");
        }
        if self.occupants.iter().any(is_vague) {
            names.push("workplace.occupants");
        }
        names
    }

    fn course(&self, case: &Case<'_>, stretches: &[Stretch]) -> Course {
        let breaking = self.breaking_days(stretches);
        let next_opening = if breaking.is_empty() { None } else { self.next_opening(case) };
        Course { fullest: fullest(stretches), breaking, next_opening }
    }

    fn numbers(&self, case: &Case<'_>, course: Course, figure: (f64, NaiveDate)) -> Numbers {
        let mut used = numbers([
            ("as_of", Number::Day(figure.1)),
            ("capacity", Number::Count(i64::from(self.capacity))),
            ("count_method", Number::Word(self.rule.count_method.as_str().to_owned())),
            ("employees", decimal(figure.0)),
            ("figure_age_days", Number::Count((case.start - figure.1).num_days())),
            ("occupied", Number::Count(i64::from(course.fullest))),
        ]);
        if !course.breaking.is_empty() {
            used.insert("breaking_days", Number::Days(course.breaking));
            used.extend(course.next_opening.map(|day| ("next_opening", Number::Day(day))));
        }
        used
    }

    fn breaking_days(&self, stretches: &[Stretch]) -> Vec<NaiveDate> {
        let breaking = stretches.iter().filter(|stretch| self.verdict(stretch.occupied) > Verdict::Ok);
        breaking.flat_map(|stretch| stretch.days.each_day().take(BREAKING_DAYS_NAMED)).take(BREAKING_DAYS_NAMED).collect()
    }

    /// The first day from which a placement of the same length fits.
    fn next_opening(&self, case: &Case<'_>) -> Option<NaiveDate> {
        let length = case.certain_days();
        let mut ends: Vec<NaiveDate> = self.occupants.iter().filter_map(|occupant| occupant.ends_on.value()?.succ_opt()).collect();
        ends.retain(|day| *day > case.start);
        ends.sort_unstable();
        ends.into_iter().find(|&day| {
            let to = length.to.checked_add_signed(day - length.from).unwrap_or(NaiveDate::MAX);
            let stretches = self.rule.stretches(self.occupants, Period { from: day, to });
            stretches.iter().all(|stretch| self.verdict(stretch.occupied) == Verdict::Ok)
        })
    }

    fn sentence(&self, case: &Case<'_>, course: &Course, figure: (f64, NaiveDate)) -> Label {
        let (count, as_of) = (wording::figure_words(figure.0), wording::day_words(figure.1));
        let (capacity, occupied) = (self.capacity, course.fullest);
        let known = as_far_as_known(case);
        let (mut da, mut en) = (
            format!(
                "{} ordinært ansatte pr. {} giver plads til {capacity}; optaget er højst {occupied}, {}.",
                count.da, as_of.da, known.da
            ),
            format!("{} ordinary employees as of {} allow {capacity}; at most {occupied} are taken, {}.", count.en, as_of.en, known.en),
        );
        if let Some(first) = course.breaking.first() {
            let first = wording::day_words(*first);
            da.push_str(&format!(" Der er ikke plads den {}.", first.da));
            en.push_str(&format!(" There is no room on {}.", first.en));
            if let Some(day) = course.next_opening {
                let day = wording::day_words(day);
                da.push_str(&format!(" Næste plads bliver ledig den {}.", day.da));
                en.push_str(&format!(" The next place opens on {}.", day.en));
            }
        }
        Label { da, en }
    }
}

/// What the days of a placement bring at the workplace.
struct Course {
    /// How many fill a place on the fullest day.
    fullest: u32,
    /// The first days without room.
    breaking: Vec<NaiveDate>,
    /// The first day from which a placement of the same length fits, where it does not now.
    next_opening: Option<NaiveDate>,
}

/// Others may use the P-number too, so what is known is told with its day.
fn as_far_as_known(case: &Case<'_>) -> Label {
    match case.facts.workplace.occupants_as_of.value().map(|day| wording::day(*day)) {
        Some(day) => Label { da: format!("efter det vi kender til pr. {}", day.da), en: format!("as far as we know as of {}", day.en) },
        None => wording::label("efter det vi kender til", "as far as we know"),
    }
}

fn fullest(stretches: &[Stretch]) -> u32 {
    stretches.iter().map(|stretch| stretch.occupied.certain + stretch.occupied.unverified + stretch.occupied.perhaps).max().unwrap_or(0)
}

fn is_vague(occupant: &Occupant) -> bool {
    occupant.starts_on.value().is_none() || occupant.ends_on.is_absent() || occupant.placement_type.value().is_none()
}
