//! What holds for every profile and every list.

use std::cell::Cell;

use proptest::prelude::*;

use super::*;

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

/// A law that counts how often it is asked.
struct Asked {
    law: Fixed,
    times: Cell<usize>,
}

impl Surroundings for Asked {
    fn first_free(&self, slot: &Slot, from: NaiveDate) -> Option<NaiveDate> {
        self.law.first_free(slot, from)
    }

    fn latest_end(&self, slot: &Slot, form: PlacementForm, from: NaiveDate) -> Option<NaiveDate> {
        self.law.latest_end(slot, form, from)
    }

    fn judge(&self, slot: &Slot, form: PlacementForm, period: &JudgedPeriod) -> Answer {
        self.times.set(self.times.get() + 1);
        self.law.judge(slot, form, period)
    }
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
    fn many_places_cost_few_questions_to_the_law_and_leave_no_gap(closed in prop::collection::btree_set(0_u128..300, 0..30), limit in 1_usize..20) {
        let slots: Vec<Slot> = (0..300).map(slot).collect();
        let full_until = closed.iter().map(|number| (slot(*number).id, day("2027-01-01"))).collect();
        let law = Asked { law: Fixed { full_until, ..Fixed::default() }, times: Cell::new(0) };
        let (weights, conditions, occupations) = (weights(), lists(), OccupationNeighbours::default());
        let yardstick = Yardstick { weights: &weights, conditions: &conditions, occupations: &occupations, groups: &[], on: today() };
        let list = rank(Seeker { profile: &profile(), target_group: Some("dagpenge") }, &slots, &yardstick, &law, limit);
        // Equal scores stand by id, so the best places are the first ones.
        let (blocked, open): (Vec<u128>, Vec<u128>) = (0..300).partition(|number| closed.contains(number));
        let ids = |list: &[Match]| list.iter().map(|found| found.slot.0.as_u128()).collect::<Vec<_>>();
        prop_assert_eq!(ids(&list.matches), open.into_iter().take(limit).collect::<Vec<_>>());
        let shown = ids(&list.blocked);
        prop_assert_eq!(&shown[..], &blocked[..shown.len()]);
        let last_match = ids(&list.matches).last().copied().unwrap_or(0);
        let near = blocked.iter().filter(|number| **number <= last_match + 50).count();
        prop_assert!(shown.len() >= near.min(limit), "{} of {near}", shown.len());
        // Each place that fits, the look-ahead, and for the blocked ones one more try of the nearest change.
        prop_assert!(law.times.get() <= limit + 50 + 2 * blocked.len(), "{}", law.times.get());
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
            let yardstick = Yardstick { weights: &weights, conditions: &conditions, occupations: &occupations, groups: &[], on: changed.on };
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
