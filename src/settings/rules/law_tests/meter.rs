//! The ratio meter: week by week, the day a rule or a figure changes, and the same answer as the verdict gives.

use chrono::NaiveDate;

use super::{RULES, day};
use crate::domain::{
    rulebook::{
        Known,
        facts::{CountMethod, Occupant, OrdinaryEmployees},
        meter::{Doubt, Ground, Opening, Others, RatioMeter, Week, measure},
    },
    terms::PlacementForm,
};

const TODAY: &str = "2026-03-02";

fn ordinary(count: f64, as_of: &str) -> OrdinaryEmployees {
    OrdinaryEmployees { count: Known::Is(count), method: Known::Is(CountMethod::Fte), as_of: Known::Is(day(as_of)) }
}

fn there(from: &str, to: &str) -> Occupant {
    Occupant {
        starts_on: Known::Is(day(from)),
        ends_on: Known::Is(day(to)),
        placement_type: Known::Is(PlacementForm::Virksomhedspraktik),
        integration_act: Known::Is(false),
    }
}

fn meter(count: f64, occupants: &[Occupant]) -> RatioMeter {
    measure(&*RULES, &Ground { ordinary: Some(ordinary(count, "2026-02-01")), occupants, others: None }, day(TODAY))
}

fn used_of_allowed(week: &Week) -> (u32, Option<u32>) {
    (week.used, week.allowed)
}

#[test]
fn four_of_four_are_used_and_the_next_place_opens_when_one_ends() {
    let four: Vec<Occupant> = ["2026-03-14", "2026-03-29", "2026-04-12", "2026-04-12"].iter().map(|end| there(TODAY, end)).collect();
    let meter = meter(23.0, &four);
    assert_eq!((meter.now.certain, meter.allowed), (4, Some(4)));
    assert_eq!(meter.full_days.first(), Some(&day(TODAY)));
    assert_eq!(meter.opening, Some(Opening { from: day("2026-03-15"), to: None, certain: true }));
    assert_eq!(meter.weeks.len(), 26);
    let first: Vec<_> = meter.weeks.iter().take(4).map(used_of_allowed).collect();
    assert_eq!(first, [(4, Some(4)), (4, Some(4)), (3, Some(4)), (3, Some(4))], "the fullest day of each week");
    assert_eq!(meter.weeks[0].monday, day("2026-03-02"));
}

#[test]
fn a_place_that_opens_and_fills_up_again_says_until_when() {
    let both = [there(TODAY, "2026-03-14"), there("2026-03-30", "2026-04-26")];
    let meter = meter(3.0, &both);
    assert_eq!(meter.opening, Some(Opening { from: day("2026-03-15"), to: Some(day("2026-03-29")), certain: true }));
    assert!(meter.full_days.contains(&day(TODAY)));
}

#[test]
fn room_today_that_is_gone_later_names_the_day() {
    let meter = meter(3.0, &[there("2026-04-01", "2026-04-03")]);
    assert_eq!(meter.full_days, [day("2026-04-01"), day("2026-04-02"), day("2026-04-03")]);
    assert_eq!(meter.now.certain, 0);
}

#[test]
fn the_arithmetic_is_told_step_by_step() {
    let steps = |count: f64| meter(count, &[]).steps.iter().map(|step| (step.employees, step.persons, step.by_least)).collect::<Vec<_>>();
    assert_eq!(steps(40.0), [(40.0, 8, false)]);
    assert_eq!(steps(3.0), [(3.0, 1, true)]);
    assert_eq!(steps(120.0), [(50.0, 10, false), (70.0, 7, false)]);
    assert_eq!(steps(50.0), [(50.0, 10, false)]);
    let allowed = |count: f64| meter(count, &[]).allowed;
    for (count, persons) in [(49.9, 9), (50.0, 10), (59.9, 10), (60.0, 11)] {
        assert_eq!(allowed(count), Some(persons), "{count}");
        assert_eq!(meter(count, &[]).steps.iter().map(|step| step.persons).sum::<u32>(), persons, "{count}");
    }
}

#[test]
fn a_figure_counts_for_ninety_days_and_then_says_nothing() {
    let of = |as_of: &str| measure(&*RULES, &Ground { ordinary: Some(ordinary(40.0, as_of)), occupants: &[], others: None }, day(TODAY));
    let last_day = of("2025-12-02");
    assert_eq!((last_day.doubt, last_day.allowed, last_day.unknown_from), (None, Some(8), Some(day("2026-03-03"))));
    assert_eq!((last_day.weeks[0].allowed, last_day.weeks[1].allowed, last_day.weeks[1].expected), (Some(8), None, Some(8)));
    let too_old = of("2025-12-01");
    assert_eq!((too_old.doubt, too_old.allowed, too_old.expected), (Some(Doubt::TooOld), None, Some(8)));
    let figure = too_old.figure.expect("a figure");
    assert_eq!((figure.age_days, figure.good_until), (Some(91), Some(day("2026-03-01"))));
}

