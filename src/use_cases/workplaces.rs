//! Workplaces of companies: made and changed.

use serde::Deserialize;
use serde_json::json;

use super::{
    app::{App, same_version},
    companies::{read_branch, same_code},
    failure::{Failure, OrNotFound},
    intention::Intention,
    places::TypedAddress,
    typed::{Fields, changed_fields, shown, shown_number},
};
use crate::{
    domain::{
        company::{Address, Branch, Workplace},
        ids::{CompanyId, WorkplaceId},
        numbers::PNumber,
        permission::Right,
        place::Point,
        refusal::Refusal,
        terms::{FigureSource, Sector},
    },
    store::{
        companies,
        work::{Subject, Work},
        workplaces,
    },
};

/// A workplace as it stands in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedWorkplace {
    /// The version that the form showed.
    pub version: i32,
    /// P-number; not changed afterwards.
    pub p_number: String,
    /// Name.
    pub name: String,
    /// privat or offentlig.
    pub sector: String,
    /// Street and number.
    pub street: String,
    /// Postcode.
    pub postcode: String,
    /// DB25 code.
    pub branch: String,
    /// All employees.
    pub employees_total: String,
    /// Ordinary full-time persons.
    pub ordinary: String,
    /// Date of that figure.
    pub ordinary_as_of: String,
    /// Courses of other municipalities.
    pub others: String,
    /// Date of that figure.
    pub others_as_of: String,
}

impl From<&Workplace> for TypedWorkplace {
    fn from(workplace: &Workplace) -> Self {
        Self {
            version: workplace.version,
            p_number: workplace.p_number.to_string(),
            name: workplace.name.clone(),
            sector: workplace.sector.to_string(),
            street: workplace.address.street.clone().unwrap_or_default(),
            postcode: workplace.address.postcode.clone().unwrap_or_default(),
            branch: workplace.branch.as_ref().map(|branch| branch.code.clone()).unwrap_or_default(),
            employees_total: shown(workplace.employees_total.as_ref()),
            ordinary: workplace.ordinary.map(|(count, _)| shown_number(count)).unwrap_or_default(),
            ordinary_as_of: shown(workplace.ordinary.and_then(|(_, day)| day).as_ref()),
            others: shown(workplace.others.map(|(count, _)| count).as_ref()),
            others_as_of: shown(workplace.others.and_then(|(_, day)| day).as_ref()),
        }
    }
}

struct ReadWorkplace {
    name: String,
    sector: Sector,
    address: Address,
    point: Option<Point>,
    branch: Option<Branch>,
    employees_total: Option<i32>,
    ordinary: Option<(f64, Option<chrono::NaiveDate>)>,
    others: Option<(i32, Option<chrono::NaiveDate>)>,
}

impl TypedWorkplace {
    fn read(&self, app: &App, fields: &mut Fields) -> Option<ReadWorkplace> {
        let name = fields.required("name", &self.name);
        let sector = fields.word("sector", &self.sector, Sector::parse);
        let (address, point) = TypedAddress { street: &self.street, postcode: &self.postcode }.read(app, fields);
        let ordinary = fields.decimal("ordinary", &self.ordinary);
        let ordinary_as_of = self.as_of(app, fields, ("ordinary_as_of", &self.ordinary_as_of), ordinary.is_some());
        let others = fields.whole("others", &self.others);
        let others_as_of = self.as_of(app, fields, ("others_as_of", &self.others_as_of), others.is_some());
        Some(ReadWorkplace {
            address,
            point,
            branch: read_branch(&self.branch, fields),
            employees_total: fields.whole("employees_total", &self.employees_total),
            ordinary: ordinary.map(|count| (count, ordinary_as_of)),
            others: others.map(|count| (count, others_as_of)),
            name: name?,
            sector: sector?,
        })
    }

    /// The day of a figure: wanted when there is a figure, and not ahead.
    fn as_of(&self, app: &App, fields: &mut Fields, (field, typed): (&'static str, &str), has_figure: bool) -> Option<chrono::NaiveDate> {
        let day = fields.day(field, typed);
        if has_figure && typed.trim().is_empty() {
            fields.refuse(field, "workplace-as-of-missing");
        }
        if day.is_some_and(|day| day > app.clock.today()) {
            fields.refuse(field, "error-day-ahead");
        }
        day
    }
}

impl ReadWorkplace {
    fn apply(self, workplace: &Workplace) -> Workplace {
        // An address point that was looked up stays while the address does.
        let same_address = self.address.street == workplace.address.street && self.address.postcode == workplace.address.postcode;
        Workplace {
            name: self.name,
            sector: self.sector,
            point: if same_address { workplace.point.or(self.point) } else { self.point },
            address: self.address,
            branch: if same_code(self.branch.as_ref(), workplace.branch.as_ref()) { workplace.branch.clone() } else { self.branch },
            employees_total: self.employees_total,
            ordinary: self.ordinary,
            others_source: if self.others == workplace.others { workplace.others_source } else { self.others.map(|_| FigureSource::Typed) },
            others: self.others,
            ..workplace.clone()
        }
    }
}

/// Makes a workplace.
pub struct CreateWorkplace {
    /// Its company.
    pub company: CompanyId,
    /// The form.
    pub typed: TypedWorkplace,
}

impl Intention for CreateWorkplace {
    const NAME: &'static str = "workplace.create";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = WorkplaceId;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<WorkplaceId, Failure> {
        let company = companies::standing(work, self.company).await?.or_not_found()?;
        let mut fields = Fields::default();
        let p_number = fields.parsed("p_number", &self.typed.p_number, "workplace-p-number-invalid", PNumber::parse);
        let read = self.typed.read(app, &mut fields);
        let (p_number, read) = fields.accept(p_number.zip(read))?;
        let workplace = read.apply(&blank(WorkplaceId(work.new_id()), company.id, p_number));
        if !workplaces::insert(work, &workplace).await? {
            return Err(Refusal::ExistsAlready { field: "p_number" }.into());
        }
        work.note(Subject::new("workplace", workplace.id), json!({}));
        Ok(workplace.id)
    }
}

fn blank(id: WorkplaceId, company: CompanyId, p_number: PNumber) -> Workplace {
    Workplace {
        id,
        company,
        p_number,
        name: String::new(),
        sector: Sector::Privat,
        address: Address::default(),
        branch: None,
        point: None,
        employees_total: None,
        ordinary: None,
        others: None,
        others_source: None,
        closed_on: None,
        version: 1,
    }
}

/// Changes a workplace.
pub struct ChangeWorkplace {
    /// Which.
    pub workplace: WorkplaceId,
    /// The form.
    pub typed: TypedWorkplace,
}

impl Intention for ChangeWorkplace {
    const NAME: &'static str = "workplace.change";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let workplace = workplaces::lock(work, self.workplace).await?.or_not_found()?;
        same_version(self.typed.version, workplace.version)?;
        let mut fields = Fields::default();
        let read = self.typed.read(app, &mut fields);
        let changed = fields.accept(read)?.apply(&workplace);
        workplaces::update(work, &changed).await?;
        work.note(Subject::new("workplace", workplace.id), json!({ "fields": difference(&workplace, &changed) }));
        Ok(())
    }
}

fn difference(before: &Workplace, after: &Workplace) -> Vec<&'static str> {
    changed_fields(&[
        ("name", before.name != after.name),
        ("sector", before.sector != after.sector),
        ("address", before.address != after.address),
        ("branch", before.branch != after.branch),
        ("employees_total", before.employees_total != after.employees_total),
        ("ordinary", before.ordinary != after.ordinary),
        ("others", before.others != after.others),
    ])
}
