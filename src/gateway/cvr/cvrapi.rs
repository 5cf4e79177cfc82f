//! The free register `cvrapi.dk`, version 6: flat answers, numbers now as numbers, now as text.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    CompanyRegister, LookUp, Particulars, RegisterAddress, RegisterBranch, RegisterCompany, RegisterContact, RegisterTrouble,
    RegisterWorkplace, branch, said,
};
use crate::{
    domain::{
        headcount::CountBand,
        numbers::{CvrNumber, PNumber, Postcode},
        register_news::Standing,
    },
    gateway::{HttpClient, answer_of, trouble_of_status},
};

/// Asks `cvrapi.dk`, which wants to know who asks (`User-Agent` of the [`HttpClient`]).
#[derive(Clone, Debug)]
pub struct CvrApi {
    client: HttpClient,
    address: String,
}

impl CvrApi {
    /// A register at this address, such as `https://cvrapi.dk/api`.
    #[must_use]
    pub fn new(client: HttpClient, address: String) -> Self {
        Self { client, address }
    }

    async fn ask(&self, by: &str, number: &str) -> Result<Company, RegisterTrouble> {
        let request = self.client.get(&self.address).query(&[(by, number), ("country", "dk"), ("version", "6")]);
        let (status, body) = answer_of(request).await?;
        // The register explains itself in the body, whatever the status.
        if let Ok(Failure { error }) = serde_json::from_slice(&body) {
            return Err(meaning_of(&error));
        }
        match trouble_of_status(status) {
            Some(trouble) => Err(trouble.into()),
            None => serde_json::from_slice(&body).map_err(|_| RegisterTrouble::Strange),
        }
    }
}

impl CompanyRegister for CvrApi {
    fn look_up<'a>(&'a self, cvr: &'a CvrNumber) -> LookUp<'a, RegisterCompany> {
        Box::pin(async move {
            let company = self.ask("vat", cvr.as_str()).await?.into_register().ok_or(RegisterTrouble::Strange)?;
            if company.cvr == *cvr { Ok(company) } else { Err(RegisterTrouble::Strange) }
        })
    }

    fn look_up_workplace<'a>(&'a self, p_number: &'a PNumber) -> LookUp<'a, RegisterWorkplace> {
        Box::pin(async move {
            let company = self.ask("produ", p_number.as_str()).await?;
            let cvr = company.vat.as_ref().and_then(|vat| CvrNumber::parse(&vat.text()).ok());
            let mut units = company.productionunits.unwrap_or_default().into_iter().filter_map(|unit| unit.into_register(cvr.clone()));
            units.find(|unit| unit.p_number == *p_number).ok_or(RegisterTrouble::Strange)
        })
    }
}

#[derive(Deserialize)]
struct Failure {
    error: String,
}

fn meaning_of(error: &str) -> RegisterTrouble {
    match error {
        "NOT_FOUND" | "INVALID_VAT" | "INVALID_PRODU" => RegisterTrouble::NotFound,
        "QUOTA_EXCEEDED" => RegisterTrouble::QuotaUsed,
        "BANNED" | "INVALID_UA" | "INVALID_TOKEN" => RegisterTrouble::AccessRefused,
        "INTERNAL_ERROR" | "MAINTENANCE" => RegisterTrouble::Down,
        _ => RegisterTrouble::Strange,
    }
}

/// A value that comes as a number or as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum NumberOrText {
    Number(u64),
    Text(String),
}

impl NumberOrText {
    fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.trim().to_owned(),
        }
    }
}

#[derive(Deserialize)]
struct Company {
    vat: Option<NumberOrText>,
    #[serde(flatten)]
    place: Place,
    phone: Option<NumberOrText>,
    email: Option<String>,
    companydesc: Option<String>,
    protected: Option<bool>,
    creditbankrupt: Option<bool>,
    productionunits: Option<Vec<Unit>>,
}

#[derive(Deserialize)]
struct Unit {
    pno: Option<NumberOrText>,
    #[serde(flatten)]
    place: Place,
}

/// What a company and a production unit have in common.
#[derive(Deserialize)]
struct Place {
    name: Option<String>,
    address: Option<String>,
    zipcode: Option<NumberOrText>,
    city: Option<String>,
    enddate: Option<String>,
    employees: Option<NumberOrText>,
    industrycode: Option<NumberOrText>,
    industrydesc: Option<String>,
}

impl Place {
    fn address(&self) -> RegisterAddress {
        RegisterAddress {
            street: said(self.address.clone()),
            postcode: self.zipcode.as_ref().and_then(|code| Postcode::parse(&code.text()).ok()),
            town: said(self.city.clone()),
            municipality: None,
        }
    }

    fn branch(&self) -> Option<RegisterBranch> {
        branch(&self.industrycode.as_ref()?.text(), self.industrydesc.clone(), None)
    }

    fn employees(&self) -> Option<CountBand> {
        CountBand::parse(&self.employees.as_ref()?.text())
    }

    fn is_active(&self) -> bool {
        self.enddate.as_deref().is_none_or(|day| day.trim().is_empty())
    }

    /// "23/02 - 2016".
    fn particulars(&self) -> Particulars {
        let day = self.enddate.as_deref().map(|day| day.split_whitespace().collect::<String>());
        Particulars { closed_on: day.and_then(|day| NaiveDate::parse_from_str(&day, "%d/%m-%Y").ok()), ..Particulars::default() }
    }
}

impl Company {
    fn into_register(self) -> Option<RegisterCompany> {
        let cvr = CvrNumber::parse(&self.vat?.text()).ok()?;
        let units = self.productionunits.unwrap_or_default().into_iter();
        let is_bankrupt = self.creditbankrupt == Some(true);
        let particulars = Particulars { standing: is_bankrupt.then_some(Standing::Bankrupt), ..self.place.particulars() };
        let workplaces = units.filter_map(|unit| unit.into_register(Some(cvr.clone()))).filter(|unit| unit.is_active).collect();
        Some(RegisterCompany {
            address: self.place.address(),
            branch: self.place.branch(),
            form: said(self.companydesc),
            employees: self.place.employees(),
            is_active: self.place.is_active() && !is_bankrupt,
            advertising_protected: self.protected,
            contact: RegisterContact { phone: said(self.phone.map(|phone| phone.text())), email: said(self.email), website: None },
            name: said(self.place.name)?,
            workplaces,
            particulars,
            cvr,
        })
    }
}

impl Unit {
    fn into_register(self, cvr: Option<CvrNumber>) -> Option<RegisterWorkplace> {
        Some(RegisterWorkplace {
            p_number: PNumber::parse(&self.pno?.text()).ok()?,
            cvr,
            address: self.place.address(),
            branch: self.place.branch(),
            employees: self.place.employees(),
            is_active: self.place.is_active(),
            particulars: self.place.particulars(),
            name: said(self.place.name),
        })
    }
}
