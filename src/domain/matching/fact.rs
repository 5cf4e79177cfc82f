//! The facts that a match compares, as they are shown in both languages.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{
    conditions::ConditionLists,
    rulebook::{rule::TargetGroup, wording},
    slot::{HoursWindow, TimeWindow},
    terms::{Language, LanguageLevel},
};

/// A code with its words, so that a kept match reads the same after the lists have changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// Code.
    pub code: String,
    /// Danish words.
    pub da: String,
    /// English words.
    pub en: String,
}

impl Phrase {
    /// The phrase of a code of the condition lists.
    #[must_use]
    pub fn of(code: &str, lists: &ConditionLists) -> Self {
        Self { code: code.to_owned(), da: lists.text(code, Language::Da).to_owned(), en: lists.text(code, Language::En).to_owned() }
    }

    /// The phrase of a target group's code; the code itself where the rules do not know it.
    #[must_use]
    pub fn of_group(code: &str, groups: &[TargetGroup]) -> Self {
        let name = groups.iter().find(|group| group.head.id == code).map(|group| &group.head.name);
        let words = |language| name.map_or(code, |name| name.text(language)).to_owned();
        Self { code: code.to_owned(), da: words(Language::Da), en: words(Language::En) }
    }

    /// The words in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Da => &self.da,
            Language::En => &self.en,
        }
    }
}

/// One fact of a citizen or of a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Nobody has said.
    Unknown,
    /// Nothing is asked.
    Nothing,
    /// Hours a week.
    Hours(HoursWindow),
    /// Times of day.
    Times(TimeWindow),
    /// From a day, until a day; either may be open.
    Days(Option<NaiveDate>, Option<NaiveDate>),
    /// No seat is free.
    Full,
    /// A distance, km.
    Kilometres(f64),
    /// A distance told in steps of 5 km, upwards.
    KilometresCoarse(f64),
    /// At most so far, km.
    AtMostKilometres(f64),
    /// Titles or codes of occupations.
    Occupations(Vec<String>),
    /// Skills.
    Skills(Vec<String>),
    /// The place must not demand these.
    Avoids(Vec<Phrase>),
    /// The place must offer these.
    Needs(Vec<Phrase>),
    /// The place demands these.
    Demands(Vec<Phrase>),
    /// The place offers these.
    Offers(Vec<Phrase>),
    /// A level of Danish.
    Level(LanguageLevel),
    /// Driving licence categories.
    Licences(Vec<String>),
    /// A day.
    Day(NaiveDate),
    /// The place's text mentions none of the skills.
    NotMentioned,
    /// Target groups.
    Groups(Vec<Phrase>),
}

impl Fact {
    /// The fact in words.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let say = |da: &str, en: &str| pick(language, da, en).to_owned();
        match self {
            Self::Unknown => say("ikke oplyst", "not said"),
            Self::Nothing => say("intet krav", "no demand"),
            Self::Full => say("ingen ledig", "none free"),
            Self::NotMentioned => say("ikke nævnt i opslaget", "not mentioned in the advertisement"),
            Self::Hours(window) => hours(*window, language),
            Self::Times(window) => format!("{}–{}", clock(window.from), clock(window.to)),
            Self::Days(from, to) => days(*from, *to, language),
            Self::Kilometres(km) => format!("{} km", number((km * 10.0).round() / 10.0, language)),
            Self::KilometresCoarse(km) => format!("{} {km} km", pick(language, "op til", "up to")),
            Self::AtMostKilometres(km) => format!("{} {} km", pick(language, "højst", "at most"), number(*km, language)),
            Self::Occupations(words) | Self::Skills(words) | Self::Licences(words) => list(words, language),
            Self::Groups(groups) => listed(groups, language),
            Self::Avoids(phrases) => prefixed(pick(language, "ikke", "not"), phrases, language),
            Self::Needs(phrases) => prefixed(pick(language, "behov for", "needs"), phrases, language),
            Self::Demands(phrases) => prefixed(pick(language, "kræver", "demands"), phrases, language),
            Self::Offers(phrases) => prefixed(pick(language, "tilbyder", "offers"), phrases, language),
            Self::Level(level) => level.to_string(),
            Self::Day(day) => date(*day, language),
        }
    }
}

pub(super) const fn pick<'a>(language: Language, da: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Da => da,
        Language::En => en,
    }
}

pub(super) fn number(figure: f64, language: Language) -> String {
    wording::figure(figure).text(language).to_owned()
}

pub(super) fn date(day: NaiveDate, language: Language) -> String {
    wording::day(day).text(language).to_owned()
}

/// "15" or "12–20".
pub(super) fn hours(window: HoursWindow, language: Language) -> String {
    let (min, max) = (number(window.min, language), number(window.max, language));
    if min == max { min } else { format!("{min}–{max}") }
}

/// Minutes since midnight as HH:MM.
pub(super) fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn days(from: Option<NaiveDate>, to: Option<NaiveDate>, language: Language) -> String {
    let (since, until) = (pick(language, "fra", "from"), pick(language, "til", "until"));
    match (from, to) {
        (Some(from), Some(to)) => format!("{since} {} {until} {}", date(from, language), date(to, language)),
        (Some(from), None) => format!("{since} {}", date(from, language)),
        (None, Some(to)) => format!("{until} {}", date(to, language)),
        (None, None) => pick(language, "ikke oplyst", "not said").to_owned(),
    }
}

fn list(words: &[String], language: Language) -> String {
    if words.is_empty() { pick(language, "ingen", "none").to_owned() } else { words.join(", ") }
}

fn listed(phrases: &[Phrase], language: Language) -> String {
    let words: Vec<String> = phrases.iter().map(|phrase| phrase.text(language).to_owned()).collect();
    list(&words, language)
}

fn prefixed(prefix: &str, phrases: &[Phrase], language: Language) -> String {
    let words = listed(phrases, language);
    if phrases.is_empty() { words } else { format!("{prefix} {words}") }
}
