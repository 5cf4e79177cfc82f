//! What the demo is made of: the files of `config/demo`, read and checked once.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, de::DeserializeOwned};

use super::story::Script;

/// A file of the demo that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("config/demo/{file}: {reason}")]
pub struct MaterialRefused {
    file: &'static str,
    reason: String,
}

impl MaterialRefused {
    pub(super) fn new(file: &'static str, reason: impl ToString) -> Self {
        Self { file, reason: reason.to_string() }
    }
}

/// Everything that rows are made of.
#[derive(Debug)]
pub(super) struct Material {
    pub(super) population: Population,
    pub(super) fixed: Fixed,
    pub(super) jobs: Jobs,
    pub(super) prose: Prose,
    pub(super) pieces: CompanyPieces,
    pub(super) names: Names,
    pub(super) test_persons: Vec<TestPerson>,
    pub(super) accounts: Accounts,
    pub(super) story: Script,
}

macro_rules! read {
    ($file:literal) => {
        parse($file, include_str!(concat!("../../config/demo/", $file)))
    };
}

fn parse<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, MaterialRefused> {
    toml::from_str(text).map_err(|error| MaterialRefused::new(file, error))
}

impl Material {
    /// Reads the embedded files.
    pub(super) fn embedded() -> Result<Self, MaterialRefused> {
        let persons: TestPersons = read!("test_persons.toml")?;
        Ok(Self {
            population: read!("population.toml")?,
            fixed: read!("fixed.toml")?,
            jobs: read!("jobs.toml")?,
            prose: read!("prose.toml")?,
            pieces: read!("companies.toml")?,
            names: read!("names.toml")?,
            test_persons: persons.person,
            accounts: read!("accounts.toml")?,
            story: read!("story.toml")?,
        })
    }
}

/// How many of each a municipality, or the whole demo, holds.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Citizens.
    pub citizens: usize,
    /// Companies (CVR numbers), the municipality's own among them.
    pub companies: usize,
    /// Further workplaces under the municipality's CVR number.
    pub units: usize,
    /// Slots.
    pub slots: usize,
    /// Citizens who wait for a place.
    pub waiting: usize,
    /// Of those, with a deadline in the first week.
    pub deadlines: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Population {
    pub(super) size: BTreeMap<String, Counts>,
    pub(super) group: Vec<Group>,
}

/// A target group and what its people are like.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub(super) code: String,
    pub(super) persons: usize,
    #[serde(default)]
    pub(super) integration_act: usize,
    #[serde(default)]
    pub(super) employed_percent: usize,
    pub(super) granted_before: Option<NaiveDate>,
    pub(super) team: String,
    pub(super) since: [usize; 4],
    pub(super) hours: Vec<[f64; 2]>,
    pub(super) conditions_percent: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fixed {
    pub(super) company: Vec<FixedWorkplace>,
    pub(super) unit: Vec<FixedWorkplace>,
    pub(super) slot: Vec<FixedSlot>,
    pub(super) waiting_longest: WaitingLongest,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FixedWorkplace {
    #[serde(default)]
    pub(super) municipal: bool,
    pub(super) name: String,
    pub(super) branch: String,
    pub(super) street: String,
    pub(super) postcode: String,
    pub(super) ordinary: u32,
    pub(super) step: String,
    pub(super) contact: String,
    pub(super) email: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FixedSlot {
    #[serde(default)]
    pub(super) workplace: usize,
    #[serde(default)]
    pub(super) unit: bool,
    pub(super) title: String,
    pub(super) forms: Vec<String>,
    pub(super) seats: u32,
    pub(super) hours: [f64; 2],
    pub(super) times: [String; 2],
    pub(super) demands: Vec<String>,
    pub(super) offers: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WaitingLongest {
    pub(super) group: String,
    pub(super) days: i64,
    pub(super) wishes: Vec<String>,
    pub(super) hours: [f64; 2],
    pub(super) times: [String; 2],
    pub(super) avoids: Vec<String>,
    pub(super) transport: String,
    pub(super) max_km: f64,
    pub(super) postcode: String,
    pub(super) skills: Vec<String>,
    pub(super) birth_year: i32,
    pub(super) consultant: String,
    pub(super) last_employer: usize,
    pub(super) last_function: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Jobs {
    pub(super) anywhere: Vec<String>,
    pub(super) job: Vec<JobPiece>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct JobPiece {
    pub(super) title: String,
    pub(super) demands: Vec<String>,
    pub(super) sometimes: Vec<String>,
    pub(super) times: Vec<String>,
    pub(super) skills: Vec<String>,
    #[serde(default)]
    pub(super) licences: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) tasks: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Prose {
    pub(super) welcome: Vec<String>,
    pub(super) day: Vec<String>,
    pub(super) closing: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CompanyPieces {
    pub(super) first: Vec<String>,
    pub(super) second: Vec<String>,
    pub(super) streets: Vec<String>,
    pub(super) forms: Vec<String>,
    pub(super) trade: Vec<Trade>,
    pub(super) unit: Vec<UnitPiece>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Trade {
    pub(super) divisions: Vec<String>,
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) public: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitPiece {
    pub(super) branch: String,
    pub(super) before: String,
    pub(super) after: Vec<String>,
    pub(super) weight: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    pub(super) women: Vec<String>,
    pub(super) men: Vec<String>,
    pub(super) common_family: Vec<String>,
    pub(super) rare_family: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct TestPersons {
    person: Vec<TestPerson>,
}

/// A national test person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TestPerson {
    pub(super) cpr: String,
    pub(super) given: String,
    pub(super) family: String,
}

/// Who may sign in to the demo.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accounts {
    /// Teams of staff.
    #[serde(rename = "team")]
    pub teams: Vec<Team>,
    /// Staff.
    #[serde(rename = "account")]
    pub staff: Vec<StaffAccount>,
    /// People of companies.
    #[serde(rename = "contact")]
    pub contacts: Vec<DemoContact>,
}

/// A team of staff.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Name.
    pub name: String,
}

/// A member of staff.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffAccount {
    /// What is typed at sign-in.
    pub user: String,
    /// Name.
    pub name: String,
    /// Word of the role.
    pub role: String,
    /// Name of the team.
    pub team: String,
    /// Work address.
    pub email: String,
    /// Work phone.
    pub phone: String,
}

/// A person of a company; signs in with a mailed code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoContact {
    /// Short name in journeys and tests.
    pub user: String,
    /// Name.
    pub name: String,
    /// `contact` or `employee_representative`.
    pub kind: String,
    /// The workplace; none = the municipality's first unit.
    pub p_number: Option<String>,
    /// Whether it is the municipality's first unit ([`super::Town::first_unit`]).
    #[serde(default)]
    pub unit: bool,
    /// Where letters go.
    pub email: String,
}
