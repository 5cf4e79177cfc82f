//! A citizen: the declared profile that is matched, and apart from it the facts that the law asks for.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ids::{AccountId, CitizenId, SearchId, TeamId},
    numbers::CprNumber,
    place::Point,
    slot::{HoursWindow, TimeWindow},
    terms::{LanguageLevel, Transport},
};

/// A wished job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Title from the list of titles.
    pub title: String,
    /// DISCO-08 code, 4 or 6 digits, where the title is known.
    pub occupation: Option<String>,
}

/// What a citizen wishes, can and needs; everything that matching may look at and nothing else.
///
/// Absent = unknown. No name, CPR, sex, age, origin or diagnosis stands here, so none can reach a score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Wished jobs, dearest first.
    pub wishes: Vec<Wish>,
    /// Skills, as words of the skill list.
    pub skills: Vec<String>,
    /// Hours a week.
    pub hours: Option<HoursWindow>,
    /// First possible day.
    pub can_from: Option<NaiveDate>,
    /// Last possible day.
    pub can_to: Option<NaiveDate>,
    /// Times of day.
    pub times: Option<TimeWindow>,
    /// How the citizen travels.
    pub transport: Option<Transport>,
    /// How far, km.
    pub max_km: Option<f64>,
    /// Codes of `krav` that the place must not demand (`ikke:`).
    pub avoids: Vec<String>,
    /// Codes of `tilbud` that the place must offer (`behov:`).
    pub needs: Vec<String>,
    /// Level of Danish.
    pub language: Option<LanguageLevel>,
    /// Driving licence categories held.
    pub licences: Vec<String>,
    /// Where the journey starts (the home postcode's point).
    pub home: Option<Point>,
    /// Address protected: distances are told in steps of 5 km.
    pub protected: bool,
}

/// What the rule book asks about a citizen; never a score input, never shown to a company.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LegalSituation {
    /// Code of the target group list.
    pub target_group: Option<String>,
    /// Birth date where known.
    pub birth_date: Option<NaiveDate>,
    /// Birth year where only that is known: ages near a limit are unknown.
    pub birth_year: Option<i32>,
    /// Start of the present unemployment.
    pub unemployed_since: Option<NaiveDate>,
    /// On the graduates' rate.
    pub dimittendsats: Option<bool>,
    /// Single parent.
    pub single_parent: Option<bool>,
    /// Has a general or vocational education.
    pub has_education: Option<bool>,
    /// Job-ready (the self-supporting).
    pub jobparat: Option<bool>,
    /// Plainly ready for education.
    pub aabenlyst_uddannelsesparat: Option<bool>,
    /// Under arbejdspligt.
    pub arbejdspligt: Option<bool>,
    /// Under the integration act.
    pub integration_act: Option<bool>,
    /// When the group was granted.
    pub group_granted_on: Option<NaiveDate>,
    /// In work at present.
    pub currently_employed: Option<bool>,
    /// Latest employer, CVR or P-number.
    pub last_employer: Option<String>,
    /// Latest work function.
    pub last_function: Option<String>,
}

impl fmt::Debug for LegalSituation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("LegalSituation(…)")
    }
}

/// A name that prints masked; it leaves only through [`PersonName::reveal`].
#[derive(Clone, PartialEq, Eq)]
pub struct PersonName {
    given: String,
    family: String,
}

impl PersonName {
    /// A name of given and family part.
    #[must_use]
    pub fn new(given: String, family: String) -> Self {
        Self { given, family }
    }

    /// The name as staff of the case, or a company after a release, read it.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{} {}", self.given, self.family).trim().to_owned()
    }

    /// The given name.
    #[must_use]
    pub fn given(&self) -> &str {
        &self.given
    }

    /// The family name.
    #[must_use]
    pub fn family(&self) -> &str {
        &self.family
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("PersonName(…)")
    }
}

/// A citizen as staff of the municipality know them.
#[derive(Clone, Debug, PartialEq)]
pub struct Citizen {
    /// Own id.
    pub id: CitizenId,
    /// Random name in the citizen index.
    pub search: SearchId,
    /// The id of the municipality's own list (`borger_id`).
    pub external_id: Option<String>,
    /// Name.
    pub name: PersonName,
    /// CPR number.
    pub cpr: Option<CprNumber>,
    /// Home postcode.
    pub postcode: Option<String>,
    /// Start of the benefit.
    pub benefit_since: Option<NaiveDate>,
    /// Since when a place is awaited, where one was asked for.
    pub waiting_since: Option<NaiveDate>,
    /// Whether a placement is agreed or running.
    pub has_place: bool,
    /// Next deadline.
    pub deadline: Option<NaiveDate>,
    /// Team.
    pub team: Option<TeamId>,
    /// Job consultant.
    pub consultant: Option<AccountId>,
    /// What is matched.
    pub profile: Profile,
    /// What the law asks for.
    pub legal: LegalSituation,
    /// Raised by each change.
    pub version: i32,
}

impl Citizen {
    /// Since when a place is awaited; none for those who do not wait: whoever has a place does not.
    #[must_use]
    pub fn waits_since(&self) -> Option<NaiveDate> {
        self.waiting_since.filter(|_| !self.has_place)
    }
}
