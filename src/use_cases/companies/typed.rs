//! A company as it stands in a form, read and laid over what is there.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::{
    domain::{
        company::{Address, Branch, Company},
        ids::{AccountId, CompanyId},
        likeness::Key,
        numbers::CvrNumber,
        relation::Relation,
        terms::{FigureSource, LadderStep, Sector},
    },
    store::company_keys,
    use_cases::{
        app::App,
        places::TypedAddress,
        typed::{Fields, shown},
    },
};

/// A company as it stands in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedCompany {
    /// The version that the form showed.
    pub version: i32,
    /// CVR number; not changed afterwards.
    pub cvr: String,
    /// Name.
    pub name: String,
    /// privat or offentlig.
    pub sector: String,
    /// Street and number.
    pub street: String,
    /// Postcode.
    pub postcode: String,
    /// DB25 code, six digits.
    pub branch: String,
    /// Fewest employees.
    pub employees_min: String,
    /// Most employees.
    pub employees_max: String,
    /// Main phone.
    pub phone: String,
    /// Main mail address.
    pub email: String,
    /// Web site.
    pub website: String,
    /// ja, nej or empty.
    pub advertising_protected: String,
    /// Step of the ladder.
    pub ladder: String,
    /// Id of the company consultant.
    pub consultant: String,
    /// Id of whoever stands in.
    pub substitute: String,
    /// Day of the number of employees.
    pub employees_as_of: String,
    /// Legal form.
    pub legal_form: String,
    /// ja: a social enterprise.
    pub social_enterprise: String,
    /// ja: needs help to keep employees who are ill.
    pub retention_need: String,
    /// ja: the municipality itself.
    pub municipal_own: String,
    /// Most proposals in a month.
    pub proposal_cap: String,
    /// ja: whoever typed it has seen which companies resemble it.
    pub alike_seen: String,
}

impl From<&Company> for TypedCompany {
    fn from(company: &Company) -> Self {
        Self {
            version: company.version,
            cvr: company.cvr.to_string(),
            name: company.name.clone(),
            sector: company.sector.to_string(),
            street: company.address.street.clone().unwrap_or_default(),
            postcode: company.address.postcode.clone().unwrap_or_default(),
            branch: company.branch.as_ref().map(|branch| branch.code.clone()).unwrap_or_default(),
            employees_min: shown(company.employees.0.as_ref()),
            employees_max: shown(company.employees.1.as_ref()),
            phone: company.phone.clone().unwrap_or_default(),
            email: company.email.clone().unwrap_or_default(),
            website: company.website.clone().unwrap_or_default(),
            advertising_protected: company.advertising_protected.map_or("", |is| if is { "ja" } else { "nej" }).to_owned(),
            ladder: company.ladder.to_string(),
            consultant: shown(company.consultant.as_ref()),
            substitute: shown(company.relation.substitute.as_ref()),
            employees_as_of: shown(company.employees_told.map(|(_, day)| day).as_ref()),
            legal_form: company.relation.legal_form.clone().unwrap_or_default(),
            social_enterprise: ticked(company.relation.social_enterprise),
            retention_need: ticked(company.relation.retention_need),
            municipal_own: ticked(company.relation.municipal_own),
            proposal_cap: shown(company.relation.proposal_cap.as_ref()),
            alike_seen: String::new(),
        }
    }
}

/// A box as a form shows it.
fn ticked(is: bool) -> String {
    if is { "ja" } else { "" }.to_owned()
}

/// What the form says, read; the CVR number apart, since it never changes.
pub(super) struct ReadCompany {
    name: String,
    sector: Sector,
    address: Address,
    branch: Option<Branch>,
    employees: (Option<i32>, Option<i32>),
    phone: Option<String>,
    email: Option<String>,
    website: Option<String>,
    advertising_protected: Option<bool>,
    ladder: LadderStep,
    consultant: Option<AccountId>,
    employees_as_of: Option<NaiveDate>,
    relation: ReadRelation,
}

/// What the form says about the relation.
struct ReadRelation {
    substitute: Option<AccountId>,
    legal_form: Option<String>,
    social_enterprise: bool,
    retention_need: bool,
    municipal_own: bool,
    proposal_cap: Option<u32>,
}

impl TypedCompany {
    pub(super) fn read(&self, app: &App, fields: &mut Fields) -> Option<ReadCompany> {
        let name = fields.required("name", &self.name);
        let sector = fields.word("sector", &self.sector, Sector::parse);
        let ladder = fields.word("ladder", &self.ladder, LadderStep::parse);
        let employees = (fields.whole("employees_min", &self.employees_min), fields.whole("employees_max", &self.employees_max));
        if matches!(employees, (Some(min), Some(max)) if min > max) {
            fields.refuse("employees_max", "error-order");
        }
        Some(ReadCompany {
            address: self.address().read(app, fields).0,
            branch: read_branch(&self.branch, fields),
            employees,
            phone: fields.line("phone", &self.phone),
            email: fields.mail_address("email", &self.email),
            website: read_website(&self.website, fields),
            advertising_protected: fields.optional_word("advertising_protected", &self.advertising_protected, yes_or_no),
            consultant: fields.optional_word("consultant", &self.consultant, |id| id.parse().ok()),
            employees_as_of: self.employees_day(app, fields, employees),
            relation: self.relation(fields),
            name: name?,
            sector: sector?,
            ladder: ladder?,
        })
    }

