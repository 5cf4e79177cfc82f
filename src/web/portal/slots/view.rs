//! A slot as the page shows it: how it stands, what can be chosen, and what the form holds already.

use chrono::{Days, NaiveDate};

use super::form::{Filled, standing, word};
use crate::{
    domain::freshness::{Freshness, Standing},
    i18n::Texts,
    use_cases::freshness::own::{OwnSlotStanding, OwnStanding},
    web::parts::{Badge, FormErrors, Tone},
};

/// The slots of a workplace.
pub(super) struct PlaceView {
    pub name: String,
    pub slots: Vec<SlotView>,
}

/// One slot with its three buttons.
pub(super) struct SlotView {
    pub id: String,
    pub title: String,
    /// How it stands, by word and shape.
    pub state: Badge,
    /// How many seats there are and how many somebody has.
    pub seats: String,
    /// When it was confirmed.
    pub confirmed: String,
    /// Whether that is so long ago that it is not shown to anybody.
    pub is_closed: bool,
    /// What the first button means: free, or in use.
    pub first: &'static str,
    pub first_label: String,
    /// The button that is chosen.
    pub chosen: String,
    /// How it stood when the page was made.
    pub stood: String,
    /// Free seats in the field; only where there are several.
    pub free: Option<String>,
    pub most_free: u32,
    pub until: String,
    pub tomorrow: String,
    /// What is to be mended at the buttons, the number and the date.
    pub wrong: Wrong,
}

/// What is to be mended at a slot; empty where nothing is.
#[derive(Default)]
pub(super) struct Wrong {
    pub choice: String,
    pub free: String,
    pub until: String,
}

impl SlotView {
    /// Whether a button is the chosen one.
    pub fn is(&self, choice: &str) -> bool {
        self.chosen == choice
    }

    /// Takes what is to be mended here.
    pub fn take(&mut self, errors: &FormErrors) {
        let at = |field: &str| errors.at(&format!("{field}-{}", self.id)).to_owned();
        self.wrong = Wrong { choice: at("svar"), free: at("ledige"), until: at("til") };
    }
}

/// All slots, workplace by workplace.
pub(super) fn views(texts: Texts, all: &OwnStanding, filled: &Filled, today: NaiveDate) -> Vec<PlaceView> {
    let mut places: Vec<PlaceView> = Vec::new();
    for slot in &all.slots {
        let view = view(texts, slot, filled, today);
        match places.last_mut() {
            Some(place) if place.name == slot.workplace => place.slots.push(view),
            _ => places.push(PlaceView { name: slot.workplace.clone(), slots: vec![view] }),
        }
    }
    places
}

fn view(texts: Texts, slot: &OwnSlotStanding, filled: &Filled, today: NaiveDate) -> SlotView {
    let (choice, free, until) = standing(slot);
    let is_full = slot.in_use >= slot.seats;
    let first = if is_full { "ibrug" } else { "ledig" };
    let is_closed = slot.freshness == Freshness::Closed && matches!(slot.standing, Standing::Open | Standing::InUse);
    let typed = |name: &str, stands: String| filled.at(name, slot.slot).map_or(stands, str::to_owned);
    SlotView {
        id: slot.slot.to_string(),
        title: slot.title.clone(),
        state: badge(texts, slot),
        seats: seats(texts, slot),
        confirmed: confirmed(texts, slot, today),
        is_closed,
        first,
        first_label: texts.text(&format!("keep-{first}")).into_owned(),
        chosen: typed("svar", choice.to_owned()),
        stood: typed("stod", word(choice, &free, &until)),
        free: (slot.seats > 1 && !is_full).then(|| typed("ledige", free)),
        most_free: slot.seats.saturating_sub(slot.in_use),
        until: typed("til", until),
        tomorrow: today.checked_add_days(Days::new(1)).unwrap_or(today).to_string(),
        wrong: Wrong::default(),
    }
}

fn badge(texts: Texts, slot: &OwnSlotStanding) -> Badge {
    match slot.standing {
        Standing::Open => Badge::seats(texts, slot.free, slot.seats),
        Standing::InUse => Badge::new(Tone::Taken, texts.text("keep-ibrug")),
        Standing::Taken => Badge::new(Tone::Pause, texts.text("keep-optaget")),
        Standing::PausedUntil(last) => Badge::new(Tone::Pause, texts.name("keep-paused-until", &texts.date_plain(last))),
    }
}

/// `2 af 3 er i brug · ledig igen 5. april 2026`; nothing where nobody is there.
fn seats(texts: Texts, slot: &OwnSlotStanding) -> String {
    if slot.in_use == 0 {
        return String::new();
    }
    let used = texts.with("keep-seats-in-use", &[("used", slot.in_use.into()), ("seats", slot.seats.into())]).into_owned();
    match slot.next_free_on.filter(|_| slot.standing == Standing::InUse) {
        Some(day) => format!("{used} · {}", texts.name("keep-free-again", &texts.date_plain(day))),
        None => used,
    }
}

fn confirmed(texts: Texts, slot: &OwnSlotStanding, today: NaiveDate) -> String {
    match slot.confirmed_on {
        Some(day) => texts.name("keep-confirmed", &texts.relative(day, today)).into_owned(),
        None => texts.text("keep-never-confirmed").into_owned(),
    }
}