#[test]
fn without_a_figure_or_its_day_or_its_method_nothing_is_allowed_or_refused() {
    let of = |ordinary| measure(&*RULES, &Ground { ordinary, occupants: &[there(TODAY, "2026-03-29")], others: None }, day(TODAY));
    let none = of(None);
    assert_eq!((none.doubt, none.allowed, none.now.certain, none.full_days.len()), (Some(Doubt::Missing), None, 1, 0));
    let undated = of(Some(OrdinaryEmployees { as_of: Known::Absent, ..ordinary(40.0, TODAY) }));
    assert_eq!((undated.doubt, undated.expected), (Some(Doubt::Undated), Some(8)));
    let heads = of(Some(OrdinaryEmployees { method: Known::Is(CountMethod::Heads), ..ordinary(40.0, TODAY) }));
    assert_eq!((heads.doubt, heads.expected), (Some(Doubt::OtherMethod), None));
}

#[test]
fn others_fill_places_on_every_day_while_their_figure_stands() {
    let others = Some(Others { count: 2, as_of: Some(day("2026-02-15")), source: None });
    let meter = measure(
        &*RULES,
        &Ground { ordinary: Some(ordinary(15.0, "2026-02-01")), occupants: &[there(TODAY, "2026-03-29")], others },
        day(TODAY),
    );
    assert_eq!((meter.now.certain, meter.allowed, meter.others), (3, Some(3), others));
    assert_eq!(meter.weeks.last().map(|week| week.used), Some(2));
    assert_eq!(meter.opening.map(|opening| opening.from), Some(day("2026-03-30")));
}

#[test]
fn the_exempt_and_the_unverified_are_told_apart() {
    let exempt = Occupant { integration_act: Known::Is(true), ..there(TODAY, "2026-03-29") };
    let community = Occupant { placement_type: Known::Is(PlacementForm::Nytteindsats), ..there(TODAY, "2026-03-29") };
    let flex = Occupant { placement_type: Known::Is(PlacementForm::Fleksjob), ..there(TODAY, "2026-03-29") };
    let meter = meter(10.0, &[exempt, community, flex]);
    assert_eq!((meter.under_integration_act, meter.now.certain, meter.now.unverified), (1, 1, 1));
    assert_eq!((meter.weeks[0].used, meter.weeks[0].perhaps), (1, 1));
    assert_eq!(meter.full_days.first(), Some(&day(TODAY)), "it is not certain that there is room");
}

#[test]
fn each_week_has_the_rule_of_its_monday() {
    let at = |today: &str, occupants: &[Occupant]| {
        measure(&*RULES, &Ground { ordinary: Some(ordinary(10.0, today)), occupants, others: None }, day(today))
    };
    let changes =
        |meter: &RatioMeter| meter.rules.iter().map(|(from, rule)| (*from, rule.valid_from)).collect::<Vec<(NaiveDate, NaiveDate)>>();
    let community = Occupant { placement_type: Known::Is(PlacementForm::Nytteindsats), ..there("2024-11-04", "2025-06-30") };
    let meter = at("2024-12-16", &[community]);
    assert_eq!(changes(&meter), [(day("2024-12-16"), day("2020-01-01")), (day("2025-01-06"), day("2025-01-01"))]);
    let week = |place: usize| (meter.weeks[place].used, meter.weeks[place].perhaps);
    assert_eq!((week(2), week(3)), ((1, 0), (0, 1)), "nytteindsats counts for certain until the rule of 2025");
    let heads = at("2019-12-16", &[]);
    assert_eq!((heads.doubt, heads.weeks[3].allowed), (Some(Doubt::OtherMethod), Some(2)));
}

#[test]
fn the_meter_never_promises_a_day_on_which_the_verdict_blocks() {
    let occupants = [there(TODAY, "2026-03-20"), there("2026-03-10", "2026-04-05"), there("2026-04-20", "2026-05-10")];
    let rule = RULES.ratio_on(PlacementForm::Virksomhedspraktik, day(TODAY)).expect("a rule");
    for count in [3.0, 10.0, 15.0] {
        let meter = meter(count, &occupants);
        for week in &meter.weeks {
            let days = crate::domain::period::Period { from: week.monday.max(day(TODAY)), to: week.monday + chrono::Days::new(6) };
            let most = rule.stretches(&occupants, days).iter().map(|stretch| stretch.occupied.certain).max();
            assert_eq!((Some(week.used), week.expected), (most, Some(rule.capacity(count))), "{count} {}", week.monday);
        }
    }
}
