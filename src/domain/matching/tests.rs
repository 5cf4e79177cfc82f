//! Matching: every hard criterion, the sum of parts, the nearest change, and the order against brute force.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::{
    citizen::{Profile, Wish},
    conditions::{ConditionCode, ConditionLists},
    ids::{CompanyId, SlotId, WorkplaceId},
    place::Point,
    reference::OccupationNeighbours,
    rulebook::{Answer, Finding, Number, Numbers, Verdict},
    slot::{HoursWindow, Slot, TimeWindow},
    terms::{Language, LanguageLevel, PlacementForm, Sector},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-03-02")
}

fn hours(min: f64, max: f64) -> Option<HoursWindow> {
    Some(HoursWindow { min, max })
}

fn times(from: u16, to: u16) -> Option<TimeWindow> {
    Some(TimeWindow { from: from * 60, to: to * 60 })
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn weights() -> Weights {
    Weights {
        version: "prøve-1".to_owned(),
        points: Points {
            occupation: 300,
            skills: 80,
            hours: 150,
            times: 100,
            period: 60,
            distance: 150,
            conditions: 50,
            support: 40,
            language: 20,
            licence: 20,
            freshness: 30,
        },
        shares: Shares {
            unknown: 500,
            occupation_near: 600,
            occupation_widened: 300,
            wish_order: vec![1000, 900],
            skills_for_full: 2,
            soon_days: 14,
            late_days: 90,
            fresh_days: 30,
            stale_days: 90,
            reach_km: [3, 10, 30, 50],
        },
    }
}

fn lists() -> ConditionLists {
    let code = |code: &str, da: &str, implies: &[&str]| ConditionCode {
        code: code.to_owned(),
        da: da.to_owned(),
        en: code.to_owned(),
        implies: words(implies),
        duty: None,
    };
    ConditionLists {
        demands: vec![
            code("loeft_over_5kg", "løft over 5 kg", &[]),
            code("loeft_over_10kg", "løft over 10 kg", &["loeft_over_5kg"]),
            code("loeft_over_20kg", "løft over 20 kg", &["loeft_over_10kg"]),
            code("stoej", "støj", &[]),
        ],
        offers: vec![code("mentor", "mentor", &[]), code("pauser", "ekstra pauser", &[])],
    }
}

fn slot(number: u128) -> Slot {
    Slot {
        id: SlotId(Uuid::from_u128(number)),
        external_id: None,
        workplace: WorkplaceId(Uuid::from_u128(1)),
        company: CompanyId(Uuid::from_u128(1)),
        agreement: None,
        contact: None,
        version: 1,
        title: "Lagermedarbejder".to_owned(),
        description: "Plukke varer og køre truck".to_owned(),
        forms: vec![PlacementForm::Virksomhedspraktik],
        occupation: Some("9333".to_owned()),
        seats: 1,
        hours: hours(12.0, 20.0),
        times: times(7, 15),
        open_from: day("2026-01-01"),
        open_to: None,
        demands: Vec::new(),
        offers: Vec::new(),
        language: None,
        licences: Vec::new(),
        reserved_for: Vec::new(),
        confirmed_on: Some(day("2026-02-20")),
        paused: false,
        sector: Sector::Privat,
        point: Some(Point { lat: 55.70, lon: 11.71 }),
    }
}

fn profile() -> Profile {
    Profile {
        wishes: vec![Wish { title: "Lager".to_owned(), occupation: Some("9333".to_owned()) }],
        skills: words(&["truck"]),
        hours: hours(15.0, 15.0),
        times: times(8, 13),
        language: Some(LanguageLevel::A2),
        home: Some(Point { lat: 55.717, lon: 11.713 }),
        max_km: Some(20.0),
        ..Profile::default()
    }
}

/// A ledger and a law of a test: when a slot is free, and from when the law has room.
#[derive(Default)]
struct Fixed {
    free_from: BTreeMap<SlotId, Option<NaiveDate>>,
    full_until: BTreeMap<SlotId, NaiveDate>,
}

fn answer(verdict: Verdict, opening: Option<NaiveDate>) -> Answer {
    let numbers: Numbers = opening.map(|day| ("next_opening".to_owned(), Number::Day(day))).into_iter().collect();
    let finding = Finding {
        rule: "prøve".to_owned(),
        verdict,
        text: "Der er ikke plads. Regel: prøve, fra 1. januar 2025.".to_owned(),
        text_en: "There is no room. Rule: prøve, from 1 January 2025.".to_owned(),
        numbers,
        valid_from: None,
        verified: true,
        source: String::new(),
        missing: Vec::new(),
        overridable: false,
    };
    Answer { verdict, rule_set: None, latest_end: None, findings: vec![finding], tasks: Vec::new() }
}

impl Surroundings for Fixed {
    fn first_free(&self, slot: &Slot, from: NaiveDate) -> Option<NaiveDate> {
        self.free_from.get(&slot.id).map_or(Some(from), |free| free.map(|free| free.max(from)))
    }

    fn latest_end(&self, _: &Slot, form: PlacementForm, from: NaiveDate) -> Option<NaiveDate> {
        (form == PlacementForm::Virksomhedspraktik).then(|| from + Days::new(27))
    }

    fn judge(&self, slot: &Slot, _: PlacementForm, period: &JudgedPeriod) -> Answer {
        match self.full_until.get(&slot.id) {
            Some(last) if period.from <= *last => answer(Verdict::Block, last.succ_opt()),
            _ => answer(Verdict::Ok, None),
        }
    }
}

fn ranked(profile: &Profile, slots: &[Slot], surroundings: &Fixed) -> Ranked {
    let (weights, conditions, occupations) = (weights(), lists(), OccupationNeighbours::default());
    let yardstick = Yardstick { weights: &weights, conditions: &conditions, occupations: &occupations, on: today() };
    rank(Seeker { profile, target_group: Some("dagpenge") }, slots, &yardstick, surroundings, 20)
}

fn only(ranked: Ranked) -> Match {
    ranked.matches.into_iter().chain(ranked.blocked).next().unwrap()
}

fn part(found: &Match, criterion: Criterion) -> &Part {
    found.parts.iter().find(|part| part.criterion == criterion).unwrap()
}

#[test]
fn a_place_that_fits_says_why_in_both_languages() {
    let found = only(ranked(&profile(), &[slot(1)], &Fixed::default()));
    assert!(!found.is_blocked());
    assert_eq!(part(&found, Criterion::Hours).sentence(Language::Da), "timer (borger 15, plads 12-20)");
    assert_eq!(part(&found, Criterion::Times).verdict, PartVerdict::Ok, "three hours a day fit between 8 and 13");
    assert!(found.explanation(Language::Da).starts_with("Passer: stilling (borger Lager, plads Lagermedarbejder)"));
    assert!(found.explanation(Language::En).contains("hours (citizen 15, place 12-20)"));
    assert_eq!(found.period.map(|period| (period.from, period.to)), Some((today(), Some(day("2026-03-29")))));
    assert_eq!(found.period.and_then(|period| period.weekly_hours), Some(15.0));
    assert!(found.reasons_against(Language::Da).len() <= 3);
}

#[test]
fn each_hard_criterion_blocks_and_names_its_nearest_change() {
    type Alter = fn(&mut Profile, &mut Slot);
    let cases: &[(Criterion, Alter, Option<&str>)] = &[
        (Criterion::Hours, |_, slot| slot.hours = hours(18.0, 25.0), Some("passer, hvis timer kan være 15 i stedet for 18")),
        (Criterion::Hours, |_, slot| slot.hours = hours(5.0, 10.0), Some("passer, hvis timer kan være 15 i stedet for 10")),
        (
            Criterion::Times,
            |_, slot| slot.times = times(14, 20),
            Some("passer, hvis mødetiden kan være 08:00–13:00 i stedet for 14:00–20:00"),
        ),
        (
            Criterion::Conditions,
            |profile, slot| {
                profile.avoids = words(&["loeft_over_10kg"]);
                slot.demands = words(&["stoej", "loeft_over_20kg"]);
            },
            Some("passer, hvis løft over 20 kg ikke kræves"),
        ),
        (
            Criterion::Conditions,
            |profile, slot| {
                profile.avoids = words(&["loeft_over_10kg", "stoej"]);
                slot.demands = words(&["stoej", "loeft_over_20kg"]);
            },
            None,
        ),
        (Criterion::Support, |profile, _| profile.needs = words(&["mentor"]), Some("passer, hvis pladsen kan tilbyde mentor")),
        (Criterion::Support, |profile, _| profile.needs = words(&["mentor", "pauser"]), None),
        (
            Criterion::Language,
            |_, slot| slot.language = Some(LanguageLevel::B1),
            Some("passer, hvis kravet til dansk kan være A2 i stedet for B1"),
        ),
        (Criterion::Licence, |_, slot| slot.licences = words(&["B"]), Some("passer, hvis kørekort B ikke kræves")),
        (Criterion::Distance, |profile, _| profile.max_km = Some(1.0), Some("passer, hvis borgeren kan rejse 2 km i stedet for 1")),
        (
            Criterion::Distance,
            |profile, _| {
                profile.max_km = Some(1.0);
                profile.protected = true;
            },
            Some("passer, hvis borgeren kan rejse 5 km i stedet for 1"),
        ),
        (
            Criterion::Period,
            |_, slot| slot.open_to = Some(day("2026-03-01")),
            Some("passer, hvis pladsen også er åben efter 1. marts 2026"),
        ),
        (
            Criterion::Period,
            |profile, slot| {
                profile.can_to = Some(day("2026-03-31"));
                slot.open_from = day("2026-04-15");
            },
            Some("passer, hvis borgeren også kan efter 31. marts 2026"),
        ),
        (Criterion::Reserved, |_, slot| slot.reserved_for = words(&["kh_aktivitetsparat"]), None),
    ];
    for (index, (criterion, alter, change)) in cases.iter().enumerate() {
        let (mut profile, mut slot) = (profile(), slot(1));
        alter(&mut profile, &mut slot);
        let list = ranked(&profile, &[slot], &Fixed::default());
        assert!(list.matches.is_empty(), "{index} {criterion}");
        let blocked = only(list);
        assert_eq!(blocked.blocking().map(|part| part.criterion).collect::<Vec<_>>(), [*criterion], "{index}");
        assert_eq!(part(&blocked, *criterion).verdict, PartVerdict::No);
        assert_eq!(blocked.nearest_change.map(|change| change.text(Language::Da)).as_deref(), *change, "{index}");
    }
}

#[test]
fn two_things_that_block_have_no_nearest_change() {
    let mut place = slot(1);
    place.hours = hours(30.0, 37.0);
    place.licences = words(&["C"]);
    assert_eq!(only(ranked(&profile(), &[place], &Fixed::default())).nearest_change, None);
}

#[test]
fn a_place_without_room_in_the_ratio_opens_when_a_placement_ends() {
    let full = Fixed { full_until: BTreeMap::from([(slot(1).id, day("2026-03-14"))]), ..Fixed::default() };
    let list = ranked(&profile(), &[slot(1)], &full);
    assert!(list.matches.is_empty());
    let text = list.blocked[0].nearest_change.as_ref().map(|change| change.text(Language::Da));
    assert_eq!(text.as_deref(), Some("passer, fra 15. marts 2026, når et forløb slutter"));
    assert!(list.blocked[0].explanation(Language::Da).contains("Regel: prøve"));
}

#[test]
fn a_place_that_never_becomes_free_is_blocked_and_says_so() {
    let never = Fixed { free_from: BTreeMap::from([(slot(1).id, None)]), ..Fixed::default() };
    let found = only(ranked(&profile(), &[slot(1)], &never));
    assert_eq!(part(&found, Criterion::Period).slot.text(Language::Da), "ingen ledig");
    assert_eq!((found.law.as_ref(), found.view(Language::Da).law.verdict), (None, Verdict::Unknown));
}

#[test]
fn a_reserved_place_is_open_to_its_group_alone() {
    let mut place = slot(1);
    place.reserved_for = words(&["dagpenge"]);
    assert_eq!(ranked(&profile(), &[place.clone()], &Fixed::default()).matches.len(), 1);
    let (weights, conditions, occupations) = (weights(), lists(), OccupationNeighbours::default());
    let yardstick = Yardstick { weights: &weights, conditions: &conditions, occupations: &occupations, on: today() };
    let unknown = rank(Seeker { profile: &profile(), target_group: None }, [&place], &yardstick, &Fixed::default(), 20);
    assert!(unknown.matches.is_empty(), "an unknown group never takes a reserved place");
}

#[test]
fn what_nobody_has_said_is_unknown_and_blocks_nothing() {
    let mut place = slot(1);
    (place.hours, place.times, place.point, place.occupation) = (None, None, None, None);
    place.language = Some(LanguageLevel::B2);
    let silent = Profile { language: None, ..profile() };
    let found = only(ranked(&silent, &[place], &Fixed::default()));
    assert!(!found.is_blocked());
    for criterion in [Criterion::Occupation, Criterion::Hours, Criterion::Times, Criterion::Distance, Criterion::Language] {
        let part = part(&found, criterion);
        assert_eq!((part.verdict, part.points), (PartVerdict::Unknown, part.max_points / 2), "{criterion}");
    }
}

#[test]
fn a_protected_address_is_seen_in_steps_of_five_km_only() {
    let protected = Profile { protected: true, ..profile() };
    let found = only(ranked(&protected, &[slot(1)], &Fixed::default()));
    assert_eq!(part(&found, Criterion::Distance).slot.text(Language::Da), "op til 5 km");
    let moved = Profile { home: Some(Point { lat: 55.72, lon: 11.72 }), ..protected };
    assert_eq!(only(ranked(&moved, &[slot(1)], &Fixed::default())), found, "nothing in the match tells the finer distance");
}

#[test]
fn the_kind_with_the_best_verdict_is_judged() {
    struct LawOfForms;
    impl Surroundings for LawOfForms {
        fn first_free(&self, _: &Slot, from: NaiveDate) -> Option<NaiveDate> {
            Some(from)
        }
        fn latest_end(&self, _: &Slot, _: PlacementForm, _: NaiveDate) -> Option<NaiveDate> {
            None
        }
        fn judge(&self, _: &Slot, form: PlacementForm, _: &JudgedPeriod) -> Answer {
            answer(if form == PlacementForm::Loentilskud { Verdict::Warn } else { Verdict::Block }, None)
        }
    }
    let mut place = slot(1);
    place.forms = vec![PlacementForm::Virksomhedspraktik, PlacementForm::Loentilskud];
    let (weights, conditions, occupations) = (weights(), lists(), OccupationNeighbours::default());
    let yardstick = Yardstick { weights: &weights, conditions: &conditions, occupations: &occupations, on: today() };
    let list = rank(Seeker { profile: &profile(), target_group: None }, [&place], &yardstick, &LawOfForms, 20);
    assert_eq!(list.matches[0].form, Some(PlacementForm::Loentilskud));
}

#[test]
fn work_over_midnight_meets_the_night_on_both_sides() {
    let mut place = slot(1);
    place.times = times(22, 6);
    place.hours = hours(15.0, 15.0);
    let night = Profile { times: times(23, 7), ..profile() };
    assert_eq!(part(&only(ranked(&night, &[place.clone()], &Fixed::default())), Criterion::Times).verdict, PartVerdict::Ok);
    assert!(ranked(&profile(), &[place], &Fixed::default()).matches.is_empty());
}

#[test]
fn a_match_survives_its_json() {
    let found = only(ranked(&profile(), &[slot(1)], &Fixed::default()));
    let again: Match = serde_json::from_str(&serde_json::to_string(&found).unwrap()).unwrap();
    assert_eq!(again.view(Language::Da), found.view(Language::Da));
}

fn any_window() -> impl Strategy<Value = Option<HoursWindow>> {
    prop::option::of(
        (2_u8..60, 0_u8..20).prop_map(|(min, more)| HoursWindow { min: f64::from(min) / 2.0, max: f64::from(min + more) / 2.0 }),
    )
}

fn any_times() -> impl Strategy<Value = Option<TimeWindow>> {
    prop::option::of((0_u16..1440, 0_u16..1440).prop_map(|(from, to)| TimeWindow { from, to }))
}

fn any_words(from: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    prop::sample::subsequence(from, 0..=from.len()).prop_map(|chosen| words(&chosen))
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..120).prop_map(|days| day("2026-01-15") + Days::new(days))
}

