//! What slots say of themselves, in the reader's words.

use chrono::NaiveDate;

use crate::{
    domain::{
        company::Address,
        slot::{HoursWindow, Slot, TimeWindow},
        terms::PlacementForm,
    },
    i18n::Texts,
    web::parts::{Badge, Tone},
};

/// Days after which a slot wants to be confirmed again.
pub const OLD_AFTER_DAYS: i64 = 60;

/// The first letter large, as a line begins.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A number without needless decimals.
pub fn number(texts: Texts, number: f64) -> String {
    texts.number(number, usize::from(number.fract() != 0.0))
}

/// `15–20`, or `15` where both ends are one.
pub fn hours(texts: Texts, hours: Option<HoursWindow>) -> String {
    let Some(window) = hours else { return texts.text("hours-open").into_owned() };
    let (min, max) = (number(texts, window.min), number(texts, window.max));
    if min == max { min } else { format!("{min}–{max}") }
}

/// `08:00–13:00`.
pub fn times(times: TimeWindow) -> String {
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    format!("{}–{}", clock(times.from), clock(times.to))
}

/// The word of a kind; under ten hours a week a fleksjob is a minifleksjob.
pub fn kind(texts: Texts, slot: &Slot, form: PlacementForm) -> String {
    const MINI_BELOW_HOURS: f64 = 10.0;
    let is_mini = form == PlacementForm::Fleksjob && slot.hours.is_some_and(|hours| hours.max < MINI_BELOW_HOURS);
    texts.text(&if is_mini { "form-minifleksjob".to_owned() } else { format!("form-{form}") }).into_owned()
}

/// A badge for each kind.
pub fn kind_badges(texts: Texts, slot: &Slot) -> Vec<Badge> {
    slot.forms.iter().map(|form| Badge::kind(kind(texts, slot, *form))).collect()
}

/// The slot's state today: paused, over, not yet open, or its free seats.
pub fn state_badge(texts: Texts, slot: &Slot, free: u32, today: NaiveDate) -> Badge {
    if slot.paused {
        return Badge::new(Tone::Pause, texts.text("slot-state-paused"));
    }
    if slot.open_to.is_some_and(|last| last < today) {
        return Badge::new(Tone::Done, texts.text("slot-state-over"));
    }
    if slot.open_from > today {
        return Badge::new(Tone::Open, texts.text("slot-state-coming"));
    }
    Badge::seats(texts, free, slot.seats)
}

/// How many of its seats are kept for its target groups; nothing where none is, `heraf 2 forbeholdt` else.
pub fn kept(texts: Texts, slot: &Slot) -> String {
    if slot.kept_seats() == 0 { String::new() } else { texts.count("slot-reserved-some", slot.kept_seats()).into_owned() }
}

/// Postcode and town, `4300 Holbæk`; none where neither is known.
pub fn town(address: &Address) -> Option<String> {
    let town = [address.postcode.as_deref(), address.town.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Some(town).filter(|town| !town.is_empty())
}

/// Street, postcode and town on one line.
pub fn address(address: &Address) -> String {
    let parts = [address.street.clone(), town(address)].into_iter().flatten();
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Whether it is long since the company said that the slot is true.
pub fn is_old(slot: &Slot, today: NaiveDate) -> bool {
    slot.confirmed_on.is_none_or(|day| (today - day).num_days() > OLD_AFTER_DAYS)
}
