//! The facts that the rule book asks: absent is unknown, `null` is "there is none", a word that no list has is refused.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::terms::{PlacementForm, Purpose, Sector, words};

/// A fact that may be unknown, or known not to exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Known<T> {
    /// Nobody has said; never assumed.
    #[default]
    Absent,
    /// Said: there is none (`null`).
    Nothing,
    /// Said.
    Is(T),
}

impl<T> Known<T> {
    /// The value, where one was said.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Absent | Self::Nothing => None,
        }
    }

    /// Whether nobody has said.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// A value that is unknown where the option holds none.
    pub fn or_absent(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Is)
    }

    /// A value that is known not to exist where the option holds none.
    pub fn or_nothing(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Self::Is)
    }
}

impl<T> From<T> for Known<T> {
    fn from(value: T) -> Self {
        Self::Is(value)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Known<T> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        Option::<T>::deserialize(reader).map(Self::or_nothing)
    }
}

impl<T: Serialize> Serialize for Known<T> {
    fn serialize<S: Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(writer)
    }
}

/// `null` for a group of facts says nothing about the facts inside.
fn null_is_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(reader: D) -> Result<T, D::Error> {
    Option::<T>::deserialize(reader).map(Option::unwrap_or_default)
}

words! {
    /// The sector of the employer, as the rules say it.
    Employer {
        /// A private employer.
        Private = "private",
        /// A public employer.
        Public = "public",
    }
}

impl From<Sector> for Employer {
    fn from(sector: Sector) -> Self {
        match sector {
            Sector::Privat => Self::Private,
            Sector::Offentlig => Self::Public,
        }
    }
}

words! {
    /// How ordinary employees are counted for the ratio (`law.md` section 3.1).
    CountMethod {
        /// Heads, whatever the hours.
        Heads = "heads",
        /// Full-time persons, part-timers as fractions.
        Fte = "fte",
    }
}

/// Hours a week from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoursStep {
    /// First day with these hours.
    pub from: NaiveDate,
    /// Hours a week.
    pub hours: f64,
}

/// What the rules ask about the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Person {
    /// Code of the target group list.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub target_group: Known<String>,
    /// Whole years on the first day.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub age: Known<u32>,
    /// Start of the present unemployment.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub unemployed_since: Known<NaiveDate>,
    /// On the graduates' rate.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub dimittendsats: Known<bool>,
    /// Single parent.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub single_parent: Known<bool>,
    /// Has a general or vocational education.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub has_education: Known<bool>,
    /// Job-ready; no = aktivitetsparat.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub jobparat: Known<bool>,
    /// Plainly ready for education.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub aabenlyst_uddannelsesparat: Known<bool>,
    /// Under arbejdspligt.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub arbejdspligt: Known<bool>,
    /// Under the integration act.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub integration_act: Known<bool>,
    /// When the group was granted.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub group_granted_on: Known<NaiveDate>,
    /// The person found the place.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub self_found: Known<bool>,
}

/// The figure of ordinary employees at the P-number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OrdinaryEmployees {
    /// How many.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub count: Known<f64>,
    /// Counted how.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub method: Known<CountMethod>,
    /// True on which day.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub as_of: Known<NaiveDate>,
}

/// Somebody else who fills a place at the P-number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Occupant {
    /// First day.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub starts_on: Known<NaiveDate>,
    /// Last day; `null` is open-ended.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub ends_on: Known<NaiveDate>,
    /// Kind of placement.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub placement_type: Known<PlacementForm>,
    /// Under the integration act: not tested, but fills a place.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub integration_act: Known<bool>,
}

/// What the rules ask about the workplace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Workplace {
    /// P-number.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub p_number: Known<String>,
    /// Ordinary employees for the ratio.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub ordinary_employees: Known<OrdinaryEmployees>,
    /// Full-time persons of the last twelve months, oldest first (private: the whole CVR).
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub monthly_ordinary: Known<Vec<f64>>,
    /// All employees, for whether there can be a representative.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub employees_total: Known<u32>,
    /// Others who fill places, running and planned.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub occupants: Known<Vec<Occupant>>,
    /// On which day that was all that was known; changes the words only, never the verdict.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub occupants_as_of: Known<NaiveDate>,
}

/// What the rules ask about the person's last job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PreviousEmployment {
    /// The last employer is this company.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub last_employer_is_this: Known<bool>,
    /// The same work function as then.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub same_function: Known<bool>,
    /// The difference is written in the agreement.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub difference_described: Known<bool>,
    /// In work at present.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub currently_employed: Known<bool>,
    /// The person agrees.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub person_agrees: Known<bool>,
}