fn any_level() -> impl Strategy<Value = Option<LanguageLevel>> {
    prop::option::of(prop::sample::select(LanguageLevel::ALL))
}

const CODES: &[&str] = &["loeft_over_5kg", "loeft_over_10kg", "loeft_over_20kg", "stoej"];

fn any_slot() -> impl Strategy<Value = Slot> {
    let what = (any_window(), any_times(), any_words(CODES), any_words(&["mentor", "pauser"]), any_level());
    let when = (any_day(), prop::option::of(any_day()), prop::option::of(any_day()));
    let place = (prop::sample::select(vec!["9333", "9334", "9321", "5223"]), 0_u32..60, any_words(&["B"]), any::<u16>());
    (what, when, place).prop_map(|((hours, times, demands, offers, language), (open_from, open_to, confirmed_on), place)| {
        let (code, north, licences, number) = place;
        let point = Some(Point { lat: 55.717 + f64::from(north) / 200.0, lon: 11.713 });
        let occupation = Some(code.to_owned());
        Slot {
            hours,
            times,
            demands,
            offers,
            language,
            open_from,
            open_to,
            confirmed_on,
            occupation,
            licences,
            point,
            ..slot(number.into())
        }
    })
}

fn any_profile() -> impl Strategy<Value = Profile> {
    let what = (any_window(), any_times(), any_words(CODES), any_words(&["mentor", "pauser"]), any_level());
    let when = (prop::option::of(any_day()), prop::option::of(any_day()));
    (what, when, prop::option::of(1_u32..30), any::<bool>()).prop_map(|(what, (can_from, can_to), km, protected)| {
        let (hours, times, avoids, needs, language) = what;
        Profile { hours, times, avoids, needs, language, can_from, can_to, max_km: km.map(f64::from), protected, ..profile() }
    })
}

