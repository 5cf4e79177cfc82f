//! Filters, seats, distances, counts and order equal what a look at every slot gives, on the disk and in the overlay.

use std::collections::BTreeMap;

use proptest::prelude::*;
use search_index::{FacetValue, Sector, SlotAnswer, SlotDocument, SlotFacet, SlotIndex, SlotQuery, SlotSort, distance_km};

use crate::kit::{self, OTHER, OWN, TODAY};

const FACETS: [SlotFacet; 8] = [
    SlotFacet::Kind,
    SlotFacet::Branch,
    SlotFacet::Municipality,
    SlotFacet::Occupation,
    SlotFacet::Sector,
    SlotFacet::Demand,
    SlotFacet::Offer,
    SlotFacet::Willing,
];

fn free_on(slot: &SlotDocument, query: &SlotQuery, day: i32) -> u16 {
    let open = slot.open_from <= day && day <= slot.open_to;
    let others = slot.free_for_others.as_ref().filter(|_| query.reserved_for != 0 && slot.reserved_for & query.reserved_for == 0);
    let found = others.unwrap_or(&slot.free).iter().find(|days| days.from_day <= day && day <= days.to_day);
    found.filter(|_| open).map_or(0, |days| days.seats)
}

fn free_seats(slot: &SlotDocument, query: &SlotQuery) -> u16 {
    let from = query.free_from.unwrap_or(query.today);
    let to = query.free_to.unwrap_or(from).max(from);
    (from..=to).map(|day| free_on(slot, query, day)).min().unwrap()
}

fn next_free_on(slot: &SlotDocument, query: &SlotQuery) -> Option<i32> {
    (TODAY..TODAY + 500).find(|day| free_on(slot, query, *day) > 0)
}

fn distance(slot: &SlotDocument, query: &SlotQuery) -> Option<f64> {
    let near = query.near?;
    Some(distance_km((near.lat, near.lon), (slot.lat?, slot.lon?)))
}

fn passes(slot: &SlotDocument, query: &SlotQuery) -> bool {
    let begins = |code: &str, prefixes: &[String]| prefixes.is_empty() || prefixes.iter().any(|prefix| code.starts_with(prefix));
    let in_reach = match query.near.and_then(|near| near.radius_km) {
        Some(radius) => distance(slot, query).is_some_and(|km| km <= radius),
        None => true,
    };
    let period = query.free_from.is_some() || query.free_to.is_some();
    let checks = [
        slot.tenant == query.tenant,
        !slot.closed,
        slot.open_to >= query.today,
        query.stale_after_days.is_none_or(|days| query.today - slot.confirmed_day <= days),
        query.kinds == 0 || slot.kinds & query.kinds != 0,
        begins(&slot.branch_code, &query.branches),
        begins(slot.occupation.as_deref().unwrap_or(""), &query.occupations),
        query.municipalities.is_empty() || query.municipalities.contains(&slot.municipality),
        in_reach,
        query.hours.is_none_or(|hours| (slot.hours_min..=slot.hours_max).contains(&hours)),
        query.time_from.is_none_or(|from| slot.time_from.is_none_or(|time| time >= from)),
        query.time_to.is_none_or(|to| slot.time_to.is_none_or(|time| time <= to)),
        slot.demands & query.demands_excluded == 0,
        query.offers_required & !slot.offers == 0,
        query.sector.is_none_or(|sector| sector == slot.sector),
        query.willing_for == 0 || slot.willing_for & query.willing_for != 0,
        query.reserved_for == 0 || slot.reserved_for == 0 || slot.reserved_for & query.reserved_for != 0 || slot.free_for_others.is_some(),
        query.language_at_most.is_none_or(|level| slot.language <= level),
        query.licences_held.is_none_or(|held| slot.licences & !held == 0),
        !period || query.include_full || free_seats(slot, query) > 0,
    ];
    checks.into_iter().all(|check| check)
}

