//! How much each criterion counts: a setting with a version, recorded with every list.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::part::Criterion;
use crate::domain::{conditions::ConditionLists, reference::OccupationNeighbours, rulebook::rule::TargetGroup, terms::Transport};

/// Most points of each criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// Wished occupation.
    pub occupation: u32,
    /// Skills.
    pub skills: u32,
    /// Hours a week.
    pub hours: u32,
    /// Times of day.
    pub times: u32,
    /// How soon.
    pub period: u32,
    /// Distance.
    pub distance: u32,
    /// What the place must not demand.
    pub conditions: u32,
    /// What the place must offer.
    pub support: u32,
    /// Level of Danish.
    pub language: u32,
    /// Driving licence.
    pub licence: u32,
    /// How lately the company confirmed the place.
    pub freshness: u32,
}

/// Shares of the points, in thousandths, and the limits behind them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// A fact is unknown on either side.
    pub unknown: u32,
    /// An occupation near the wish.
    pub occupation_near: u32,
    /// An occupation of the same wider group.
    pub occupation_widened: u32,
    /// What a match of the first, second, … wish counts; further wishes count as the last.
    pub wish_order: Vec<u32>,
    /// Skills that give full points.
    pub skills_for_full: u32,
    /// Waiting days that cost nothing.
    pub soon_days: u32,
    /// Waiting days that leave no points.
    pub late_days: u32,
    /// A place confirmed within so many days is fresh.
    pub fresh_days: u32,
    /// A place confirmed longer ago has no points for it.
    pub stale_days: u32,
    /// How far people go, km, where they have not said: on foot, by bicycle, by bus or train, by car.
    pub reach_km: [u32; 4],
}

/// Points and shares under one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Name of the version; stands on every list.
    pub version: String,
    /// Most points of each criterion.
    pub points: Points,
    /// Shares and limits.
    pub shares: Shares,
}

impl Weights {
    /// Most points of a criterion.
    #[must_use]
    pub const fn most(&self, criterion: Criterion) -> u32 {
        match criterion {
            Criterion::Occupation => self.points.occupation,
            Criterion::Skills => self.points.skills,
            Criterion::Hours => self.points.hours,
            Criterion::Times => self.points.times,
            Criterion::Period => self.points.period,
            Criterion::Distance => self.points.distance,
            Criterion::Conditions => self.points.conditions,
            Criterion::Support => self.points.support,
            Criterion::Language => self.points.language,
            Criterion::Licence => self.points.licence,
            Criterion::Freshness => self.points.freshness,
            Criterion::Reserved => 0,
        }
    }

    /// How far somebody goes who has not said, km.
    #[must_use]
    pub fn reach_km(&self, transport: Option<Transport>) -> f64 {
        let [walk, bicycle, bus, car] = self.shares.reach_km;
        f64::from(match transport {
            Some(Transport::Gang) => walk,
            Some(Transport::Cykel) => bicycle,
            Some(Transport::Kollektiv) | None => bus,
            Some(Transport::Bil) => car,
        })
    }
}

/// What every pair is measured with.
#[derive(Clone, Copy, Debug)]
pub struct Yardstick<'a> {
    /// Weights.
    pub weights: &'a Weights,
    /// Work conditions.
    pub conditions: &'a ConditionLists,
    /// Which occupations are near each other.
    pub occupations: &'a OccupationNeighbours,
    /// The target groups with their names.
    pub groups: &'a [TargetGroup],
    /// The day of the list.
    pub on: NaiveDate,
}
