//! Who of the staff sees to a company: its consultant, or the substitute where the consultant has left.

use std::collections::{HashMap, HashSet};

use crate::{
    base::fault::Fault,
    domain::{
        company::Company,
        ids::{AccountId, CompanyId},
    },
    store::{accounts, scope::Scope},
};

/// The company's consultant, else the substitute, whoever can still sign in.
pub(super) async fn in_charge<S: Scope>(scope: &S, company: &Company) -> Result<Option<AccountId>, Fault> {
    Ok(all_in_charge(scope, std::slice::from_ref(company)).await?.remove(&company.id))
}

/// The same of several companies, in one query; a company that nobody sees to is left out.
pub(super) async fn all_in_charge<S: Scope>(scope: &S, companies: &[Company]) -> Result<HashMap<CompanyId, AccountId>, Fault> {
    let ids: HashSet<AccountId> = companies.iter().flat_map(seers).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let all = accounts::some(scope, &Vec::from_iter(ids)).await?;
    let there: HashSet<AccountId> = all.into_iter().filter(|account| account.disabled_at.is_none()).map(|account| account.id).collect();
    let of = |company: &Company| Some((company.id, seers(company).find(|id| there.contains(id))?));
    Ok(companies.iter().filter_map(of).collect())
}

fn seers(company: &Company) -> impl Iterator<Item = AccountId> + use<> {
    [company.consultant, company.relation.substitute].into_iter().flatten()
}
