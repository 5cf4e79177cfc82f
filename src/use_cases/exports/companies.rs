//! Companies as lines of a list, with the columns of the import.
//!
//! A company with its only workplace of the same name is one line. Else each workplace has a line and the company one
//! after them, since a line without P-number speaks for the company; further contacts stand on lines of their own.

use std::collections::HashMap;

use super::sheet::Cell;
use crate::{
    domain::{
        company::{Branch, Company, Contact, Workplace},
        ids::{AccountId, CompanyId},
        permission::Right,
    },
    store::{accounts, companies, contacts, scope::Reader, workplaces},
    use_cases::{app::App, failure::Failure, intention::Question},
};

/// The columns in their order (`interface.md`).
pub const COMPANY_COLUMNS: [&str; 25] = [
    "cvr",
    "p_nummer",
    "navn",
    "sektor",
    "vejnavn",
    "postnr",
    "by",
    "kommune",
    "branche",
    "branche_version",
    "ansatte",
    "ordinaere_fuldtid",
    "ordinaere_pr",
    "telefon",
    "email",
    "hjemmeside",
    "reklamebeskyttet",
    "kontaktperson",
    "kontakt_email",
    "konsulent",
    "trin",
    "ansatte_i_alt",
    "ordinaere_12_mdr",
    "oevrige_forloeb",
    "oevrige_pr",
];

/// Asks for the lines of some companies, in the order given.
pub struct CompanyLines<'a> {
    /// Which.
    pub companies: &'a [CompanyId],
}

impl Question for CompanyLines<'_> {
    const NAME: &'static str = "company.lines";
    const RIGHT: Right = Right::ChangeCompanies;
    type Answer = Vec<Vec<Cell>>;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Vec<Vec<Cell>>, Failure> {
        let mut found: HashMap<CompanyId, Company> =
            companies::some(reader, self.companies).await?.into_iter().map(|company| (company.id, company)).collect();
        let mut places: HashMap<CompanyId, Vec<Workplace>> = HashMap::new();
        for place in workplaces::of_companies(reader, self.companies).await? {
            places.entry(place.company).or_default().push(place);
        }
        let mut speakers: HashMap<CompanyId, Vec<Contact>> = HashMap::new();
        for contact in contacts::of_companies(reader, self.companies).await?.into_iter().filter(|contact| contact.active) {
            speakers.entry(contact.company).or_default().push(contact);
        }
        let names = accounts::all(reader).await?.into_iter().map(|account| (account.id, account.user_name)).collect();
        let in_order = self.companies.iter().filter_map(|id| found.remove(id));
        Ok(in_order
            .flat_map(|company| {
                let (places, contacts) = (places.remove(&company.id), speakers.remove(&company.id));
                lines(&company, &places.unwrap_or_default(), contacts.unwrap_or_default(), &names)
            })
            .collect())
    }
}

fn lines(company: &Company, places: &[Workplace], contacts: Vec<Contact>, names: &HashMap<AccountId, String>) -> Vec<Vec<Cell>> {
    let mut lines: Vec<Line> = Vec::new();
    match places {
        [only] if is_same(company, only) => lines.push(Line::of_company(company, names).at(only)),
        places => {
            lines.extend(places.iter().map(|place| Line::of_workplace(company, place)));
            lines.push(Line::of_company(company, names));
        }
    }
    for contact in contacts {
        match lines.iter_mut().find(|line| line.contact.is_none() && line.takes(&contact)) {
            Some(line) => line.contact = Some(contact),
            None => lines.push(Line { contact: Some(contact), ..Line::bare(company) }),
        }
    }
    lines.into_iter().map(Line::cells).collect()
}

/// Whether one line says both, so that neither speaks over the other.
fn is_same(company: &Company, only: &Workplace) -> bool {
    let branch = only.branch.is_none() || only.branch == company.branch;
    company.name == only.name
        && company.sector == only.sector
        && company.address == only.address
        && branch
        && only.branch.is_some() == company.branch.is_some()
}

