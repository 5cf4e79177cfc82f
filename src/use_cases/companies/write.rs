//! A company is made or changed.

use serde::Deserialize;
use serde_json::json;

use crate::{
    domain::{
        company::{Address, Branch, Company},
        ids::{AccountId, CompanyId},
        numbers::CvrNumber,
        permission::Right,
        refusal::Refusal,
        relation::Relation,
        terms::{LadderStep, Sector},
    },
    store::{
        accounts, companies,
        work::{Subject, Work},
    },
    use_cases::{
        app::{App, same_version},
        failure::{Failure, OrNotFound},
        intention::Intention,
        places::TypedAddress,
        typed::{Fields, changed_fields, shown},
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
        }
    }
}

/// What the form says, read; the CVR number apart, since it never changes.
struct ReadCompany {
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
}

impl TypedCompany {
    fn read(&self, app: &App, fields: &mut Fields) -> Option<ReadCompany> {
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
            name: name?,
            sector: sector?,
            ladder: ladder?,
        })
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
    fn apply(self, company: &Company) -> Company {
        Company {
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

/// Whether two branches have one code, whatever list they name.
pub fn same_code(one: Option<&Branch>, other: Option<&Branch>) -> bool {
    one.map(|branch| &branch.code) == other.map(|branch| &branch.code)
}

async fn check_consultant(work: &Work<'_>, company: &Company) -> Result<(), Failure> {
    let Some(id) = company.consultant else { return Ok(()) };
    match accounts::find(work, id).await? {
        Some(_) => Ok(()),
        None => Err(Refusal::field("consultant", "error-choose").into()),
    }
}

/// Makes a company.
pub struct CreateCompany {
    /// The form.
    pub typed: TypedCompany,
}

impl Intention for CreateCompany {
    const NAME: &'static str = "company.create";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = CompanyId;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<CompanyId, Failure> {
        let mut fields = Fields::default();
        let cvr = fields.parsed("cvr", &self.typed.cvr, "company-cvr-invalid", CvrNumber::parse);
        let read = self.typed.read(app, &mut fields);
        let (cvr, read) = fields.accept(cvr.zip(read))?;
        let company = read.apply(&blank(CompanyId(work.new_id()), cvr));
        check_consultant(work, &company).await?;
        if !companies::insert(work, &company).await? {
            return Err(Refusal::ExistsAlready { field: "cvr" }.into());
        }
        work.note(Subject::new("company", company.id), json!({ "ladder": company.ladder }));
        Ok(company.id)
    }
}

fn blank(id: CompanyId, cvr: CvrNumber) -> Company {
    Company {
        id,
        cvr,
        name: String::new(),
        sector: Sector::Privat,
        address: Address::default(),
        branch: None,
        employees: (None, None),
        employees_told: None,
        monthly_ordinary: None,
        phone: None,
        email: None,
        website: None,
        advertising_protected: None,
        ladder: LadderStep::Passiv,
        consultant: None,
        closed_on: None,
        relation: Relation::default(),
        version: 1,
    }
}

/// Changes a company.
pub struct ChangeCompany {
    /// Which.
    pub company: CompanyId,
    /// The form.
    pub typed: TypedCompany,
}

impl Intention for ChangeCompany {
    const NAME: &'static str = "company.change";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let company = companies::find(work, self.company).await?.or_not_found()?;
        same_version(self.typed.version, company.version)?;
        let mut fields = Fields::default();
        let read = self.typed.read(app, &mut fields);
        let changed = fields.accept(read)?.apply(&company);
        check_consultant(work, &changed).await?;
        companies::update(work, &changed).await?;
        work.note(Subject::new("company", company.id), json!({ "fields": difference(&company, &changed) }));
        Ok(())
    }
}

fn difference(before: &Company, after: &Company) -> Vec<&'static str> {
    changed_fields(&[
        ("name", before.name != after.name),
        ("sector", before.sector != after.sector),
        ("address", before.address != after.address),
        ("branch", before.branch != after.branch),
        ("employees", before.employees != after.employees),
        ("phone", before.phone != after.phone),
        ("email", before.email != after.email),
        ("website", before.website != after.website),
        ("advertising_protected", before.advertising_protected != after.advertising_protected),
        ("ladder", before.ladder != after.ladder),
        ("consultant", before.consultant != after.consultant),
    ])
}
