//! The sentences of the rule book in Danish and English; each names the rule in words and its date.

use std::fmt::{self, Write as _};

use chrono::{Datelike, NaiveDate};

use super::rule::{Header, Label, Length};
use crate::domain::terms::PlacementForm;

const MONTHS_DA: [&str; 12] =
    ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];
const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

fn month(names: &[&'static str; 12], day: NaiveDate) -> &'static str {
    names[day.month0() as usize % 12]
}

/// Words in both languages that are written into a sentence, without a text of their own.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// Danish.
    pub da: &'a str,
    /// English.
    pub en: &'a str,
}

impl<'a> Words<'a> {
    /// The words of a label.
    #[must_use]
    pub fn of(label: &'a Label) -> Self {
        Self { da: &label.da, en: &label.en }
    }
}

/// Something that is written in the one language and in the other.
#[derive(Clone, Copy, Debug)]
pub struct Both<Da, En> {
    /// Danish.
    pub da: Da,
    /// English.
    pub en: En,
}

/// A day as it is written in a language.
#[derive(Clone, Copy, Debug)]
pub struct Day<const DANISH: bool>(NaiveDate);

impl<const DANISH: bool> fmt::Display for Day<DANISH> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (names, point) = if DANISH { (&MONTHS_DA, ".") } else { (&MONTHS_EN, "") };
        write!(out, "{}{point} {} {}", self.0.day(), month(names, self.0), self.0.year())
    }
}

/// A day in words, to be written into a sentence.
#[must_use]
pub const fn day_words(day: NaiveDate) -> Both<Day<true>, Day<false>> {
    Both { da: Day(day), en: Day(day) }
}

/// A day in words: "29. marts 2026", "29 March 2026".
#[must_use]
pub fn day(day: NaiveDate) -> Label {
    let words = day_words(day);
    Label { da: words.da.to_string(), en: words.en.to_string() }
}

/// A length in words: "4 uger", "4 weeks".
#[must_use]
pub fn length(length: Length) -> Label {
    let (count, da, en) = match length {
        Length::Weeks(1) => (1, "uge", "week"),
        Length::Weeks(weeks) => (weeks, "uger", "weeks"),
        Length::Months(1) => (1, "måned", "month"),
        Length::Months(months) => (months, "måneder", "months"),
    };
    Label { da: format!("{count} {da}"), en: format!("{count} {en}") }
}

/// A figure without needless decimals, as it is written in a language.
#[derive(Clone, Copy, Debug)]
pub struct Figure<const DANISH: bool>(f64);

impl<const DANISH: bool> fmt::Display for Figure<DANISH> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounded = (self.0 * 100.0).round() / 100.0;
        // Most figures are whole, and then the languages do not differ.
        if !DANISH || rounded.fract() == 0.0 { write!(out, "{rounded}") } else { out.write_str(&format!("{rounded}").replace('.', ",")) }
    }
}

/// A figure in words, to be written into a sentence.
#[must_use]
pub const fn figure_words(figure: f64) -> Both<Figure<true>, Figure<false>> {
    Both { da: Figure(figure), en: Figure(figure) }
}

/// A figure without needless decimals, with the decimal sign of each language.
#[must_use]
pub fn figure(figure: f64) -> Label {
    let words = figure_words(figure);
    Label { da: words.da.to_string(), en: words.en.to_string() }
}

/// The kind of placement in words, as a sentence begins with it.
#[must_use]
pub fn form(form: PlacementForm) -> Label {
    let words = form_words(form);
    label(words.da, words.en)
}

/// The same, to be written into a sentence.
#[must_use]
pub const fn form_words(form: PlacementForm) -> Words<'static> {
    let (da, en) = match form {
        PlacementForm::Virksomhedspraktik => ("Virksomhedspraktik", "Work practice (virksomhedspraktik)"),
        PlacementForm::Loentilskud => ("Ansættelse med løntilskud", "Employment with a wage subsidy (løntilskud)"),
        PlacementForm::Fleksjob => ("Fleksjob", "A flex job (fleksjob)"),
        PlacementForm::Nytteindsats => ("Nytteindsats", "Community work (nytteindsats)"),
        PlacementForm::Voksenlaerling => ("Voksenlærling", "Adult apprenticeship (voksenlærling)"),
        PlacementForm::Jobrotation => ("Jobrotation", "Job rotation (jobrotation)"),
        PlacementForm::OrdinaereTimer => ("Ordinære timer", "Ordinary paid hours"),
    };
    Words { da, en }
}

/// A label of two fixed texts.
#[must_use]
pub fn label(da: &str, en: &str) -> Label {
    Label { da: da.to_owned(), en: en.to_owned() }
}

/// Bytes of " Regel: , fra 29. september 2026." and of its English sister.
const ROOM_FOR_DATE: usize = 40;

/// The closing words of every finding: which rule, since when, and whether a reason passes over it.
#[derive(Clone, Copy, Debug)]
pub struct Closing<'a> {
    /// The rule.
    pub head: &'a Header,
    /// A written reason passes over it.
    pub overridden: bool,
}

