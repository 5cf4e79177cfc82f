//! Erhvervsstyrelsen's own register, `cvr-permanent`: an Elasticsearch that keeps every value with its period.

mod address;
mod many;

use chrono::NaiveDate;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

use self::address::{Address, address};
use super::{
    Answered, CompanyRegister, LookUp, Particulars, RegisterAddress, RegisterBranch, RegisterCompany, RegisterContact, RegisterTrouble,
    RegisterWorkplace, branch, said,
};
use crate::{
    domain::{
        branch::BranchVersion,
        headcount::CountBand,
        numbers::{CvrNumber, PNumber},
        register_news::{RegisterField, Standing},
    },
    gateway::{HttpClient, answer_of, trouble_of_status},
};

/// Asks `cvr-permanent` with a user name and a password that Erhvervsstyrelsen has given out.
#[derive(Clone, Debug)]
pub struct CvrPermanent {
    client: HttpClient,
    address: String,
    user: String,
    password: SecretString,
}

impl CvrPermanent {
    /// A register at this address, such as `http://distribution.virk.dk`.
    #[must_use]
    pub fn new(client: HttpClient, address: String, user: String, password: SecretString) -> Self {
        Self { client, address, user, password }
    }

    /// Asks for the one document of a kind whose number is this.
    async fn ask<T: DeserializeOwned>(&self, kind: &str, field: &str, number: &str) -> Result<T, RegisterTrouble> {
        let url = format!("{}/cvr-permanent/{kind}/_search", self.address.trim_end_matches('/'));
        let question = json!({ "query": { "term": { field: number } }, "size": 1 });
        let request = self.client.post(&url).basic_auth(&self.user, Some(self.password.expose_secret())).json(&question);
        let (status, body) = answer_of(request).await?;
        match trouble_of_status(status) {
            // The search itself is missing, not the company.
            Some(crate::gateway::CallTrouble::NotFound) => return Err(RegisterTrouble::Strange),
            Some(trouble) => return Err(trouble.into()),
            None => {}
        }
        let answer: Answer<T> = serde_json::from_slice(&body).map_err(|_| RegisterTrouble::Strange)?;
        answer.hits.hits.into_iter().next().map(|hit| hit.source).ok_or(RegisterTrouble::NotFound)
    }
}

impl CompanyRegister for CvrPermanent {
    fn look_up<'a>(&'a self, cvr: &'a CvrNumber) -> LookUp<'a, RegisterCompany> {
        Box::pin(async move {
            let source: CompanySource = self.ask("virksomhed", "Vrvirksomhed.cvrNummer", cvr.as_str()).await?;
            let company = source.company.into_register().ok_or(RegisterTrouble::Strange)?;
            if company.cvr == *cvr { Ok(company) } else { Err(RegisterTrouble::Strange) }
        })
    }

    fn look_up_workplace<'a>(&'a self, p_number: &'a PNumber) -> LookUp<'a, RegisterWorkplace> {
        Box::pin(async move {
            let source: UnitSource = self.ask("produktionsenhed", "VrproduktionsEnhed.pNummer", p_number.as_str()).await?;
            let workplace = source.unit.into_register().ok_or(RegisterTrouble::Strange)?;
            if workplace.p_number == *p_number { Ok(workplace) } else { Err(RegisterTrouble::Strange) }
        })
    }

    fn at_once(&self) -> usize {
        many::AT_ONCE
    }

    fn look_up_many<'a>(&'a self, numbers: &'a [CvrNumber]) -> LookUp<'a, Vec<Answered<CvrNumber, RegisterCompany>>> {
        Box::pin(self.companies(numbers))
    }

    fn look_up_workplaces<'a>(&'a self, numbers: &'a [PNumber]) -> LookUp<'a, Vec<Answered<PNumber, RegisterWorkplace>>> {
        Box::pin(self.workplaces(numbers))
    }
}

#[derive(Deserialize)]
struct Answer<T> {
    hits: Hits<T>,
}

#[derive(Deserialize)]
struct Hits<T> {
    hits: Vec<Hit<T>>,
}

#[derive(Deserialize)]
struct Hit<T> {
    #[serde(rename = "_source")]
    source: T,
}

#[derive(Deserialize)]
struct CompanySource {
    #[serde(rename = "Vrvirksomhed")]
    company: Company,
}

#[derive(Deserialize)]
struct UnitSource {
    #[serde(rename = "VrproduktionsEnhed")]
    unit: Unit,
}