fn bits(mask: u64) -> Vec<FacetValue> {
    (0..64).filter(|bit| mask >> bit & 1 == 1).map(FacetValue::Bit).collect()
}

fn values(slot: &SlotDocument, facet: SlotFacet) -> Vec<FacetValue> {
    let code = |code: &str| if code.is_empty() { Vec::new() } else { vec![FacetValue::Code(code.to_owned())] };
    match facet {
        SlotFacet::Kind => bits(u64::from(slot.kinds)),
        SlotFacet::Branch => code(&slot.branch_code),
        SlotFacet::Municipality => vec![FacetValue::Number(u32::from(slot.municipality))],
        SlotFacet::Occupation => code(slot.occupation.as_deref().unwrap_or("")),
        SlotFacet::Sector => vec![FacetValue::Sector(slot.sector)],
        SlotFacet::Demand => bits(slot.demands),
        SlotFacet::Offer => bits(slot.offers),
        SlotFacet::Willing => bits(u64::from(slot.willing_for)),
    }
}

fn count(slots: &[&SlotDocument], facet: SlotFacet) -> BTreeMap<FacetValue, u64> {
    let mut counts = BTreeMap::new();
    for value in slots.iter().flat_map(|slot| values(slot, facet)) {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

/// Checks an answer without a text against all slots; gives the number of hits.
fn check(index: &SlotIndex, slots: &[SlotDocument], query: &SlotQuery) -> Result<(), TestCaseError> {
    let query = SlotQuery { facets: FACETS.to_vec(), text: String::new(), ..query.clone() };
    let answer = index.search(&query).unwrap();
    let fitting: Vec<_> = slots.iter().filter(|slot| passes(slot, &query)).collect();
    prop_assert_eq!(answer.total, fitting.len() as u64);
    for (facet, counts) in &answer.facets {
        let counted: BTreeMap<_, _> = counts.iter().map(|count| (count.value.clone(), count.count)).collect();
        prop_assert_eq!(counted, count(&fitting, *facet), "{:?}", facet);
    }
    for hit in &answer.hits {
        let slot = fitting.iter().find(|slot| slot.id == hit.id);
        let slot = slot.ok_or_else(|| TestCaseError::fail("a hit that does not fit"))?;
        prop_assert_eq!(hit.free_seats, free_seats(slot, &query));
        prop_assert_eq!(hit.next_free_on, next_free_on(slot, &query));
        prop_assert_eq!(hit.distance_km, distance(slot, &query));
    }
    prop_assert!(is_in_order(&answer, &fitting, &query));
    Ok(())
}

fn is_in_order(answer: &SlotAnswer, slots: &[&SlotDocument], query: &SlotQuery) -> bool {
    let confirmed = |id| slots.iter().find(|slot| slot.id == id).map_or(0, |slot| -slot.confirmed_day);
    let by_distance = query.sort == SlotSort::Distance || query.sort == SlotSort::Relevance && query.near.is_some();
    if by_distance {
        answer.hits.is_sorted_by_key(|hit| hit.distance_km.map_or(u64::MAX, f64::to_bits))
    } else {
        answer.hits.is_sorted_by_key(|hit| confirmed(hit.id))
    }
}

fn some_slots(seed: u64, number: u64) -> Vec<SlotDocument> {
    (0..number).map(|place| kit::slot(if place % 5 == 0 { OTHER } else { OWN }, place / 2, seed * 1_000 + place + 1)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, ..ProptestConfig::default() })]

    #[test]
    fn filters_seats_and_facets_equal_a_look_at_every_slot(seed in 0_u64..1_000_000) {
        let slots: Vec<_> = some_slots(seed, 300).into_iter().map(|slot| ((slot.tenant, slot.id), slot)).collect::<BTreeMap<_, _>>().into_values().collect();
        let (disk, memory) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (committed, overlay) = (kit::rebuilt(disk.path(), &slots), kit::in_overlay(memory.path(), &slots));
        for question in 0..60 {
            let query = kit::query(OWN, seed + question);
            check(&committed, &slots, &query)?;
            check(&overlay, &slots, &query)?;
        }
    }

    #[test]
    fn the_overlay_answers_like_the_disk(seed in 0_u64..1_000_000) {
        let slots = some_slots(seed, 180);
        let (disk, memory) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let overlay = kit::in_overlay(memory.path(), &slots);
        let mixed = kit::rebuilt(disk.path(), &slots[..60]);
        mixed.apply(kit::upserts(&slots[60..120]), kit::at(OWN, 1)).unwrap();
        mixed.flush().unwrap();
        mixed.apply(kit::upserts(&slots[120..]), kit::at(OWN, 1)).unwrap();
        let ask = |index: &SlotIndex| (0..60).map(|question| {
            let query = SlotQuery { facets: FACETS.to_vec(), highlight: true, ..kit::query(OWN, seed + question) };
            index.search(&query).unwrap()
        }).collect::<Vec<_>>();
        let (from_overlay, from_both) = (ask(&overlay), ask(&mixed));
        prop_assert_eq!(&from_overlay, &from_both);
        mixed.flush().unwrap();
        prop_assert_eq!(&from_overlay, &ask(&mixed));
        mixed.compact().unwrap();
        prop_assert_eq!(&from_overlay, &ask(&mixed));
        prop_assert_eq!(mixed.versions(OWN), overlay.versions(OWN));
        prop_assert_eq!(mixed.checksum(OWN), overlay.checksum(OWN));
    }

    #[test]
    fn the_pages_of_an_answer_hold_every_hit_once(seed in 0_u64..1_000_000) {
        let slots = some_slots(seed, 300);
        let dir = tempfile::tempdir().unwrap();
        let index = kit::rebuilt(dir.path(), &slots[..200]);
        index.apply(kit::upserts(&slots[200..]), kit::at(OWN, 1)).unwrap();
        for question in 0..10 {
            let whole = SlotQuery { limit: 100, ..kit::query(OWN, seed + question) };
            let all = index.search(&whole).unwrap();
            let mut paged = Vec::new();
            let mut cursor = None;
            loop {
                let page = index.search(&SlotQuery { limit: 7, cursor: cursor.take(), ..whole.clone() }).unwrap();
                prop_assert_eq!(page.total, all.total);
                paged.extend(page.hits);
                match page.next_cursor {
                    Some(next) => cursor = Some(next),
                    None => break,
                }
            }
            prop_assert_eq!(paged.len() as u64, all.total);
            prop_assert_eq!(&paged[..all.hits.len()], &all.hits[..]);
        }
    }
}

