//! Lists of companies by how things stand with them.

use std::collections::HashMap;

use chrono::{Months, NaiveDate};

use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{
        company::Company,
        ids::{AccountId, CompanyId},
        permission::Right,
    },
    store::{
        accounts, companies,
        relations::{self, Filter, Standing},
        scope::{Reader, Scope},
    },
    use_cases::{
        app::App,
        companies::StaffName,
        failure::{Failure, OrNotFound},
        intention::Question,
    },
};

/// Which list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Cooperation or contact once, and none for months.
    #[default]
    Dormant,
    /// Nobody has ever been in contact.
    NeverContacted,
    /// Partners without an owner.
    Ownerless,
}

/// What narrows a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelationFilter {
    /// The beginning of the branch code.
    pub branch: String,
    /// At least so many employees.
    pub employees: Option<i32>,
    /// Code of the municipality in which they lie.
    pub municipality: String,
    /// Of this consultant.
    pub consultant: Option<AccountId>,
}

/// Asks for a list.
#[derive(Clone, Debug, Default)]
pub struct ListRelations {
    /// Which.
    pub which: Which,
    /// What narrows it.
    pub filter: RelationFilter,
    /// Only those after this one.
    pub after: Option<CompanyId>,
    /// At most so many.
    pub limit: u64,
}

/// A company of the list.
#[derive(Clone, Debug)]
pub struct RelationRow {
    /// The company.
    pub company: Company,
    /// Its consultant, also one who has left.
    pub owner: Option<StaffName>,
    /// Title of its branch.
    pub branch: Option<String>,
}

/// A page of the list.
#[derive(Clone, Debug, Default)]
pub struct RelationList {
    /// These of them.
    pub rows: Vec<RelationRow>,
    /// How many there are.
    pub total: u64,
    /// The last one shown, when there are more.
    pub next: Option<CompanyId>,
    /// All colleagues, by name.
    pub staff: Vec<StaffName>,
}

/// The day since which nobody was in contact with a dormant company.
#[must_use]
pub fn dormant_since(app: &App, today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(Months::new(app.settings.relations.dormant_months)).unwrap_or(today)
}

/// All colleagues, by name.
pub(in crate::use_cases) async fn staff<S: Scope>(scope: &S) -> Result<Vec<StaffName>, Fault> {
    let name = |one: accounts::Account| StaffName { id: one.id, name: one.display_name, active: one.disabled_at.is_none() };
    Ok(accounts::all(scope).await?.into_iter().map(name).collect())
}

impl ListRelations {
    fn store_filter(&self, app: &App, today: NaiveDate, staff: &[StaffName]) -> Filter {
        let standing = match self.which {
            Which::Dormant => Standing::Dormant(dormant_since(app, today)),
            Which::NeverContacted => Standing::NeverContacted,
            Which::Ownerless => Standing::Ownerless(staff.iter().filter(|one| !one.active).map(|one| one.id).collect()),
        };
        let RelationFilter { branch, employees, municipality, consultant } = self.filter.clone();
        Filter { standing, branch, employees, municipality, consultant }
    }
}

impl Question for ListRelations {
    const NAME: &'static str = "relation.list";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = RelationList;

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<RelationList, Failure> {
        let staff = staff(reader).await?;
        let filter = self.store_filter(app, day_of(reader.at()), &staff);
        let after = match self.after {
            Some(id) => Some(companies::find(reader, id).await?.or_not_found()?),
            None => None,
        };
        let mut found = relations::list(reader, &filter, after.as_ref(), self.limit + 1).await?;
        let has_more = found.len() as u64 > self.limit;
        found.truncate(usize::try_from(self.limit).unwrap_or(usize::MAX));
        let next = found.last().map(|company| company.id).filter(|_| has_more);
        let by_id: HashMap<AccountId, &StaffName> = staff.iter().map(|one| (one.id, one)).collect();
        let row = |company: Company| RelationRow {
            owner: company.consultant.and_then(|id| by_id.get(&id).map(|one| (*one).clone())),
            branch: company.branch.as_ref().and_then(|branch| app.reference.branches.title(&branch.code)).map(str::to_owned),
            company,
        };
        let rows = found.into_iter().map(row).collect();
        Ok(RelationList { rows, total: relations::count(reader, &filter).await?, next, staff })
    }
}
