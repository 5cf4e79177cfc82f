//! The list of companies: many filters at once, exact counts of what else there is to choose, in a chosen order.

use std::collections::HashMap;

use crate::{
    base::fault::Fault,
    domain::{
        company::Company,
        ids::{AccountId, CompanyId, TenantId},
        kartotek::{Criteria, Facet, FacetCounts, Line, Page, Sort},
        numbers::MunicipalityCode,
        permission::Right,
    },
    store::{
        accounts, companies,
        scope::{Reader, Scope},
        tenants,
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

/// The value of the municipality filter that stands for the own one.
pub const OWN: &str = "own";
/// The value of the municipality filter that stands for those beside it.
pub const NEIGHBOURS: &str = "neighbours";

/// Companies of the kartotek that fit.
#[derive(Clone, Debug, Default)]
pub struct ListCompanies {
    /// Which; a municipality may also be [`OWN`] or [`NEIGHBOURS`].
    pub criteria: Criteria,
    /// In which order; none = by name.
    pub sort: Option<Sort>,
    /// Only those after this one.
    pub after: Option<CompanyId>,
    /// At most so many.
    pub limit: u64,
    /// Whether facets are counted.
    pub with_facets: bool,
}

/// One company of the list.
#[derive(Clone, Debug)]
pub struct CompanyRow {
    /// The company.
    pub company: Company,
    /// Title of its branch, where our list has it.
    pub branch_title: Option<String>,
    /// Name of its consultant.
    pub consultant: Option<String>,
    /// Whether it lies in another municipality.
    pub is_outside: bool,
    /// Slots that are not paused or past.
    pub slots: usize,
    /// Their seats.
    pub seats: u32,
    /// Those of the seats that are free today.
    pub free: u32,
}

/// A page of companies.
#[derive(Clone, Debug, Default)]
pub struct CompanyList {
    /// How many fit.
    pub total: u64,
    /// These of them.
    pub rows: Vec<CompanyRow>,
    /// The last one shown, when there are more.
    pub next: Option<CompanyId>,
    /// What there is to choose, each facet counted as if nothing were chosen in it.
    pub facets: FacetCounts,
    /// Names of the staff that the facets speak of.
    pub staff: HashMap<AccountId, String>,
}

/// Companies that are meant by a filter or one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// These.
    These(Vec<CompanyId>),
    /// Everything that fits.
    Fitting(Box<Criteria>),
}

/// The criteria with the words for municipalities put into codes.
async fn with_codes<S: Scope>(app: &App, scope: &S, asked: &Criteria) -> Result<Criteria, Fault> {
    let mut criteria = asked.clone();
    if !asked.municipalities.is_empty() {
        let (own, beside) = around(app, scope).await?;
        let codes = asked.municipalities.iter().flat_map(|word| match word.as_str() {
            OWN => vec![own.clone()],
            NEIGHBOURS => beside.clone(),
            code => vec![code.to_owned()],
        });
        criteria.municipalities = codes.collect();
    }
    Ok(criteria)
}

/// The own municipality's code, and those beside it.
async fn around<S: Scope>(app: &App, scope: &S) -> Result<(String, Vec<String>), Fault> {
    let own = tenants::code(scope).await?;
    let known = MunicipalityCode::parse(&own).ok().and_then(|code| app.reference.municipalities.by_code(&code));
    let beside = known.map(|known| known.neighbours.iter().map(|code| code.as_str().to_owned()).collect()).unwrap_or_default();
    Ok((own, beside))
}

/// Every company that is meant, by name; ids that are not in the municipality's kartotek are left out.
///
/// The kartotek must have been brought forward before.
///
/// # Errors
/// The database cannot be reached.
pub(in crate::use_cases) async fn meant<S: Scope>(app: &App, scope: &S, chosen: &Chosen) -> Result<Vec<CompanyId>, Fault> {
    let today = app.clock.today();
    match chosen {
        Chosen::Fitting(criteria) => {
            let criteria = with_codes(app, scope, criteria).await?;
            Ok(app.kartoteks.read(scope.tenant(), |kartotek| kartotek.every(&criteria, today)))
        }
        Chosen::These(ids) => {
            let wanted = ids.iter().copied().collect();
            let known = app.kartoteks.read(scope.tenant(), |kartotek| kartotek.lines_of(&wanted, today));
            Ok(ids.iter().copied().filter(|id| known.contains_key(id)).collect())
        }
    }
}

impl Question for ListCompanies {
    const NAME: &'static str = "company.list";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = CompanyList;

    async fn prepare(&self, app: &App, tenant: TenantId) -> Result<(), Failure> {
        Ok(app.kartoteks.catch_up(app, tenant).await?)
    }

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<CompanyList, Failure> {
        if let Some(after) = self.after {
            companies::find(reader, after).await?.or_not_found()?;
        }
        let criteria = with_codes(app, reader, &self.criteria).await?;
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let page = Page { sort: self.sort, after: self.after, limit, with_facets: self.with_facets };
        let mut found = app.kartoteks.read(reader.tenant(), |kartotek| kartotek.find(&criteria, &page, app.clock.today()));
        let (own, beside) = around(app, reader).await?;
        if self.with_facets {
            add_groups(&mut found.facets, &own, &beside);
        }
        let staff = accounts::all(reader).await?.into_iter().map(|account| (account.id, account.display_name)).collect();
        let rows = rows(app, reader, &found.lines, (&own, &staff)).await?;
        let next = rows.last().map(|row: &CompanyRow| row.company.id).filter(|_| found.has_more);
        Ok(CompanyList { total: found.total as u64, rows, next, facets: found.facets, staff })
    }
}

/// Adds the own municipality and its neighbours as values of their own.
fn add_groups(facets: &mut FacetCounts, own: &str, beside: &[String]) {
    let count = |codes: &[String]| codes.iter().map(|code| facets.count(Facet::Municipality, code)).sum::<u64>();
    let (here, near) = (count(&[own.to_owned()]), count(beside));
    let lines = facets.0.entry(Facet::Municipality).or_default();
    for (word, count) in [(OWN, here), (NEIGHBOURS, near)].into_iter().filter(|(_, count)| *count > 0) {
        lines.insert(word.to_owned(), count);
    }
}

/// The companies of a page in its order, with their figures.
async fn rows(
    app: &App,
    reader: &Reader<'_>,
    lines: &[Line],
    (own, staff): (&str, &HashMap<AccountId, String>),
) -> Result<Vec<CompanyRow>, Fault> {
    let ids: Vec<CompanyId> = lines.iter().map(|line| line.id).collect();
    let mut by_id: HashMap<CompanyId, Company> =
        companies::some(reader, &ids).await?.into_iter().map(|company| (company.id, company)).collect();
    let row = |line: &Line| {
        let company = by_id.remove(&line.id)?;
        let title = company.branch.as_ref().and_then(|branch| app.reference.branches.title(&branch.code)).map(str::to_owned);
        Some(CompanyRow {
            branch_title: title,
            consultant: company.consultant.and_then(|id| staff.get(&id).cloned()),
            is_outside: company.address.municipality.as_deref().is_some_and(|code| code != own),
            slots: line.slots,
            seats: line.seats,
            free: line.free,
            company,
        })
    };
    Ok(lines.iter().filter_map(row).collect())
}

/// Some companies as rows of a list, in their order; the kartotek must have been brought forward before.
pub(super) async fn rows_of(app: &App, reader: &Reader<'_>, ids: &[CompanyId]) -> Result<Vec<CompanyRow>, Fault> {
    let wanted = ids.iter().copied().collect();
    let mut known = app.kartoteks.read(reader.tenant(), |kartotek| kartotek.lines_of(&wanted, app.clock.today()));
    let lines: Vec<Line> = ids.iter().filter_map(|id| known.remove(id)).collect();
    let (own, _) = around(app, reader).await?;
    let staff = accounts::all(reader).await?.into_iter().map(|account| (account.id, account.display_name)).collect();
    rows(app, reader, &lines, (&own, &staff)).await
}
