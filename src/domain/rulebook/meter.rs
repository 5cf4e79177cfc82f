//! The ratio meter: how many of a P-number's allowed places are filled in the coming weeks, and by which arithmetic.

mod capacity;

use std::iter::repeat_n;

use chrono::{Datelike, Days, NaiveDate};

use self::capacity::{Allowed, allowed, steps};
pub use self::capacity::{Doubt, Figure, Step};
use super::{
    facts::{Known, Occupant, OrdinaryEmployees},
    ratio::Occupied,
    rule::RatioRule,
    rule_book::RuleBook,
    rule_set::RuleSet,
    told::RuleTold,
};
use crate::domain::{
    period::Period,
    terms::{FigureSource, PlacementForm},
};

/// Weeks that the meter looks ahead.
pub const WEEKS: u64 = 26;
/// So many of the days without room are named.
const FULL_DAYS_NAMED: usize = 5;
/// The kind of placement that every version of the rule tests.
const TESTED: PlacementForm = PlacementForm::Virksomhedspraktik;

/// Placements that others are known to have at the P-number (øvrige forløb).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Others {
    /// How many.
    pub count: u32,
    /// On which day that was so.
    pub as_of: Option<NaiveDate>,
    /// Where the figure comes from, where that was kept.
    pub source: Option<FigureSource>,
}

/// What is known of a P-number.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The figure of ordinary employees.
    pub ordinary: Option<OrdinaryEmployees>,
    /// Our own placements, running and planned.
    pub occupants: &'a [Occupant],
    /// What others have there.
    pub others: Option<Others>,
}

/// One week of the meter, on its fullest day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: NaiveDate,
    /// Filled for certain.
    pub used: u32,
    /// Filled besides, of a kind or on days that are not certain.
    pub perhaps: u32,
    /// Allowed; none where the figure says nothing about the week.
    pub allowed: Option<u32>,
    /// Allowed if the figure still stands then, though it is too old to say so.
    pub expected: Option<u32>,
}

/// Days with room for one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The first day.
    pub from: NaiveDate,
    /// The last day, where it fills up again within the meter.
    pub to: Option<NaiveDate>,
    /// Whether the figure of employees still counts on the first day.
    pub certain: bool,
}

/// The meter of one P-number.
#[derive(Clone, Debug, PartialEq)]
pub struct RatioMeter {
    /// The day on which this was known.
    pub today: NaiveDate,
    /// The rule of today, and the day of every change within the meter with the rule from then on.
    pub rules: Vec<(NaiveDate, RuleTold)>,
    /// The figure that counts.
    pub figure: Option<Figure>,
    /// Why nothing is certain today; none where the figure counts.
    pub doubt: Option<Doubt>,
    /// The first day within the meter on which the figure counts no more.
    pub unknown_from: Option<NaiveDate>,
    /// Who fills a place today.
    pub now: Occupied,
    /// Allowed today.
    pub allowed: Option<u32>,
    /// Allowed today if the figure still stood.
    pub expected: Option<u32>,
    /// How that was worked out.
    pub steps: Vec<Step>,
    /// Of those who fill a place today, persons under the integration act: not tested themselves, but counted.
    pub under_integration_act: u32,
    /// Placements of others, which are counted on every day.
    pub others: Option<Others>,
    /// The coming weeks.
    pub weeks: Vec<Week>,
    /// The first days without room for one more.
    pub full_days: Vec<NaiveDate>,
    /// When the next place opens, where there is none today.
    pub opening: Option<Opening>,
}

/// Days on which neither the count nor the rule changes.
struct Span {
    days: Period,
    occupied: Occupied,
    allowed: Allowed,
}

impl Span {
    /// Whether one more has room; unknown without a figure.
    fn has_room(&self) -> Option<bool> {
        let Occupied { certain, unverified, perhaps } = self.occupied;
        self.allowed.expected.map(|allowed| certain + unverified + perhaps < allowed)
    }
}

/// Where the rule of the ratio is looked up by day: one set of rules, or a book of editions.
pub trait RatioRules {
    /// The rule for a virksomhedspraktik that starts on the day.
    fn ratio(&self, day: NaiveDate) -> Option<&RatioRule>;
}

impl RatioRules for RuleSet {
    fn ratio(&self, day: NaiveDate) -> Option<&RatioRule> {
        self.ratio_on(TESTED, day)
    }
}

impl RatioRules for RuleBook {
    fn ratio(&self, day: NaiveDate) -> Option<&RatioRule> {
        self.on(day).ratio_on(TESTED, day)
    }
}

/// The meter of a P-number from a day on.
#[must_use]
pub fn measure(rules: &impl RatioRules, ground: &Ground<'_>, today: NaiveDate) -> RatioMeter {
    let rule = rules.ratio(today);
    let occupants = with_others(ground, today);
    let spans: Vec<Vec<Span>> = weeks(today).map(|week| spans(rules, ground.ordinary, &occupants, week)).collect();
    let now = spans.first().and_then(|week| week.first()).map_or_else(Occupied::default, |span| span.occupied);
    let all = || spans.iter().flatten();
    let of_today = allowed(rule, ground.ordinary, today);
    let figure = ground.ordinary.and_then(|ordinary| Figure::of(ordinary, rule, today));
    RatioMeter {
        today,
        rules: rules_within(rules, today),
        doubt: of_today.certain.err(),
        unknown_from: all().find(|span| span.allowed.certain.is_err()).map(|span| span.days.from),
        now,
        allowed: of_today.certain.ok(),
        expected: of_today.expected,
        steps: rule.zip(figure).filter(|_| of_today.expected.is_some()).map_or_else(Vec::new, |(rule, figure)| steps(rule, figure.count)),
        figure,
        under_integration_act: rule.map_or(0, |rule| exempt(rule, &occupants, today)),
        others: ground.others,
        weeks: spans.iter().filter_map(|week| summary(week)).collect(),
        full_days: all()
            .filter(|span| span.has_room() == Some(false))
            .flat_map(|span| span.days.each_day())
            .take(FULL_DAYS_NAMED)
            .collect(),
        opening: opening(all()),
    }
}