    /// The day of the number of employees: today where none is typed.
    fn employees_day(&self, app: &App, fields: &mut Fields, employees: (Option<i32>, Option<i32>)) -> Option<NaiveDate> {
        let day = fields.day("employees_as_of", &self.employees_as_of);
        if day.is_some_and(|day| day > app.clock.today()) {
            fields.refuse("employees_as_of", "error-day-ahead");
        }
        day.or(Some(app.clock.today())).filter(|_| employees != (None, None))
    }

    fn relation(&self, fields: &mut Fields) -> ReadRelation {
        let cap = fields.whole("proposal_cap", &self.proposal_cap);
        if !self.substitute.is_empty() && self.substitute == self.consultant {
            fields.refuse("substitute", "company-substitute-same");
        }
        ReadRelation {
            substitute: fields.optional_word("substitute", &self.substitute, |id| id.parse().ok()),
            legal_form: fields.line("legal_form", &self.legal_form),
            social_enterprise: self.social_enterprise == "ja",
            retention_need: self.retention_need == "ja",
            municipal_own: self.municipal_own == "ja",
            proposal_cap: cap.map(i32::unsigned_abs),
        }
    }

    fn address(&self) -> TypedAddress<'_> {
        TypedAddress { street: &self.street, postcode: &self.postcode }
    }
}

fn yes_or_no(word: &str) -> Option<bool> {
    match word {
        "ja" => Some(true),
        "nej" => Some(false),
        _ => None,
    }
}

/// A branch of DB25: six digits, dots and a title behind them tolerated.
pub fn read_branch(typed: &str, fields: &mut Fields) -> Option<Branch> {
    let line = fields.line("branch", typed)?;
    let code: String = line.split_whitespace().next().unwrap_or_default().replace('.', "");
    if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        fields.refuse("branch", "company-branch-invalid");
    }
    Some(Branch { version: "DB25".to_owned(), code })
}

/// Only addresses that a browser opens as a page.
fn read_website(typed: &str, fields: &mut Fields) -> Option<String> {
    let line = fields.line("website", typed)?;
    let bare = line.trim_start_matches("https://").trim_start_matches("http://");
    if bare.contains(':') && bare.split('/').next().and_then(|host| host.split(':').nth(1)).is_none_or(|port| port.parse::<u16>().is_err())
    {
        fields.refuse("website", "company-website-invalid");
    }
    Some(bare.to_owned())
}

impl ReadCompany {
    pub(super) fn apply(self, company: &Company) -> Company {
        let employees_told = self.employees_told(company);
        Company {
            relation: self.relation.apply(&company.relation, self.ladder != company.ladder),
            employees_told,
            name: self.name,
            sector: self.sector,
            address: self.address,
            // An older branch code stays what it is while nobody changes it.
            branch: if same_code(self.branch.as_ref(), company.branch.as_ref()) { company.branch.clone() } else { self.branch },
            employees: self.employees,
            phone: self.phone,
            email: self.email,
            website: self.website,
            advertising_protected: self.advertising_protected,
            ladder: self.ladder,
            consultant: self.consultant,
            ..company.clone()
        }
    }
}

impl ReadCompany {
    /// A number that nobody changed keeps its source; a day that was typed is somebody's word.
    fn employees_told(&self, company: &Company) -> Option<(FigureSource, NaiveDate)> {
        let same_day = company.employees_told.map(|(_, day)| day) == self.employees_as_of;
        if self.employees == company.employees && (same_day || self.employees_as_of.is_none()) {
            return company.employees_told;
        }
        self.employees_as_of.map(|day| (FigureSource::Typed, day))
    }
}

impl ReadRelation {
    fn apply(self, relation: &Relation, has_moved: bool) -> Relation {
        // A step that somebody took by hand answers whatever was proposed.
        let proposed = |relation: &Relation| (relation.proposed_step, relation.proposed_because.clone());
        let (proposed_step, proposed_because) = if has_moved { (None, None) } else { proposed(relation) };
        Relation {
            substitute: self.substitute,
            legal_form: self.legal_form,
            social_enterprise: self.social_enterprise,
            retention_need: self.retention_need,
            municipal_own: self.municipal_own,
            proposal_cap: self.proposal_cap,
            proposed_step,
            proposed_because,
            ..relation.clone()
        }
    }
}

/// The keys by which what is typed resembles a company; none while the number is no CVR number.
pub(super) fn telling_of(typed: &TypedCompany) -> Option<Vec<Key>> {
    let text = |typed: &String| Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
    let cvr = CvrNumber::parse(&typed.cvr).ok()?;
    let mut company = Company::unwritten(CompanyId(uuid::Uuid::nil()), cvr);
    company.name.clone_from(&typed.name);
    company.address.postcode = text(&typed.postcode);
    company.phone = text(&typed.phone);
    company.email = text(&typed.email);
    company.website = text(&typed.website);
    Some(company_keys::telling(&company))
}

/// Whether two branches have one code, whatever list they name.
pub fn same_code(one: Option<&Branch>, other: Option<&Branch>) -> bool {
    one.map(|branch| &branch.code) == other.map(|branch| &branch.code)
}
