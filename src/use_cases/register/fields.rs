//! What the register says, field by field, and how a value becomes ours.

use chrono::NaiveDate;

use crate::{
    domain::{
        branch::BranchVersion,
        company::{Address, Branch, Company, Workplace},
        headcount::CountBand,
        numbers::Postcode,
        place::Point,
        register_news::{PROTECTED, RegisterField, Standing, UNPROTECTED, address_text, band_text, branch_text, read_address, read_branch},
    },
    gateway::cvr::{RegisterAddress, RegisterBranch, RegisterCompany, RegisterWorkplace},
    use_cases::app::App,
};

/// A field and what the register says of it.
#[derive(Clone, Debug)]
pub(super) struct Says {
    pub field: RegisterField,
    pub value: String,
    pub as_of: Option<String>,
}

impl Says {
    fn new(field: RegisterField, value: Option<String>) -> Option<Self> {
        Some(Self { field, value: value?, as_of: None })
    }

    pub fn standing(standing: Standing) -> Self {
        Self { field: RegisterField::Standing, value: standing.to_string(), as_of: None }
    }
}

/// Everything that the register says of a company; a field that it does not tell is left out.
pub(super) fn of_company(found: &RegisterCompany) -> Vec<Says> {
    use RegisterField::{Address, AdvertisingProtected, Branch, Email, Employees, LegalForm, Name, Phone, Website};
    let protected = found.advertising_protected.map(|is| if is { PROTECTED } else { UNPROTECTED }.to_owned());
    let contact = &found.contact;
    let mut says = vec![Says::standing(found.particulars.standing(found.is_active))];
    says.extend(Says::new(Name, Some(found.name.clone())));
    says.extend(Says::new(Address, address(&found.address)));
    says.extend(Says::new(Branch, found.branch.as_ref().map(branch)));
    says.extend(
        Says::new(Employees, employees(found.employees)).map(|says| Says { as_of: found.particulars.employees_as_of.clone(), ..says }),
    );
    says.extend(Says::new(AdvertisingProtected, protected));
    says.extend(Says::new(LegalForm, found.form.clone()));
    says.extend(Says::new(Phone, contact.phone.clone()));
    says.extend(Says::new(Email, contact.email.clone()));
    says.extend(Says::new(Website, contact.website.clone()));
    says
}

/// Everything that the register says of a workplace.
pub(super) fn of_workplace(found: &RegisterWorkplace) -> Vec<Says> {
    use RegisterField::{Address, Branch, Employees, Name, Owner};
    let mut says = vec![Says::standing(found.particulars.standing(found.is_active))];
    says.extend(Says::new(Owner, found.cvr.as_ref().map(ToString::to_string)));
    says.extend(Says::new(Name, found.name.clone()));
    says.extend(Says::new(Address, address(&found.address)));
    says.extend(Says::new(Branch, found.branch.as_ref().map(branch)));
    // A band is kept beside ours: our figure of a workplace is one number.
    says.extend(
        Says::new(Employees, employees(found.employees)).map(|says| Says { as_of: found.particulars.employees_as_of.clone(), ..says }),
    );
    says
}

fn address(found: &RegisterAddress) -> Option<String> {
    let postcode = found.postcode.as_ref().map(ToString::to_string);
    address_text(&Address { street: found.street.clone(), postcode, town: found.town.clone(), municipality: None })
}

/// A register that does not tell the edition tells today's, which is DB25 since 2025.
fn branch(found: &RegisterBranch) -> String {
    branch_text(&Branch { version: found.version.unwrap_or(BranchVersion::Db25).to_string(), code: found.code.clone() })
}

fn employees(band: Option<CountBand>) -> Option<String> {
    let count = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    band_text((band.map(|band| count(band.min)), band.and_then(|band| band.max).map(count)))
}

/// Makes a value of the register the company's own; none empties the field. Tells `false` where the field cannot hold it.
pub(super) fn set_company(app: &App, company: &mut Company, field: RegisterField, value: Option<&str>, closed_on: NaiveDate) -> bool {
    let text = value.map(str::to_owned);
    match field {
        RegisterField::Standing => company.closed_on = closed(value, company.closed_on, closed_on),
        RegisterField::Owner => return false,
        RegisterField::Name => match text {
            Some(name) => company.name = name,
            None => return false,
        },
        RegisterField::Address => company.address = placed(app, value, &company.address).0,
        RegisterField::Branch => company.branch = value.and_then(read_branch),
        RegisterField::Employees => company.employees = bounds(value),
        RegisterField::AdvertisingProtected => company.advertising_protected = value.map(|value| value == PROTECTED),
        RegisterField::LegalForm => company.relation.legal_form = text,
        RegisterField::Phone => company.phone = text,
        RegisterField::Email => company.email = text,
        RegisterField::Website => {
            company.website = text.map(|site| site.trim_start_matches("https://").trim_start_matches("http://").to_owned());
        }
    }
    true
}

/// Makes a value of the register the workplace's own. Tells `false` where the field cannot hold it.
pub(super) fn set_workplace(app: &App, place: &mut Workplace, field: RegisterField, value: &str, closed_on: NaiveDate) -> bool {
    match field {
        RegisterField::Standing => place.closed_on = closed(Some(value), place.closed_on, closed_on),
        RegisterField::Name => value.clone_into(&mut place.name),
        RegisterField::Address => {
            let (address, point) = placed(app, Some(value), &place.address);
            place.point = point.or(place.point);
            place.address = address;
        }
        RegisterField::Branch => place.branch = read_branch(value),
        RegisterField::Employees => match value.parse() {
            Ok(count) => place.employees_total = Some(count),
            Err(_) => return false,
        },
        _ => return false,
    }
    true
}

/// Whether a workplace's field can hold a value.
pub(super) fn fits_workplace(field: RegisterField, value: &str) -> bool {
    field != RegisterField::Employees || value.parse::<i32>().is_ok()
}

fn closed(value: Option<&str>, before: Option<NaiveDate>, closed_on: NaiveDate) -> Option<NaiveDate> {
    let is_over = value.and_then(Standing::parse).is_some_and(Standing::is_over);
    is_over.then(|| before.unwrap_or(closed_on))
}

/// Municipality and point follow from the postcode, as they do for a typed address.
fn placed(app: &App, value: Option<&str>, before: &Address) -> (Address, Option<Point>) {
    let Some(value) = value else { return (Address::default(), None) };
    let told = read_address(value);
    let area = told.postcode.as_deref().and_then(|code| Postcode::parse(code).ok()).and_then(|code| app.reference.postcodes.find(&code));
    let municipality = match area {
        _ if told.postcode == before.postcode => before.municipality.clone(),
        Some(area) => area.municipalities.first().map(ToString::to_string),
        None => None,
    };
    let town = area.map(|area| area.name.clone()).or(told.town.clone());
    (Address { municipality, town, ..told }, area.map(|area| area.point))
}

fn bounds(value: Option<&str>) -> (Option<i32>, Option<i32>) {
    let Some(band) = value.and_then(CountBand::parse) else { return (None, None) };
    let count = |count: u32| i32::try_from(count).ok();
    (count(band.min), band.max.and_then(count))
}
