//! Conditions of rules over facts, in three values: yes, no, and unknown with the facts that are missing.

use chrono::{Datelike, NaiveDate};

use super::facts::{Facts, Known};
use crate::domain::period::last_day_of_months;

/// The value of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// These facts are missing.
    Unknown(Vec<&'static str>),
}

impl Truth {
    /// Yes or no.
    #[must_use]
    pub const fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    /// One missing fact.
    #[must_use]
    pub fn missing(fact: &'static str) -> Self {
        Self::Unknown(vec![fact])
    }

    /// Both hold; a no is stronger than an unknown.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Unknown(mut names), Self::Unknown(more)) => {
                names.extend(more);
                Self::Unknown(names)
            }
            (Self::Unknown(names), Self::Yes) | (Self::Yes, Self::Unknown(names)) => Self::Unknown(names),
            (Self::Yes, Self::Yes) => Self::Yes,
        }
    }

    /// One holds; a yes is stronger than an unknown.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// The opposite.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "a three-valued not is no operator")]
    pub fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown(names) => Self::Unknown(names),
        }
    }

    /// All hold.
    pub fn all(truths: impl IntoIterator<Item = Self>) -> Self {
        truths.into_iter().fold(Self::Yes, Self::and)
    }

    /// At least one holds.
    pub fn any(truths: impl IntoIterator<Item = Self>) -> Self {
        truths.into_iter().fold(Self::No, Self::or)
    }
}

/// A yes/no fact that rules may ask.
#[derive(Clone, Copy, Debug)]
pub struct Flag {
    /// Name in the facts.
    pub name: &'static str,
    /// The word of the rule files.
    pub word: &'static str,
    read: fn(&Facts) -> Known<bool>,
}

impl PartialEq for Flag {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word
    }
}

/// A question that a rule asks of the facts.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// A yes/no fact has this value.
    Is(Flag, bool),
    /// The age is above ("over 50" is 51 or more).
    AgeOver(u32),
    /// The age is at least.
    AgeMin(u32),
    /// Unemployed for more than so many months on the first day.
    UnemployedMonthsOver(u32),
    /// Unemployed for at least so many months on the first day.
    UnemployedMonthsMin(u32),
    /// The target group is one of these.
    GroupIn(Vec<String>),
}

/// What is known of a birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Birth {
    /// The day.
    On(NaiveDate),
    /// Only the year.
    In(i32),
}

impl Birth {
    /// The days around which the person reaches an age, in years that are full or only counted.
    pub(super) fn turning_days(self, years: u32) -> Vec<NaiveDate> {
        let reached = |year: i32| i32::try_from(years).ok().and_then(|years| year.checked_add(years));
        let day = |year: i32, month: u32, day: u32| NaiveDate::from_ymd_opt(year, month, day);
        let days = match self {
            // Whoever is born on a leap day is a year older on 1 March of other years.
            Self::On(born) => reached(born.year()).map(|year| [day(year, born.month(), born.day()).or_else(|| day(year, 3, 1)), None]),
            Self::In(year) => reached(year).map(|year| [day(year, 1, 1), day(year.saturating_add(1), 1, 1)]),
        };
        days.into_iter().flatten().flatten().collect()
    }
}

fn previous(facts: &Facts, read: impl Fn(&super::facts::PreviousEmployment) -> Known<bool>) -> Known<bool> {
    match &facts.previous_employment {
        Known::Absent => Known::Absent,
        Known::Nothing => Known::Nothing,
        Known::Is(employment) => read(employment),
    }
}

