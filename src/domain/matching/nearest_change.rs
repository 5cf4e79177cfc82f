//! The one change that would make a blocked place fit: tried out before it is told.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    fact::{self, Phrase},
    part::{Criterion, Part},
    rank::Seeker,
    weights::Yardstick,
};
use crate::domain::{
    citizen::Profile,
    place::{coarse_km, distance_km},
    slot::{HoursWindow, Slot, TimeWindow},
    terms::{Language, LanguageLevel},
};

/// One change of the place, the profile or the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The place takes other hours a week.
    Hours {
        /// Hours now.
        from: HoursWindow,
        /// Hours after the change.
        to: HoursWindow,
    },
    /// The place's working day lies otherwise.
    Times {
        /// Times now.
        from: TimeWindow,
        /// Times after the change.
        to: TimeWindow,
    },
    /// The place does without a demand.
    WithoutDemand(Phrase),
    /// The place offers one thing more.
    WithOffer(Phrase),
    /// The place asks for less Danish.
    Language {
        /// Level now.
        from: LanguageLevel,
        /// Level after the change.
        to: LanguageLevel,
    },
    /// The place does without a driving licence category.
    WithoutLicence(String),
    /// The citizen travels farther.
    Distance {
        /// Most km now.
        from: f64,
        /// Most km after the change.
        to: f64,
    },
    /// The place stays open after its last day.
    OpenAfter(NaiveDate),
    /// The citizen can after the last day that was said.
    CitizenAfter(NaiveDate),
    /// The placement begins later.
    StartFrom(NaiveDate),
}

/// A pair after a change.
pub(super) struct Changed {
    pub(super) slot: Slot,
    pub(super) profile: Profile,
    pub(super) on: NaiveDate,
}

impl Change {
    /// The pair as it would be.
    pub(super) fn apply(&self, seeker: Seeker<'_>, slot: &Slot, on: NaiveDate) -> Changed {
        let mut changed = Changed { slot: slot.clone(), profile: seeker.profile.clone(), on };
        match self {
            Self::Hours { to, .. } => changed.slot.hours = Some(*to),
            Self::Times { to, .. } => changed.slot.times = Some(*to),
            Self::WithoutDemand(phrase) => changed.slot.demands.retain(|code| *code != phrase.code),
            Self::WithOffer(phrase) => changed.slot.offers.push(phrase.code.clone()),
            Self::Language { to, .. } => changed.slot.language = Some(*to),
            Self::WithoutLicence(category) => changed.slot.licences.retain(|needed| needed != category),
            Self::Distance { to, .. } => changed.profile.max_km = Some(*to),
            Self::OpenAfter(_) => changed.slot.open_to = None,
            Self::CitizenAfter(_) => changed.profile.can_to = None,
            Self::StartFrom(day) => changed.on = on.max(*day),
        }
        changed
    }

    /// "passer, hvis timer kan være 12 i stedet for 15".
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let say = |da: String, en: String| match language {
            Language::Da => format!("passer, {da}"),
            Language::En => format!("fits {en}"),
        };
        let date = |day: &NaiveDate| fact::date(*day, language);
        match self {
            Self::Hours { from, to } => {
                let (now, then) = hours_that_move(*from, *to);
                let (now, then) = (fact::number(now, language), fact::number(then, language));
                say(format!("hvis timer kan være {then} i stedet for {now}"), format!("if hours can be {then} instead of {now}"))
            }
            Self::Times { from, to } => {
                let window = |times: &TimeWindow| format!("{}–{}", fact::clock(times.from), fact::clock(times.to));
                let (now, then) = (window(from), window(to));
                say(format!("hvis mødetiden kan være {then} i stedet for {now}"), format!("if the times can be {then} instead of {now}"))
            }
            Self::WithoutDemand(phrase) => {
                let words = phrase.text(language);
                say(format!("hvis {words} ikke kræves"), format!("if {words} is not demanded"))
            }
            Self::WithOffer(phrase) => {
                let words = phrase.text(language);
                say(format!("hvis pladsen kan tilbyde {words}"), format!("if the place can offer {words}"))
            }
            Self::Language { from, to } => say(
                format!("hvis kravet til dansk kan være {to} i stedet for {from}"),
                format!("if the level of Danish can be {to} instead of {from}"),
            ),
            Self::WithoutLicence(category) => {
                say(format!("hvis kørekort {category} ikke kræves"), format!("if driving licence {category} is not needed"))
            }
            Self::Distance { from, to } => {
                let (now, then) = (fact::number(*from, language), fact::number(*to, language));
                say(
                    format!("hvis borgeren kan rejse {then} km i stedet for {now}"),
                    format!("if the citizen can travel {then} km instead of {now}"),
                )
            }
            Self::OpenAfter(day) => {
                say(format!("hvis pladsen også er åben efter {}", date(day)), format!("if the place stays open after {}", date(day)))
            }
            Self::CitizenAfter(day) => {
                say(format!("hvis borgeren også kan efter {}", date(day)), format!("if the citizen also can after {}", date(day)))
            }
            Self::StartFrom(day) => {
                say(format!("fra {}, når et forløb slutter", date(day)), format!("from {}, when a placement ends", date(day)))
            }
        }
    }
}

