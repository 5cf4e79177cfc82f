//! One field for everything by which a colleague may know a company: its own name and number, a workplace's, a contact's.

use super::{CompanyList, list::rows_of};
use crate::{
    domain::{
        company::Company,
        ids::{CompanyId, TenantId},
        names::name_key,
        permission::Right,
    },
    store::{companies, company_keys, scope::Reader},
    use_cases::{app::App, failure::Failure, intention::Question},
};

/// Companies by name, CVR or P-number, name of a workplace or contact, or telephone number.
#[derive(Clone, Debug, Default)]
pub struct SeekCompanies {
    /// What was typed.
    pub typed: String,
    /// At most so many.
    pub limit: u64,
}

impl Question for SeekCompanies {
    const NAME: &'static str = "company.seek";
    const RIGHT: Right = Right::SeeCompanies;
    type Answer = CompanyList;

    async fn prepare(&self, app: &App, tenant: TenantId) -> Result<(), Failure> {
        Ok(app.kartoteks.catch_up(app, tenant).await?)
    }

    async fn answer(&self, app: &App, reader: &Reader<'_>) -> Result<CompanyList, Failure> {
        let ids = company_keys::found(reader, &self.typed).await?;
        let found = leading(reader, companies::some(reader, &ids).await?).await?;
        let total = found.len() as u64;
        let mut found = self.best_first(found);
        found.truncate(usize::try_from(self.limit).unwrap_or(usize::MAX));
        let ids: Vec<CompanyId> = found.iter().map(|company| company.id).collect();
        Ok(CompanyList { total, rows: rows_of(app, reader, &ids).await?, ..CompanyList::default() })
    }
}

impl SeekCompanies {
    /// Those whose name begins so, then those that have it in their name, then those with such a workplace or contact.
    fn best_first(&self, mut found: Vec<Company>) -> Vec<Company> {
        let key = name_key(&self.typed);
        found.sort_by_cached_key(|company| {
            let name = name_key(&company.name);
            (!name.starts_with(&key), !name.contains(&key), name, company.id)
        });
        found
    }
}

/// A company that turned out to be another is found as that one, each once.
async fn leading(reader: &Reader<'_>, found: Vec<Company>) -> Result<Vec<Company>, Failure> {
    let (merged, mut standing): (Vec<Company>, Vec<Company>) = found.into_iter().partition(|one| one.relation.merged_into.is_some());
    let is_there = |id: &CompanyId| standing.iter().any(|one| one.id == *id);
    let missing: Vec<CompanyId> = merged.iter().filter_map(|one| one.relation.merged_into).filter(|id| !is_there(id)).collect();
    let targets = companies::some(reader, &missing).await?;
    standing.extend(targets.into_iter().filter(|one| one.relation.merged_into.is_none()));
    Ok(standing)
}