impl Closing<'_> {
    /// The Danish sentence with its closing words.
    #[must_use]
    pub fn after_da(&self, sentence: String) -> String {
        let doubt = if self.head.verified { "." } else { " (ikke bekræftet ved kilden)." };
        let passed = if self.overridden { " Reglen er fraveget med begrundelse." } else { "" };
        let since = day_words(self.head.valid_from).da;
        joined(sentence, [" Regel: ", &self.head.name.da, ", fra "], &since, [doubt, passed])
    }

    /// The English sentence with its closing words.
    #[must_use]
    pub fn after_en(&self, sentence: String) -> String {
        let doubt = if self.head.verified { "." } else { " (not verified at its source)." };
        let passed = if self.overridden { " The rule was overridden with a reason." } else { "" };
        let since = day_words(self.head.valid_from).en;
        joined(sentence, [" Rule: ", &self.head.name.en, ", from "], &since, [doubt, passed])
    }
}

/// A text with words, a day and more words behind it; every finding is written twice, so it is grown only once.
fn joined(mut text: String, before: [&str; 3], day: &dyn fmt::Display, after: [&str; 2]) -> String {
    text.reserve(before.iter().chain(&after).map(|words| words.len()).sum::<usize>() + ROOM_FOR_DATE);
    text.extend(before);
    // Writing to memory does not fail.
    let _ = write!(text, "{day}");
    text.extend(after);
    text
}

/// "Det kan ikke afgøres; der mangler: …".
#[must_use]
pub fn undecided(names: &[&str]) -> Label {
    let listed = |begin: &str, pick: fn(Words<'static>) -> &'static str| {
        let mut text = begin.to_owned();
        for (number, name) in names.iter().enumerate() {
            text.push_str(if number == 0 { "" } else { ", " });
            text.push_str(fact_words(name).map_or(name, pick));
        }
        text.push('.');
        text
    };
    Label { da: listed("Kan ikke afgøres; der mangler: ", |words| words.da), en: listed("Cannot be decided; missing: ", |words| words.en) }
}

/// What a finding is about that stands for a column of a list and not for a row.
#[must_use]
pub fn gate(id: &str) -> Label {
    let (da, en) = match id {
        "group-closed" => ("målgruppen er lukket for nye bevillinger", "the target group is closed to new grants"),
        "type-closed" => ("forløbstypen er lukket", "the kind of placement is closed"),
        "public-only" => ("kun hos offentlige arbejdsgivere", "with public employers only"),
        _ => ("ingen regel for gruppe, art og dato", "no rule for group, kind and date"),
    };
    label(da, en)
}

/// A fact's name in words, for messages and for the place where it is filled in.
#[must_use]
pub fn fact(name: &str) -> Label {
    fact_words(name).map_or_else(|| label(name, name), |words| label(words.da, words.en))
}

fn fact_words(name: &str) -> Option<Words<'static>> {
    let (da, en) = match name {
        "placement_type" => ("forløbets art", "the kind of placement"),
        "sector" => ("sektor (privat eller offentlig)", "the sector (private or public)"),
        "starts_on" => ("startdato", "the first day"),
        "ends_on" => ("slutdato", "the last day"),
        "weekly_hours" => ("timer om ugen", "hours a week"),
        "person.target_group" => ("målgruppe", "the target group"),
        "person.age" => ("alder", "age"),
        "person.unemployed_since" => ("ledig siden", "unemployed since"),
        "person.dimittendsats" => ("dimittendsats", "graduates' rate (dimittendsats)"),
        "person.single_parent" => ("enlig forsørger", "single parent"),
        "person.has_education" => ("uddannelse", "education"),
        "person.jobparat" => ("jobparat eller aktivitetsparat", "jobparat or aktivitetsparat"),
        "person.aabenlyst_uddannelsesparat" => ("åbenlyst uddannelsesparat", "plainly ready for education"),
        "person.arbejdspligt" => ("arbejdspligt", "arbejdspligt"),
        "person.integration_act" => ("integrationsloven", "the integration act"),
        "person.group_granted_on" => ("bevilget fra", "granted from"),
        "person.self_found" => ("selvfundet plads", "self-found place"),
        "workplace.ordinary_employees" => ("antal ordinært ansatte", "the number of ordinary employees"),
        "workplace.ordinary_employees.as_of" => {
            ("dato for antal ordinært ansatte (højst 90 dage gammel)", "a recent date of the number of ordinary employees")
        }
        "workplace.ordinary_employees.method" => ("opgørelse af ordinært ansatte", "how ordinary employees are counted"),
        "workplace.monthly_ordinary" => ("ordinært ansatte i tolv måneder", "ordinary employees of twelve months"),
        "workplace.employees_total" => ("ansatte i alt", "all employees"),
        "workplace.occupants" => ("øvrige forløb på P-nummeret", "other placements at the P-number"),
        "previous_employment.last_employer_is_this" => ("seneste arbejdsgiver", "the last employer"),
        "previous_employment.same_function" => ("samme arbejdsfunktion", "the same work function"),
        "previous_employment.difference_described" => ("beskrevet forskel i funktion", "the described difference of function"),
        "previous_employment.currently_employed" => ("i arbejde", "in work at present"),
        "previous_employment.person_agrees" => ("borgerens samtykke", "the person's consent"),
        _ => return None,
    };
    Some(Words { da, en })
}