fn hours_that_move(from: HoursWindow, to: HoursWindow) -> (f64, f64) {
    if from.min > to.min { (from.min, to.min) } else { (from.max, to.max) }
}

/// The changes that could lift the one thing that blocks; each is still to be tried.
pub(super) fn candidates(blocking: &Part, seeker: Seeker<'_>, slot: &Slot, yardstick: &Yardstick<'_>) -> Vec<Change> {
    let profile = seeker.profile;
    match blocking.criterion {
        Criterion::Hours => profile.hours.zip(slot.hours).map(|(wanted, offered)| hours_change(wanted, offered)).into_iter().collect(),
        Criterion::Times => profile.times.zip(slot.times).map(|(to, from)| Change::Times { from, to }).into_iter().collect(),
        Criterion::Conditions => slot.demands.iter().map(|code| Change::WithoutDemand(Phrase::of(code, yardstick.conditions))).collect(),
        Criterion::Support => {
            let lacking = profile.needs.iter().filter(|need| !slot.offers.contains(need));
            lacking.map(|code| Change::WithOffer(Phrase::of(code, yardstick.conditions))).collect()
        }
        Criterion::Language => profile.language.zip(slot.language).map(|(to, from)| Change::Language { from, to }).into_iter().collect(),
        Criterion::Licence => slot.licences.iter().cloned().map(Change::WithoutLicence).collect(),
        Criterion::Distance => distance_change(profile, slot).into_iter().collect(),
        Criterion::Period => {
            let opened = slot.open_to.map(Change::OpenAfter);
            opened.into_iter().chain(profile.can_to.map(Change::CitizenAfter)).collect()
        }
        Criterion::Occupation | Criterion::Skills | Criterion::Freshness | Criterion::Reserved => Vec::new(),
    }
}

fn hours_change(wanted: HoursWindow, offered: HoursWindow) -> Change {
    let to = if offered.min > wanted.max {
        HoursWindow { min: wanted.max, max: offered.max }
    } else {
        HoursWindow { min: offered.min, max: wanted.min }
    };
    Change::Hours { from: offered, to }
}

fn distance_change(profile: &Profile, slot: &Slot) -> Option<Change> {
    let (home, point) = profile.home.zip(slot.point)?;
    let exact = distance_km(home, point);
    // A protected address must not be told more exactly by the change than by the distance itself.
    let to = if profile.protected { coarse_km(exact) } else { exact.ceil() };
    Some(Change::Distance { from: profile.max_km?, to })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_in_both_languages() {
        let change = Change::Hours { from: HoursWindow { min: 15.0, max: 20.0 }, to: HoursWindow { min: 12.0, max: 20.0 } };
        assert_eq!(change.text(Language::Da), "passer, hvis timer kan være 12 i stedet for 15");
        assert_eq!(change.text(Language::En), "fits if hours can be 12 instead of 15");
    }
}
