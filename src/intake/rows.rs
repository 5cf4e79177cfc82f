//! What one line of a file says, typed: every column of the import, parsed once at the door.
//!
//! Absent = unknown (`None`, an empty list); nothing is guessed. Rows of persons print masked.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use crate::domain::{branch::BranchVersion, headcount::CountBand};
use crate::domain::{
    citizen::{LegalSituation, PersonName},
    numbers::{CprNumber, CvrNumber, ExternalId, MunicipalityCode, PNumber, Postcode},
    terms::{LadderStep, LanguageLevel, PlacementForm, Sector, Transport, words},
};

words! {
    /// Which list an occupation stands in.
    OccupationList {
        /// Statistics Denmark's DISCO-08.
        Disco08 = "disco08",
        /// The European list ESCO.
        Esco = "esco",
    }
}

/// One line of a company list: a company, and its workplace where a P-number stands.
#[derive(Clone, PartialEq)]
pub struct CompanyRow {
    /// `cvr`.
    pub cvr: CvrNumber,
    /// `p_nummer`.
    pub p_number: Option<PNumber>,
    /// `navn`.
    pub name: String,
    /// `sektor`.
    pub sector: Option<Sector>,
    /// `vejnavn`, with the house number.
    pub street: Option<String>,
    /// `postnr`.
    pub postcode: Option<Postcode>,
    /// `by`.
    pub town: Option<String>,
    /// `kommune`, given as code or name.
    pub municipality: Option<MunicipalityCode>,
    /// `branche`: the code, six digits.
    pub branch: Option<String>,
    /// `branche_version`.
    pub branch_version: Option<BranchVersion>,
    /// `ansatte`.
    pub employees: Option<CountBand>,
    /// `ordinaere_fuldtid`: ordinary full-time persons.
    pub ordinary_full_time: Option<f64>,
    /// `ordinaere_pr`: the day of that figure.
    pub ordinary_as_of: Option<NaiveDate>,
    /// `telefon`.
    pub phone: Option<String>,
    /// `email`.
    pub email: Option<String>,
    /// `hjemmeside`.
    pub website: Option<String>,
    /// `reklamebeskyttet`: true forbids cold mail.
    pub advertising_protected: Option<bool>,
    /// `kontaktperson`.
    pub contact_name: Option<String>,
    /// `kontakt_email`.
    pub contact_email: Option<String>,
    /// `konsulent`: user name or name of the company's consultant.
    pub consultant: Option<String>,
    /// `trin`.
    pub step: Option<LadderStep>,
    /// `ansatte_i_alt`.
    pub employees_total: Option<CountBand>,
    /// `ordinaere_12_mdr`: full-time persons a month, oldest first; twelve or none.
    pub ordinary_12_months: Vec<f64>,
    /// `oevrige_forloeb`: placements there that other municipalities have.
    pub other_placements: Option<u32>,
    /// `oevrige_pr`: the day of that figure.
    pub other_placements_as_of: Option<NaiveDate>,
}

impl fmt::Debug for CompanyRow {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "CompanyRow({}, {:?}, …)", self.cvr, self.p_number)
    }
}

/// What a list says of a place's last day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastDay {
    /// The list has no such column: what is known stays.
    #[default]
    Untold,
    /// The cell is empty: the place is open-ended, also one that had a last day before.
    OpenEnded,
    /// A day.
    Day(NaiveDate),
}

impl LastDay {
    /// The day, where there is one.
    #[must_use]
    pub const fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Untold | Self::OpenEnded => None,
        }
    }
}

impl From<Option<NaiveDate>> for LastDay {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::OpenEnded, Self::Day)
    }
}

/// One line of a slot list.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotRow {
    /// `plads_id`.
    pub external_id: ExternalId,
    /// `cvr`; it or the P-number stands there.
    pub cvr: Option<CvrNumber>,
    /// `p_nummer`.
    pub p_number: Option<PNumber>,
    /// `titel`.
    pub title: String,
    /// `art`, at least one.
    pub forms: Vec<PlacementForm>,
    /// `beskrivelse`, empty when absent.
    pub description: String,
    /// `disco`, 4 or 6 digits, known to the list of occupations.
    pub occupation: Option<String>,
    /// `antal`, at least 1.
    pub seats: u32,
    /// `timer_min`, hours a week in half hours.
    pub hours_min: Option<f64>,
    /// `timer_max`, hours a week in half hours.
    pub hours_max: Option<f64>,
    /// `moedetid_fra`, minutes since midnight.
    pub work_from: Option<u16>,
    /// `moedetid_til`, minutes since midnight (24:00 = 1440).
    pub work_to: Option<u16>,
    /// `ledig_fra`.
    pub open_from: Option<NaiveDate>,
    /// `ledig_til`.
    pub open_to: LastDay,
    /// `krav`, codes of the list.
    pub demands: Vec<String>,
    /// `tilbud`, codes of the list.
    pub offers: Vec<String>,
    /// `sprog`.
    pub language: Option<LanguageLevel>,
    /// `koerekort`, Danish categories.
    pub licences: Vec<String>,
    /// `reserveret_til`, target groups.
    pub reserved_for: Vec<String>,
    /// `sidst_bekraeftet`.
    pub confirmed_on: Option<NaiveDate>,
}