/// A value and the days on which it holds.
#[derive(Clone, Deserialize)]
struct Dated<T> {
    #[serde(flatten)]
    value: T,
    periode: Option<Validity>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Validity {
    gyldig_fra: Option<NaiveDate>,
    gyldig_til: Option<NaiveDate>,
}

type History<T> = Option<Vec<Dated<T>>>;

/// The value that holds without end, the latest of several; else the one that the register calls newest.
fn current<T>(history: History<T>, newest: Option<Dated<T>>) -> Option<Dated<T>> {
    let open = history.unwrap_or_default().into_iter().filter(|dated| dated.periode.unwrap_or_default().gyldig_til.is_none());
    open.max_by_key(|dated| dated.periode.unwrap_or_default().gyldig_fra).or(newest)
}

/// As [`current`], without the newest one of the past.
fn open_only<T>(history: History<T>) -> Option<T> {
    current(history, None).map(|dated| dated.value)
}

#[derive(Clone, Deserialize)]
struct Name {
    navn: Option<String>,
}

#[derive(Clone, Deserialize)]
struct Branch {
    branchekode: Option<String>,
    branchetekst: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Form {
    lang_beskrivelse: Option<String>,
}

#[derive(Clone, Deserialize)]
struct Reach {
    kontaktoplysning: Option<String>,
    hemmelig: Option<bool>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Employment {
    aar: Option<u32>,
    maaned: Option<u32>,
    kvartal: Option<u32>,
    antal_ansatte: Option<u32>,
    interval_kode_antal_ansatte: Option<String>,
}

/// A life is a period and nothing else.
#[derive(Clone, Deserialize)]
struct Life {}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UnitNumber {
    p_nummer: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Relation {
    cvr_nummer: Option<u64>,
}

/// What the register has worked out from the histories, for a company as for a unit.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Metadata {
    nyeste_navn: Option<Dated<Name>>,
    nyeste_beliggenhedsadresse: Option<Dated<Address>>,
    nyeste_hovedbranche: Option<Dated<Branch>>,
    nyeste_virksomhedsform: Option<Dated<Form>>,
    nyeste_erst_maanedsbeskaeftigelse: Option<Employment>,
    nyeste_maanedsbeskaeftigelse: Option<Employment>,
    nyeste_kvartalsbeskaeftigelse: Option<Employment>,
    nyeste_aarsbeskaeftigelse: Option<Employment>,
    nyeste_cvr_nummer_relation: Option<u64>,
    sammensat_status: Option<String>,
}

impl Metadata {
    /// The finest figure that is told: by month before by quarter before by year.
    fn employees(&self, months: Option<Vec<Employment>>) -> Option<(CountBand, Option<String>)> {
        let latest = months.unwrap_or_default().into_iter().max_by_key(|month| (month.aar, month.maaned));
        let told = [
            &latest,
            &self.nyeste_erst_maanedsbeskaeftigelse,
            &self.nyeste_maanedsbeskaeftigelse,
            &self.nyeste_kvartalsbeskaeftigelse,
            &self.nyeste_aarsbeskaeftigelse,
        ];
        told.into_iter().flatten().find_map(|told| Some((told.band()?, told.as_of())))
    }

    fn particulars(&self, lives: &History<Life>, employees_as_of: Option<String>) -> Particulars {
        let ends = lives.iter().flatten().map(|life| life.periode.unwrap_or_default().gyldig_til);
        let closed_on = ends.max_by_key(|end| end.unwrap_or(NaiveDate::MAX)).flatten();
        let standing = self.sammensat_status.as_deref().map(Standing::of_register);
        Particulars { standing, closed_on, employees_as_of, secret: Vec::new() }
    }
}

impl Employment {
    fn as_of(&self) -> Option<String> {
        let year = self.aar?;
        Some(match (self.maaned, self.kvartal) {
            (Some(month), _) => format!("{year}-{month:02}"),
            (None, Some(quarter)) => format!("{year} K{quarter}"),
            (None, None) => year.to_string(),
        })
    }