/// Our own placements, and as many more as others have: their ends are not told, so each stands as long as the figure.
fn with_others(ground: &Ground<'_>, today: NaiveDate) -> Vec<Occupant> {
    let of_others = Occupant {
        starts_on: Known::Is(today),
        ends_on: Known::Nothing,
        placement_type: Known::Is(TESTED),
        integration_act: Known::Absent,
    };
    let count = ground.others.map_or(0, |others| usize::try_from(others.count).unwrap_or(0));
    ground.occupants.iter().copied().chain(repeat_n(of_others, count)).collect()
}

/// The weeks from a day on, the first one cut to begin with the day.
fn weeks(today: NaiveDate) -> impl Iterator<Item = (NaiveDate, Period)> {
    let monday = today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday()))).unwrap_or(today);
    (0..WEEKS).filter_map(move |week| {
        let monday = monday.checked_add_days(Days::new(7 * week))?;
        Some((monday, Period { from: monday.max(today), to: monday.checked_add_days(Days::new(6))? }))
    })
}

/// The rule in force on a week's first day stands for the whole week; the figure is as old as each day finds it.
fn spans(rules: &impl RatioRules, ordinary: Option<OrdinaryEmployees>, occupants: &[Occupant], week: (NaiveDate, Period)) -> Vec<Span> {
    let (_, days) = week;
    let rule = rules.ratio(days.from);
    let Some(counting) = rule else {
        return vec![Span { days, occupied: Occupied::default(), allowed: allowed(None, ordinary, days.from) }];
    };
    let stretches = counting.stretches(occupants, days);
    let parts = stretches
        .into_iter()
        .flat_map(|stretch| aged(counting, ordinary, stretch.days).into_iter().map(move |days| (days, stretch.occupied)));
    parts.map(|(days, occupied)| Span { days, occupied, allowed: allowed(rule, ordinary, days.from) }).collect()
}

/// Days cut where the figure grows too old.
fn aged(rule: &RatioRule, ordinary: Option<OrdinaryEmployees>, days: Period) -> Vec<Period> {
    let last_good = ordinary.and_then(|ordinary| Figure::of(ordinary, Some(rule), days.from)).and_then(|figure| figure.good_until);
    match last_good.and_then(|last| Some((last, last.succ_opt()?))) {
        Some((last, next)) if days.covers(last) && days.covers(next) => {
            vec![Period { to: last, ..days }, Period { from: next, ..days }]
        }
        _ => vec![days],
    }
}

fn summary(week: &[Span]) -> Option<Week> {
    let first = week.first()?;
    let monday = first.days.from.checked_sub_days(Days::new(u64::from(first.days.from.weekday().num_days_from_monday())))?;
    let used = week.iter().map(|span| span.occupied.certain).max()?;
    let most = week.iter().map(|Span { occupied, .. }| occupied.certain + occupied.unverified + occupied.perhaps).max()?;
    let Allowed { certain, expected } = first.allowed;
    Some(Week { monday, used, perhaps: most - used, allowed: certain.ok(), expected })
}

/// The first stretch with room, where there is none on the first day.
fn opening<'a>(spans: impl Iterator<Item = &'a Span>) -> Option<Opening> {
    let mut spans = spans.skip_while(|span| span.has_room() == Some(false)).peekable();
    let first = spans.next().filter(|span| span.has_room() == Some(true))?;
    let fills_up = spans.find(|span| span.has_room() == Some(false));
    Some(Opening { from: first.days.from, to: fills_up.and_then(|span| span.days.from.pred_opt()), certain: first.allowed.certain.is_ok() })
}

/// How many of those who are counted on the day are under the integration act.
fn exempt(rule: &RatioRule, occupants: &[Occupant], day: NaiveDate) -> u32 {
    let under_the_act: Vec<Occupant> = occupants.iter().filter(|one| one.integration_act == Known::Is(true)).copied().collect();
    let counted = rule.stretches(&under_the_act, Period { from: day, to: day });
    counted.first().map_or(0, |stretch| stretch.occupied.certain + stretch.occupied.unverified + stretch.occupied.perhaps)
}

/// The rule of a day and every other one that takes its place within the meter.
fn rules_within(rules: &impl RatioRules, today: NaiveDate) -> Vec<(NaiveDate, RuleTold)> {
    let mondays = weeks(today).filter_map(|(_, days)| rules.ratio(days.from).map(|rule| (days.from, rule)));
    let mut told: Vec<(NaiveDate, &RatioRule)> = Vec::new();
    for (day, rule) in mondays {
        if told.last().is_none_or(|(_, last)| last.head.id != rule.head.id) {
            told.push((day, rule));
        }
    }
    told.into_iter().map(|(day, rule)| (day, RuleTold::from(&rule.head))).collect()
}