/// One line of a citizen list. Prints masked.
#[derive(Clone, PartialEq)]
pub struct CitizenRow {
    /// `borger_id`.
    pub external_id: ExternalId,
    /// `cpr`.
    pub cpr: Option<CprNumber>,
    /// `fornavn` and `efternavn`.
    pub name: Option<PersonName>,
    /// What the law asks: `foedselsdato`, `maalgruppe`, `ledig_siden` and the others; an absent cell is unknown.
    pub legal: LegalSituation,
    /// `beskyttet`: name and address protection.
    pub protected: Option<bool>,
    /// `postnr`.
    pub postcode: Option<Postcode>,
    /// `ydelse_fra`.
    pub benefit_since: Option<NaiveDate>,
    /// `venter_siden`.
    pub waiting_since: Option<NaiveDate>,
    /// `frist`.
    pub deadline: Option<NaiveDate>,
    /// `oensker`: titles or DISCO codes, dearest first.
    pub wishes: Vec<String>,
    /// `kompetencer`.
    pub skills: Vec<String>,
    /// `timer_min`, hours a week in half hours.
    pub hours_min: Option<f64>,
    /// `timer_max`, hours a week in half hours.
    pub hours_max: Option<f64>,
    /// `kan_fra`.
    pub can_from: Option<NaiveDate>,
    /// `kan_til`.
    pub can_to: Option<NaiveDate>,
    /// `moedetid_fra`, minutes since midnight.
    pub work_from: Option<u16>,
    /// `moedetid_til`, minutes since midnight (24:00 = 1440).
    pub work_to: Option<u16>,
    /// `transport`.
    pub transport: Option<Transport>,
    /// `max_km`.
    pub max_km: Option<f64>,
    /// `hensyn`, the codes after `ikke:`; the place must not demand them.
    pub avoids: Vec<String>,
    /// `hensyn`, the codes after `behov:`; the place must offer them.
    pub needs: Vec<String>,
    /// `sprog`.
    pub language: Option<LanguageLevel>,
    /// `koerekort`, Danish categories.
    pub licences: Vec<String>,
    /// `team`.
    pub team: Option<String>,
    /// `konsulent`: user name or name.
    pub consultant: Option<String>,
}

impl fmt::Debug for CitizenRow {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("CitizenRow(…)")
    }
}

/// One line of a list of occupations, DISCO-08 or ESCO.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccupationRow {
    /// The list it comes from.
    pub list: OccupationList,
    /// DISCO-08 code (`kode`); in ESCO the group, four digits (`iscoGroup`).
    pub disco: String,
    /// ESCO's own address of the occupation (`conceptUri`).
    pub uri: Option<String>,
    /// Level in the tree, 1 is the coarsest (`niveau`, else the length of the code).
    pub level: Option<u8>,
    /// The code above (`overkode`, else the code without its last step).
    pub parent: Option<String>,
    /// `titel`, `preferredLabel`.
    pub title: String,
    /// `altLabels` and `hiddenLabels`.
    pub synonyms: Vec<String>,
}

/// One line of a list of skills (ESCO).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillRow {
    /// `conceptUri`.
    pub uri: String,
    /// `skillType`, such as `knowledge` or `skill/competence`.
    pub kind: Option<String>,
    /// `reuseLevel`, such as `cross-sector`.
    pub reuse: Option<String>,
    /// `preferredLabel`.
    pub title: String,
    /// `altLabels` and `hiddenLabels`.
    pub synonyms: Vec<String>,
}

/// One line of a branch list; the key is (version, code).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchRow {
    /// `branche_version`, else the version handed in for the file.
    pub version: BranchVersion,
    /// `kode`.
    pub code: String,
    /// `niveau`, 0 is the coarsest.
    pub level: Option<u8>,
    /// `overkode`.
    pub parent: Option<String>,
    /// `titel`.
    pub title: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_row_prints_no_contact() {
        let row = CompanyRow {
            cvr: CvrNumber::parse("99000007").expect("valid"),
            p_number: None,
            name: "Eksempelbageriet".into(),
            sector: None,
            street: None,
            postcode: None,
            town: None,
            municipality: None,
            branch: None,
            branch_version: None,
            employees: Some(CountBand::exactly(4)),
            ordinary_full_time: None,
            ordinary_as_of: None,
            phone: Some("12345678".into()),
            email: None,
            website: None,
            advertising_protected: None,
            contact_name: Some("Kanariefugl".into()),
            contact_email: Some("kanariefugl@example.dk".into()),
            consultant: None,
            step: None,
            employees_total: None,
            ordinary_12_months: Vec::new(),
            other_placements: None,
            other_placements_as_of: None,
        };
        let printed = format!("{row:?}");
        assert!(printed.contains("99000007") && !printed.contains("anariefugl") && !printed.contains("12345678"), "{printed}");
    }
}