    fn band(&self) -> Option<CountBand> {
        self.antal_ansatte.map(CountBand::exactly).or_else(|| CountBand::parse(self.interval_kode_antal_ansatte.as_deref()?))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Company {
    cvr_nummer: u64,
    reklamebeskyttet: Option<bool>,
    navne: History<Name>,
    beliggenhedsadresse: History<Address>,
    hovedbranche: History<Branch>,
    virksomhedsform: History<Form>,
    telefon_nummer: History<Reach>,
    elektronisk_post: History<Reach>,
    hjemmeside: History<Reach>,
    penheder: History<UnitNumber>,
    livsforloeb: History<Life>,
    erst_maanedsbeskaeftigelse: Option<Vec<Employment>>,
    virksomhed_metadata: Option<Metadata>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Unit {
    p_nummer: u64,
    navne: History<Name>,
    beliggenhedsadresse: History<Address>,
    hovedbranche: History<Branch>,
    virksomhedsrelation: History<Relation>,
    livsforloeb: History<Life>,
    erst_maanedsbeskaeftigelse: Option<Vec<Employment>>,
    produktions_enhed_metadata: Option<Metadata>,
}

impl Company {
    fn into_register(self) -> Option<RegisterCompany> {
        let cvr = CvrNumber::parse(&self.cvr_nummer.to_string()).ok()?;
        let newest = self.virksomhed_metadata.unwrap_or_default();
        let (employees, as_of) = newest.employees(self.erst_maanedsbeskaeftigelse).unzip();
        let mut particulars = newest.particulars(&self.livsforloeb, as_of.flatten());
        let reaches = [
            (RegisterField::Phone, &self.telefon_nummer),
            (RegisterField::Email, &self.elektronisk_post),
            (RegisterField::Website, &self.hjemmeside),
        ];
        particulars.secret = reaches.into_iter().filter(|(_, history)| is_secret(history)).map(|(field, _)| field).collect();
        let contact =
            RegisterContact { phone: reach(self.telefon_nummer), email: reach(self.elektronisk_post), website: reach(self.hjemmeside) };
        Some(RegisterCompany {
            name: said(current(self.navne, newest.nyeste_navn)?.value.navn)?,
            address: address(current(self.beliggenhedsadresse, newest.nyeste_beliggenhedsadresse)),
            branch: main_branch(current(self.hovedbranche, newest.nyeste_hovedbranche)),
            form: said(current(self.virksomhedsform, newest.nyeste_virksomhedsform).and_then(|dated| dated.value.lang_beskrivelse)),
            employees,
            is_active: newest.sammensat_status.as_deref().is_none_or(|word| Standing::of_register(word) == Standing::Active),
            particulars,
            advertising_protected: self.reklamebeskyttet,
            contact,
            workplaces: workplaces(self.penheder, &cvr),
            cvr,
        })
    }
}

impl Unit {
    fn into_register(self) -> Option<RegisterWorkplace> {
        let newest = self.produktions_enhed_metadata.unwrap_or_default();
        let (employees, as_of) = newest.employees(self.erst_maanedsbeskaeftigelse).unzip();
        let particulars = newest.particulars(&self.livsforloeb, as_of.flatten());
        let owner = open_only(self.virksomhedsrelation).and_then(|relation| relation.cvr_nummer).or(newest.nyeste_cvr_nummer_relation);
        Some(RegisterWorkplace {
            p_number: PNumber::parse(&self.p_nummer.to_string()).ok()?,
            cvr: owner.and_then(|number| CvrNumber::parse(&number.to_string()).ok()),
            name: said(current(self.navne, newest.nyeste_navn).and_then(|dated| dated.value.navn)),
            address: address(current(self.beliggenhedsadresse, newest.nyeste_beliggenhedsadresse)),
            branch: main_branch(current(self.hovedbranche, newest.nyeste_hovedbranche)),
            employees,
            is_active: newest.sammensat_status.as_deref().is_none_or(|word| Standing::of_register(word) == Standing::Active),
            particulars,
        })
    }
}

/// What is secret in the register stays there.
fn reach(history: History<Reach>) -> Option<String> {
    let reach = open_only(history).filter(|reach| reach.hemmelig != Some(true))?;
    said(reach.kontaktoplysning)
}

fn is_secret(history: &History<Reach>) -> bool {
    open_only(history.clone()).is_some_and(|reach| reach.hemmelig == Some(true))
}

/// The workplaces of today; the register tells their numbers only.
fn workplaces(history: History<UnitNumber>, cvr: &CvrNumber) -> Vec<RegisterWorkplace> {
    let open = history.unwrap_or_default().into_iter().filter(|dated| dated.periode.unwrap_or_default().gyldig_til.is_none());
    let numbers = open.filter_map(|dated| PNumber::parse(&dated.value.p_nummer.to_string()).ok());
    let workplace = |p_number| RegisterWorkplace {
        p_number,
        cvr: Some(cvr.clone()),
        name: None,
        address: RegisterAddress::default(),
        branch: None,
        employees: None,
        is_active: true,
        particulars: Particulars::default(),
    };
    numbers.map(workplace).collect()
}

/// A code that holds since 2025 is of DB25, an older one of DB07 (Erhvervsstyrelsen moved on 2025-01-01).
fn main_branch(dated: Option<Dated<Branch>>) -> Option<RegisterBranch> {
    let dated = dated?;
    let since = dated.periode.unwrap_or_default().gyldig_fra;
    let moved_on = NaiveDate::from_ymd_opt(2025, 1, 1)?;
    let version = since.map(|day| if day < moved_on { BranchVersion::Db07 } else { BranchVersion::Db25 });
    branch(&dated.value.branchekode?, dated.value.branchetekst, version)
}