/// One line in the making.
struct Line<'a> {
    company: &'a Company,
    workplace: Option<&'a Workplace>,
    speaks: bool,
    consultant: Option<&'a str>,
    contact: Option<Contact>,
}

impl<'a> Line<'a> {
    fn bare(company: &'a Company) -> Self {
        Self { company, workplace: None, speaks: false, consultant: None, contact: None }
    }

    fn of_company(company: &'a Company, names: &'a HashMap<AccountId, String>) -> Self {
        let consultant = company.consultant.and_then(|id| names.get(&id)).map(String::as_str);
        Self { speaks: true, consultant, ..Self::bare(company) }
    }

    fn of_workplace(company: &'a Company, workplace: &'a Workplace) -> Self {
        Self { workplace: Some(workplace), ..Self::bare(company) }
    }

    fn at(self, workplace: &'a Workplace) -> Self {
        Self { workplace: Some(workplace), ..self }
    }

    /// A contact of one workplace stands on its line, one of the whole company on the company's.
    fn takes(&self, contact: &Contact) -> bool {
        match contact.workplace {
            Some(place) => self.workplace.is_some_and(|own| own.id == place) && !self.speaks,
            None => self.speaks,
        }
    }

    fn branch(&self) -> Option<&Branch> {
        match self.workplace {
            Some(place) => place.branch.as_ref(),
            None => self.company.branch.as_ref().filter(|_| self.speaks),
        }
    }

    fn cells(self) -> Vec<Cell> {
        let (company, place) = (self.company, self.workplace);
        let own = self.speaks.then_some(company);
        let address = place.map(|place| &place.address).or(own.map(|company| &company.address));
        let sector = place.map(|place| place.sector).or(own.map(|company| company.sector));
        let part =
            |read: fn(&crate::domain::company::Address) -> &Option<String>| Cell::text(address.and_then(|address| read(address).as_ref()));
        let ordinary = place.and_then(|place| place.ordinary);
        let others = place.and_then(|place| place.others);
        vec![
            Cell::text(Some(&company.cvr)),
            Cell::text(place.map(|place| &place.p_number)),
            Cell::text(Some(place.map_or(&company.name, |place| &place.name))),
            Cell::text(sector),
            part(|address| &address.street),
            part(|address| &address.postcode),
            part(|address| &address.town),
            part(|address| &address.municipality),
            Cell::text(self.branch().map(|branch| &branch.code)),
            Cell::text(self.branch().map(|branch| &branch.version)),
            Cell::text(own.and_then(band)),
            Cell::number(ordinary.map(|(count, _)| count)),
            Cell::text(ordinary.and_then(|(_, day)| day)),
            Cell::text(own.and_then(|company| company.phone.as_ref())),
            Cell::text(own.and_then(|company| company.email.as_ref())),
            Cell::text(own.and_then(|company| company.website.as_ref())),
            Cell::text(own.and_then(|company| company.advertising_protected).map(|is| if is { "ja" } else { "nej" })),
            Cell::text(self.contact.as_ref().map(|contact| &contact.name)),
            Cell::text(self.contact.as_ref().and_then(|contact| contact.email.as_ref())),
            Cell::text(self.consultant),
            Cell::text(own.map(|company| company.ladder)),
            Cell::number(place.and_then(|place| place.employees_total).map(f64::from)),
            Cell::text(own.and_then(|company| company.monthly_ordinary.as_deref()).map(figures)),
            Cell::number(others.map(|(count, _)| f64::from(count))),
            Cell::text(others.and_then(|(_, day)| day)),
        ]
    }
}

fn band(company: &Company) -> Option<String> {
    match company.employees {
        (Some(min), Some(max)) if min == max => Some(min.to_string()),
        (Some(min), Some(max)) => Some(format!("{min}-{max}")),
        (Some(min), None) => Some(format!("{min}+")),
        (None, _) => None,
    }
}

fn figures(months: &[f64]) -> String {
    months.iter().map(|month| month.to_string().replace('.', ",")).collect::<Vec<_>>().join("|")
}