/// The whole run so far that a placement extends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// First day of the first placement.
    pub starts_on: NaiveDate,
    /// Last day so far.
    pub ends_on: NaiveDate,
}

/// The facts of one intended placement; the JSON that `rules evaluate` reads.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Facts {
    /// Kind of placement.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub placement_type: Known<PlacementForm>,
    /// Sector of the employer.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub sector: Known<Employer>,
    /// First day.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub starts_on: Known<NaiveDate>,
    /// Last day; `null` is open-ended.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub ends_on: Known<NaiveDate>,
    /// Hours a week, in steps.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub weekly_hours: Known<Vec<HoursStep>>,
    /// Agreed purpose.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub purpose: Known<Purpose>,
    /// The person.
    #[serde(deserialize_with = "null_is_default")]
    pub person: Person,
    /// The workplace.
    #[serde(deserialize_with = "null_is_default")]
    pub workplace: Workplace,
    /// The last job; `null` is no last job.
    #[serde(skip_serializing_if = "Known::is_absent")]
    pub previous_employment: Known<PreviousEmployment>,
    /// The run that this extends; left out means none.
    pub extension_of: Option<Run>,
    /// `konkret_vurdering`, `helt_saerligt_behov`, `override:<rule>`; left out means none.
    #[serde(deserialize_with = "null_is_default")]
    pub justifications: Vec<String>,
}

/// Why there is no verdict; the sentence says what to mend.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FactsRefused {
    /// Not the JSON of `rules evaluate`.
    #[error("Fakta kan ikke læses: {0}")]
    Unreadable(String),
    /// A word that no list has.
    #[error("\"{word}\" kendes ikke i {field}; kendte ord: {known}")]
    UnknownWord {
        /// Which fact.
        field: &'static str,
        /// The word.
        word: String,
        /// What the list has.
        known: String,
    },
    /// A span of days that ends before it starts.
    #[error("{field} ligger før sin start")]
    EndBeforeStart {
        /// Which fact.
        field: &'static str,
    },
    /// An extension starts on the day after the run that it extends.
    #[error("starts_on skal være dagen efter extension_of.ends_on")]
    NotAnExtension,
    /// A figure that cannot be true.
    #[error("{field} skal være et tal, der ikke er negativt")]
    Figure {
        /// Which fact.
        field: &'static str,
    },
}

impl Facts {
    /// Reads the JSON of `rules evaluate`.
    ///
    /// # Errors
    /// Not JSON, a field or a word that is not known, a date that is none.
    pub fn read(json: &str) -> Result<Self, FactsRefused> {
        serde_json::from_str(json).map_err(|fault| FactsRefused::Unreadable(fault.to_string()))
    }

    /// Refuses spans that end before they start and figures below zero.
    ///
    /// # Errors
    /// As told.
    pub fn check(&self) -> Result<(), FactsRefused> {
        in_order(self.starts_on.value(), self.ends_on.value(), "ends_on")?;
        if let Some(run) = &self.extension_of {
            in_order(Some(&run.starts_on), Some(&run.ends_on), "extension_of.ends_on")?;
            if let Some(start) = self.starts_on.value()
                && start.pred_opt() != Some(run.ends_on)
            {
                return Err(FactsRefused::NotAnExtension);
            }
        }
        for occupant in self.workplace.occupants.value().into_iter().flatten() {
            in_order(occupant.starts_on.value(), occupant.ends_on.value(), "workplace.occupants.ends_on")?;
        }
        self.check_figures()
    }

    fn check_figures(&self) -> Result<(), FactsRefused> {
        let hours = self.weekly_hours.value().into_iter().flatten().map(|step| step.hours);
        not_negative(hours, "weekly_hours")?;
        let count = self.workplace.ordinary_employees.value().and_then(|figure| figure.count.value()).copied();
        not_negative(count.into_iter(), "workplace.ordinary_employees.count")?;
        not_negative(self.workplace.monthly_ordinary.value().into_iter().flatten().copied(), "workplace.monthly_ordinary")
    }
}

fn in_order(start: Option<&NaiveDate>, end: Option<&NaiveDate>, field: &'static str) -> Result<(), FactsRefused> {
    match (start, end) {
        (Some(start), Some(end)) if end < start => Err(FactsRefused::EndBeforeStart { field }),
        _ => Ok(()),
    }
}

fn not_negative(mut figures: impl Iterator<Item = f64>, field: &'static str) -> Result<(), FactsRefused> {
    if figures.all(|figure| figure.is_finite() && figure >= 0.0) { Ok(()) } else { Err(FactsRefused::Figure { field }) }
}
