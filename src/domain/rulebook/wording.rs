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

/// A day in Danish words.
struct DayDa(NaiveDate);

impl fmt::Display for DayDa {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}. {} {}", self.0.day(), month(&MONTHS_DA, self.0), self.0.year())
    }
}

/// A day in English words.
struct DayEn(NaiveDate);

impl fmt::Display for DayEn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} {}", self.0.day(), month(&MONTHS_EN, self.0), self.0.year())
    }
}

/// A day in words: "29. marts 2026", "29 March 2026".
#[must_use]
pub fn day(day: NaiveDate) -> Label {
    Label { da: DayDa(day).to_string(), en: DayEn(day).to_string() }
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

/// A figure without needless decimals, with the decimal sign of each language.
#[must_use]
pub fn figure(figure: f64) -> Label {
    let rounded = (figure * 100.0).round() / 100.0;
    let en = format!("{rounded}");
    Label { da: en.replace('.', ","), en }
}

/// The kind of placement in words, as a sentence begins with it.
#[must_use]
pub fn form(form: PlacementForm) -> Label {
    let (da, en) = match form {
        PlacementForm::Virksomhedspraktik => ("Virksomhedspraktik", "Work practice (virksomhedspraktik)"),
        PlacementForm::Loentilskud => ("Ansættelse med løntilskud", "Employment with a wage subsidy (løntilskud)"),
        PlacementForm::Fleksjob => ("Fleksjob", "A flex job (fleksjob)"),
        PlacementForm::Nytteindsats => ("Nytteindsats", "Community work (nytteindsats)"),
        PlacementForm::Voksenlaerling => ("Voksenlærling", "Adult apprenticeship (voksenlærling)"),
        PlacementForm::Jobrotation => ("Jobrotation", "Job rotation (jobrotation)"),
        PlacementForm::OrdinaereTimer => ("Ordinære timer", "Ordinary paid hours"),
    };
    label(da, en)
}

/// A label of two fixed texts.
#[must_use]
pub fn label(da: &str, en: &str) -> Label {
    Label { da: da.to_owned(), en: en.to_owned() }
}

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
        let doubt = if self.head.verified { "" } else { " (ikke bekræftet ved kilden)" };
        let passed = if self.overridden { " Reglen er fraveget med begrundelse." } else { "" };
        with(sentence, format_args!(" Regel: {}, fra {}{doubt}.{passed}", self.head.name.da, DayDa(self.head.valid_from)))
    }

    /// The English sentence with its closing words.
    #[must_use]
    pub fn after_en(&self, sentence: String) -> String {
        let doubt = if self.head.verified { "" } else { " (not verified at its source)" };
        let passed = if self.overridden { " The rule was overridden with a reason." } else { "" };
        with(sentence, format_args!(" Rule: {}, from {}{doubt}.{passed}", self.head.name.en, DayEn(self.head.valid_from)))
    }
}

/// A text with more written behind it.
fn with(mut text: String, more: fmt::Arguments<'_>) -> String {
    // Writing to memory does not fail.
    let _ = text.write_fmt(more);
    text
}

/// "Det kan ikke afgøres; der mangler: …".
#[must_use]
pub fn undecided(names: &[&str]) -> Label {
    let words = |pick: fn(&Label) -> &str| names.iter().map(|name| pick(&fact(name)).to_owned()).collect::<Vec<_>>().join(", ");
    Label {
        da: format!("Kan ikke afgøres; der mangler: {}.", words(|label| &label.da)),
        en: format!("Cannot be decided; missing: {}.", words(|label| &label.en)),
    }
}

/// A fact's name in words, for messages and for the place where it is filled in.
#[must_use]
pub fn fact(name: &str) -> Label {
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
        other => (other, other),
    };
    label(da, en)
}