fn any_slots() -> impl Strategy<Value = Vec<Slot>> {
    prop::collection::vec(any_slot(), 0..30).prop_map(|mut slots| {
        slots.sort_by_key(|slot| slot.id);
        slots.dedup_by_key(|slot| slot.id);
        slots
    })
}

fn some_full(slots: &[Slot]) -> Fixed {
    let full = slots.iter().step_by(3).map(|slot| (slot.id, day("2026-04-01"))).collect();
    let never = slots.iter().skip(1).step_by(7).map(|slot| (slot.id, None)).collect();
    Fixed { free_from: never, full_until: full }
}

proptest! {
    #[test]
    fn the_parts_add_up_and_the_list_equals_brute_force(profile in any_profile(), slots in any_slots()) {
        let surroundings = some_full(&slots);
        let list = ranked(&profile, &slots, &surroundings);
        let mut singly: Vec<Match> = slots.iter().map(|slot| only(ranked(&profile, std::slice::from_ref(slot), &surroundings))).collect();
        for found in &singly {
            prop_assert_eq!(found.score, found.parts.iter().map(|part| part.points).sum::<u32>());
            prop_assert!(found.parts.iter().all(|part| part.points <= part.max_points));
        }
        singly.sort_by(|one, other| other.score.cmp(&one.score).then(one.slot.cmp(&other.slot)));
        let (mut blocked, mut open): (Vec<Match>, Vec<Match>) = singly.into_iter().partition(Match::is_blocked);
        blocked.truncate(20);
        open.truncate(20);
        prop_assert_eq!(list, Ranked { matches: open, blocked });
    }

    #[test]
    fn the_order_of_the_input_changes_nothing(profile in any_profile(), slots in any_slots(), turn in 0_usize..30) {
        let surroundings = some_full(&slots);
        let mut turned = slots.clone();
        turned.rotate_left(turn % slots.len().max(1));
        prop_assert_eq!(ranked(&profile, &slots, &surroundings), ranked(&profile, &turned, &surroundings));
    }

    #[test]
    fn a_nearest_change_when_applied_makes_the_place_fit(profile in any_profile(), slots in any_slots()) {
        let surroundings = some_full(&slots);
        for blocked in ranked(&profile, &slots, &surroundings).blocked {
            let Some(change) = &blocked.nearest_change else { continue };
            let slot = slots.iter().find(|slot| slot.id == blocked.slot).unwrap();
            let seeker = Seeker { profile: &profile, target_group: Some("dagpenge") };
            let changed = change.apply(seeker, slot, today());
            let (weights, conditions, occupations) = (weights(), lists(), OccupationNeighbours::default());
            let yardstick = Yardstick { weights: &weights, conditions: &conditions, occupations: &occupations, on: changed.on };
            let after = rank(Seeker { profile: &changed.profile, ..seeker }, [&changed.slot], &yardstick, &surroundings, 1);
            prop_assert_eq!(after.matches.len(), 1);
        }
    }

    #[test]
    fn a_shown_distance_never_leaves_the_steps_of_a_protected_address(profile in any_profile(), slots in any_slots()) {
        let hidden = Profile { protected: true, ..profile };
        let list = ranked(&hidden, &slots, &Fixed::default());
        for found in list.matches.iter().chain(&list.blocked) {
            if let Fact::KilometresCoarse(km) = part(found, Criterion::Distance).slot {
                prop_assert!((km % 5.0).abs() < 1e-9);
            } else {
                prop_assert!(false, "a finer distance");
            }
        }
    }
}