#[test]
fn another_municipality_is_never_seen() {
    let dir = tempfile::tempdir().unwrap();
    let mut slots = Vec::new();
    for number in 0..50 {
        let own = SlotDocument { title: "Truckfører".to_owned(), sector: Sector::Private, ..kit::open_slot(number, "") };
        let foreign = SlotDocument { tenant: OTHER, title: "Hemmelig hestepasser".to_owned(), sector: Sector::Public, ..own.clone() };
        slots.extend([own, foreign]);
    }
    let index = kit::rebuilt(dir.path(), &slots);
    for text in ["", "hemmelig", "hestepaser", "hem", "\"hemmelig hestepasser\"", "-truckfører", "tenant:101 hemmelig"] {
        let answer = index.search(&SlotQuery { facets: FACETS.to_vec(), ..kit::text_query(text) }).unwrap();
        assert_eq!(answer.total, if text.is_empty() { 50 } else { 0 }, "{text}");
        let public = answer.facets.iter().flat_map(|(_, counts)| counts).any(|count| count.value == FacetValue::Sector(Sector::Public));
        assert!(!public);
    }
    let foreign = index.search(&SlotQuery { tenant: OTHER, ..kit::text_query("hestepasser") }).unwrap();
    assert_eq!((foreign.total, foreign.change_number), (50, 0));
    assert_eq!(index.search(&SlotQuery { tenant: 0, ..kit::text_query("") }).unwrap().total, 0);
}
