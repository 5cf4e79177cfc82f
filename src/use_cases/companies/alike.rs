//! Entries that may be one company: seen when one is typed, and listed for somebody to look through.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    base::fault::Fault,
    domain::{
        company::Company,
        ids::CompanyId,
        likeness::{self, Key, KeyKind},
        permission::Right,
    },
    store::{
        companies, company_keys,
        scope::{Reader, Scope},
    },
    use_cases::{
        app::App,
        companies::{TypedCompany, typed::telling_of},
        failure::Failure,
        intention::Question,
    },
};

/// Companies that are compared closely with a typed one.
const COMPARED: u64 = 60;
/// Companies that a warning names.
const NAMED: usize = 5;

/// A company that may be the same, and why.
#[derive(Clone, Debug)]
pub struct Alike {
    /// The company.
    pub company: Company,
    /// Name, phone, mail domain or web site.
    pub because: Vec<KeyKind>,
}

/// Companies that resemble one with these keys and this name.
///
/// # Errors
/// The database cannot be reached.
pub async fn resembling<S: Scope>(scope: &S, keys: &[Key], name: &str, own: Option<CompanyId>) -> Result<Vec<Alike>, Fault> {
    let mut because: BTreeMap<CompanyId, BTreeSet<KeyKind>> = BTreeMap::new();
    for (company, kind) in company_keys::sharing(scope, keys, COMPARED).await? {
        because.entry(company).or_default().insert(kind);
    }
    let ids: Vec<CompanyId> = because.keys().copied().filter(|id| Some(*id) != own).collect();
    let found = companies::some(scope, &ids).await?;
    let alike = |company: Company| {
        let mut kinds = because.remove(&company.id)?;
        // The first letters only say who is compared closely.
        if kinds.remove(&KeyKind::Block) && likeness::alike(&company.name, name) {
            kinds.insert(KeyKind::Name);
        }
        (!kinds.is_empty() && company.relation.merged_into.is_none()).then(|| Alike { company, because: kinds.into_iter().collect() })
    };
    let mut alike: Vec<Alike> = found.into_iter().filter_map(alike).collect();
    alike.sort_by_key(|one| (std::cmp::Reverse(one.because.len()), one.company.name.clone()));
    alike.truncate(NAMED);
    Ok(alike)
}

/// Companies that resemble what is typed into the form of a new one.
pub struct CompaniesAlike {
    /// The form.
    pub typed: TypedCompany,
}

impl Question for CompaniesAlike {
    const NAME: &'static str = "company.alike";
    const RIGHT: Right = Right::ChangeCompanies;
    type Answer = Vec<Alike>;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<Vec<Alike>, Failure> {
        let Some(keys) = telling_of(&self.typed) else { return Ok(Vec::new()) };
        Ok(resembling(reader, &keys, &self.typed.name, None).await?)
    }
}

/// Companies that share a name in one postcode, a phone, a mail domain or a web site.
#[derive(Clone, Debug)]
pub struct LikelySame {
    /// What they share.
    pub key: Key,
    /// The companies, by name.
    pub companies: Vec<Company>,
}

/// A page of the list.
#[derive(Clone, Debug, Default)]
pub struct LikelyList {
    /// Groups of two to five.
    pub groups: Vec<LikelySame>,
    /// Where the next page begins.
    pub next: Option<Key>,
}

/// Lists companies that may be one.
pub struct ListLikelySame {
    /// Only what comes after this.
    pub after: Option<Key>,
    /// At most so many groups.
    pub limit: u64,
}

impl Question for ListLikelySame {
    const NAME: &'static str = "company.likely_same";
    const RIGHT: Right = Right::ChangeCompanies;
    type Answer = LikelyList;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<LikelyList, Failure> {
        let mut keys = company_keys::shared(reader, self.after.as_ref(), self.limit + 1).await?;
        let has_more = keys.len() as u64 > self.limit;
        keys.truncate(usize::try_from(self.limit).unwrap_or(usize::MAX));
        let next = keys.last().cloned().filter(|_| has_more);
        let pairs = company_keys::companies_of(reader, &keys).await?;
        let ids: Vec<CompanyId> = pairs.iter().map(|(_, id)| *id).collect();
        let found = companies::some(reader, &ids).await?;
        let group = |key: Key| {
            let is_in = |company: &&Company| pairs.iter().any(|(other, id)| *other == key && *id == company.id);
            let mut companies: Vec<Company> = found.iter().filter(is_in).cloned().collect();
            companies.sort_by(|one, other| one.name.cmp(&other.name));
            LikelySame { key, companies }
        };
        let groups = keys.into_iter().map(group).filter(|group| group.companies.len() > 1).collect();
        Ok(LikelyList { groups, next })
    }
}
