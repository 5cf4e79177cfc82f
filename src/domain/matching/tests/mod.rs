//! Matching: every hard criterion, the sum of parts, the nearest change, and the order against brute force.

mod criteria;
mod properties;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
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

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn today() -> NaiveDate {
    day("2026-03-02")
}

pub(super) fn hours(min: f64, max: f64) -> Option<HoursWindow> {
    Some(HoursWindow { min, max })
}

pub(super) fn times(from: u16, to: u16) -> Option<TimeWindow> {
    Some(TimeWindow { from: from * 60, to: to * 60 })
}

pub(super) fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

pub(super) fn weights() -> Weights {
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

pub(super) fn lists() -> ConditionLists {
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

pub(in crate::domain) fn slot(number: u128) -> Slot {
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
        reserved_seats: None,
        tasks: Vec::new(),
        confirmed_on: Some(day("2026-02-20")),
        paused: false,
        sector: Sector::Privat,
        point: Some(Point { lat: 55.70, lon: 11.71 }),
    }
}

pub(super) fn profile() -> Profile {
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
pub(super) struct Fixed {
    pub(super) free_from: BTreeMap<SlotId, Option<NaiveDate>>,
    pub(super) full_until: BTreeMap<SlotId, NaiveDate>,
}

pub(super) fn answer(verdict: Verdict, opening: Option<NaiveDate>) -> Answer {
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
        url: None,
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

pub(super) fn ranked(profile: &Profile, slots: &[Slot], surroundings: &Fixed) -> Ranked {
    let (weights, conditions, occupations) = (weights(), lists(), OccupationNeighbours::default());
    let yardstick = Yardstick { weights: &weights, conditions: &conditions, occupations: &occupations, groups: &[], on: today() };
    rank(Seeker { profile, target_group: Some("dagpenge") }, slots, &yardstick, surroundings, 20)
}

pub(super) fn only(ranked: Ranked) -> Match {
    ranked.matches.into_iter().chain(ranked.blocked).next().unwrap()
}

pub(super) fn part(found: &Match, criterion: Criterion) -> &Part {
    found.parts.iter().find(|part| part.criterion == criterion).unwrap()
}
