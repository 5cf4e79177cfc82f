//! What the form about slots holds, and what it says in the words of the use case.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::view::PlaceView;
use crate::{
    domain::{freshness::Said, ids::SlotId, refusal::FieldRefused},
    i18n::Texts,
    use_cases::{failure::Failure, freshness::own::OwnSlotStanding},
    web::parts::FormErrors,
};

/// The values of a form by their names; the slots in the order in which they stood.
#[derive(Clone, Debug, Default)]
pub(super) struct Filled {
    slots: Vec<String>,
    values: BTreeMap<String, String>,
}

/// Which answer is taken back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Undo {
    pub svar: String,
}

/// Whether the weekly mail is wanted; a mail program that stops it sends neither.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Digest {
    oensket: String,
}

impl Digest {
    pub fn is_wanted(&self) -> bool {
        self.oensket == "ja"
    }
}

/// One answer as the form writes it: `ledig:2`, `ibrug`, `optaget`, `pause:2026-03-20`.
pub(super) fn word(choice: &str, free: &str, until: &str) -> String {
    match choice {
        "ledig" => format!("ledig:{}", free.trim()),
        "pause" => format!("pause:{}", until.trim()),
        other => other.to_owned(),
    }
}

impl Filled {
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        let (slots, values): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(name, _)| name == "plads");
        Self { slots: slots.into_iter().map(|(_, slot)| slot).collect(), values: values.into_iter().collect() }
    }

    /// A value of a slot; none where the form was not filled in yet.
    pub fn at(&self, name: &str, slot: SlotId) -> Option<&str> {
        self.values.get(&format!("{name}-{slot}")).map(String::as_str)
    }

    fn typed(&self, name: &str, slot: SlotId) -> &str {
        self.at(name, slot).unwrap_or_default()
    }

    /// What is said of each slot.
    pub fn said(&self) -> Result<Vec<(SlotId, Said)>, Vec<FieldRefused>> {
        let (mut said, mut refused) = (Vec::new(), Vec::new());
        // An id that is none is no slot of theirs: it is refused like any other.
        for slot in self.slots.iter().map(|id| id.parse().unwrap_or(SlotId(uuid::Uuid::nil()))) {
            match self.of(slot) {
                Ok(one) => said.push((slot, one)),
                Err((field, reason)) => refused.push(FieldRefused { field, reason, advice: vec![slot.to_string()] }),
            }
        }
        if refused.is_empty() { Ok(said) } else { Err(refused) }
    }

    fn of(&self, slot: SlotId) -> Result<Said, (&'static str, &'static str)> {
        let (choice, free, until) = (self.typed("svar", slot), self.typed("ledige", slot), self.typed("til", slot));
        if choice.is_empty() || word(choice, free, until) == self.typed("stod", slot) {
            return Ok(Said::AsItStands);
        }
        match choice {
            "ledig" if free.trim().is_empty() => Ok(Said::Open { free: None }),
            "ledig" => free.trim().parse().map(|free| Said::Open { free: Some(free) }).map_err(|_| ("ledige", "keep-free-missing")),
            "ibrug" => Ok(Said::Open { free: Some(0) }),
            "optaget" => Ok(Said::Taken),
            "pause" => until.trim().parse::<NaiveDate>().map(Said::PausedUntil).map_err(|_| ("til", "keep-pause-missing")),
            _ => Err(("svar", "choice-missing")),
        }
    }
}

/// The refused answers as sentences at their slots.
pub(super) fn errors(texts: Texts, refused: &[FieldRefused], places: &[PlaceView]) -> FormErrors {
    let mut errors = FormErrors::default();
    for one in refused {
        let Some(slot) = one.advice.first() else { continue };
        let titled = |view: &&super::view::SlotView| view.id == *slot;
        let title = places.iter().flat_map(|place| &place.slots).find(titled).map_or("", |view| view.title.as_str());
        let number = one.advice.get(1).and_then(|number| number.parse::<u32>().ok()).unwrap_or_default();
        let sentence = texts.with(one.reason, &[("name", title.to_owned().into()), ("count", number.into())]);
        // An answer that holds no date or number stands where it is chosen.
        errors.add(format!("{}-{slot}", one.field), sentence);
    }
    errors
}

/// How a slot stands, as the form writes it, with the three values it is made of.
pub(super) fn standing(slot: &OwnSlotStanding) -> (&'static str, String, String) {
    use crate::domain::freshness::Standing;
    let free = if slot.seats > 1 { slot.free.to_string() } else { String::new() };
    match slot.standing {
        Standing::Open => ("ledig", free, String::new()),
        Standing::InUse => ("ibrug", free, String::new()),
        Standing::Taken => ("optaget", free, String::new()),
        Standing::PausedUntil(last) => ("pause", free, last.to_string()),
    }
}

/// Whether a failure is that of a link that does not answer any more.
pub(super) fn is_closed_link(failure: &Failure) -> bool {
    use crate::domain::refusal::Refusal;
    matches!(failure, Failure::Refused(Refusal::AlreadyAnswered | Refusal::Expired))
}
