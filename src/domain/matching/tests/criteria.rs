//! Every criterion, what blocks, and what would open a place.

use super::*;
use crate::domain::rulebook::rule::{Header, Label, Origin, Severity, TargetGroup};

#[test]
fn a_place_that_fits_says_why_in_both_languages() {
    let found = only(ranked(&profile(), &[slot(1)], &Fixed::default()));
    assert!(!found.is_blocked());
    assert_eq!(part(&found, Criterion::Hours).sentence(Language::Da), "timer (borger 15, plads 12–20)");
    assert_eq!(part(&found, Criterion::Times).verdict, PartVerdict::Ok, "three hours a day fit between 8 and 13");
    assert!(found.explanation(Language::Da).starts_with("Passer: stilling (borger Lager, plads Lagermedarbejder)"));
    assert!(found.explanation(Language::En).contains("hours (citizen 15, place 12–20)"));
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
    let yardstick = Yardstick { weights: &weights, conditions: &conditions, occupations: &occupations, groups: &[], on: today() };
    let unknown = rank(Seeker { profile: &profile(), target_group: None }, [&place], &yardstick, &Fixed::default(), 20);
    assert!(unknown.matches.is_empty(), "an unknown group never takes a reserved place");
}

#[test]
fn a_reserved_place_names_its_groups_in_both_languages() {
    let group = TargetGroup {
        head: Header {
            id: "kh_aktivitetsparat".to_owned(),
            name: Label { da: "aktivitetsparate".to_owned(), en: "people not ready for a job".to_owned() },
            family: String::new(),
            priority: 10,
            valid_from: today(),
            valid_to: None,
            gap: false,
            severity: Severity::Block,
            verified: true,
            overridable: false,
            source: String::new(),
            url: None,
            origin: Origin::default(),
        },
        lab6: None,
        near_labour_market: false,
        integration_act: false,
        granted_before: None,
        replaces: Vec::new(),
    };
    let mut place = slot(1);
    place.reserved_for = words(&["kh_aktivitetsparat", "ukendt"]);
    let (weights, conditions, occupations, groups) = (weights(), lists(), OccupationNeighbours::default(), [group]);
    let yardstick = Yardstick { weights: &weights, conditions: &conditions, occupations: &occupations, groups: &groups, on: today() };
    let seeker = Seeker { profile: &profile(), target_group: Some("kh_aktivitetsparat") };
    let found = only(rank(seeker, [&place], &yardstick, &Fixed::default(), 20));
    let reserved = part(&found, Criterion::Reserved);
    assert_eq!(reserved.sentence(Language::Da), "reserveret (borger aktivitetsparate, plads aktivitetsparate, ukendt)");
    assert!(reserved.sentence(Language::En).starts_with("reserved (citizen people not ready for a job"));
}

#[test]
fn an_advertisement_that_mentions_no_skill_speaks_neither_for_nor_against() {
    let silent = Profile { skills: words(&["kundebetjening"]), ..profile() };
    let found = only(ranked(&silent, &[slot(1)], &Fixed::default()));
    let skills = part(&found, Criterion::Skills);
    assert_eq!((skills.verdict, skills.points, skills.blocks), (PartVerdict::Unknown, 0, false));
    assert_eq!(skills.slot.text(Language::Da), "ikke nævnt i opslaget");
    let told = only(ranked(&profile(), &[slot(1)], &Fixed::default()));
    assert!(part(&told, Criterion::Skills).points > 0, "a skill that is named still counts");
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
    let yardstick = Yardstick { weights: &weights, conditions: &conditions, occupations: &occupations, groups: &[], on: today() };
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