/// The yes/no facts that rules may ask, by the word of the rule files.
pub const FLAGS: &[Flag] = &[
    Flag { name: "person.dimittendsats", word: "dimittendsats", read: |facts| facts.person.dimittendsats },
    Flag { name: "person.single_parent", word: "single_parent", read: |facts| facts.person.single_parent },
    Flag { name: "person.has_education", word: "has_education", read: |facts| facts.person.has_education },
    Flag { name: "person.jobparat", word: "jobparat", read: |facts| facts.person.jobparat },
    Flag {
        name: "person.aabenlyst_uddannelsesparat",
        word: "aabenlyst_uddannelsesparat",
        read: |facts| facts.person.aabenlyst_uddannelsesparat,
    },
    Flag { name: "person.arbejdspligt", word: "arbejdspligt", read: |facts| facts.person.arbejdspligt },
    Flag { name: "person.integration_act", word: "integration_act", read: |facts| facts.person.integration_act },
    Flag { name: "person.self_found", word: "self_found", read: |facts| facts.person.self_found },
    Flag {
        name: "previous_employment.currently_employed",
        word: "currently_employed",
        read: |facts| previous(facts, |employment| employment.currently_employed),
    },
    Flag {
        name: "previous_employment.person_agrees",
        word: "person_agrees",
        read: |facts| previous(facts, |employment| employment.person_agrees),
    },
];

/// The yes/no fact of a word, if rules may ask it.
#[must_use]
pub fn flag(word: &str) -> Option<Flag> {
    FLAGS.iter().copied().find(|flag| flag.word == word)
}

impl Condition {
    /// Asks the facts.
    #[must_use]
    pub fn holds(&self, facts: &Facts) -> Truth {
        match self {
            Self::Is(flag, expected) => {
                (flag.read)(facts).value().map_or_else(|| Truth::missing(flag.name), |value| Truth::of(value == expected))
            }
            Self::AgeOver(years) => age(facts, |age| age > *years),
            Self::AgeMin(years) => age(facts, |age| age >= *years),
            Self::UnemployedMonthsOver(months) => unemployed(facts, |since, start| {
                last_day_of_months(since, *months).succ_opt().is_some_and(|anniversary| anniversary < start)
            }),
            Self::UnemployedMonthsMin(months) => unemployed(facts, |since, start| last_day_of_months(since, *months) < start),
            Self::GroupIn(codes) => facts
                .person
                .target_group
                .value()
                .map_or_else(|| Truth::missing("person.target_group"), |group| Truth::of(codes.contains(group))),
        }
    }

    /// The days on which its answer may change for starts from then on, other facts being equal.
    ///
    /// Whoever adds a condition says here how it depends on the day of the start; the verdict-only form relies on it.
    pub(super) fn turning_days(&self, unemployed_since: Option<NaiveDate>, born: Option<Birth>) -> Vec<NaiveDate> {
        let out_of_work = |months: u32| unemployed_since.map(|since| last_day_of_months(since, months));
        let of_age = |years: u32| born.map_or_else(Vec::new, |born| born.turning_days(years));
        match self {
            Self::Is(..) | Self::GroupIn(_) => Vec::new(),
            Self::AgeOver(years) => of_age(years.saturating_add(1)),
            Self::AgeMin(years) => of_age(*years),
            // More than so many months is a day later than at least so many.
            Self::UnemployedMonthsMin(months) | Self::UnemployedMonthsOver(months) => {
                out_of_work(*months).into_iter().flat_map(|last| last.iter_days().skip(1).take(2)).collect()
            }
        }
    }

    /// The target groups that the condition names.
    #[must_use]
    pub fn groups(&self) -> &[String] {
        if let Self::GroupIn(codes) = self { codes } else { &[] }
    }

    /// Whether the two can never hold together; used to tell variants of a rule from overlaps.
    #[must_use]
    pub fn contradicts(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Is(one, yes), Self::Is(two, no)) if one.word == two.word && yes != no)
    }
}

fn age(facts: &Facts, holds: impl Fn(u32) -> bool) -> Truth {
    facts.person.age.value().map_or_else(|| Truth::missing("person.age"), |age| Truth::of(holds(*age)))
}

fn unemployed(facts: &Facts, holds: impl Fn(NaiveDate, NaiveDate) -> bool) -> Truth {
    match (facts.person.unemployed_since.value(), facts.starts_on.value()) {
        (Some(since), Some(start)) => Truth::of(holds(*since, *start)),
        (None, _) => Truth::missing("person.unemployed_since"),
        (_, None) => Truth::missing("starts_on"),
    }
}
