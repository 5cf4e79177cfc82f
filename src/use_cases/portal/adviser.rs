//! Whom a company can ring: there is always a name and a number.

use crate::{
    domain::{
        company::Company,
        ids::{AccountId, CompanyId, WorkplaceId},
    },
    store::{
        accounts::{self, Account},
        placements::{self, Filter},
        scope::Scope,
        workplaces,
    },
    use_cases::{app::App, failure::Failure},
};

/// Whom a company can ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdviserFound {
    /// The member of staff; none where it is the municipality's unit.
    pub account: Option<AccountId>,
    /// Name.
    pub name: String,
    /// Telephone number as it is read.
    pub phone: String,
}

/// The company's own consultant, else the substitute, else whoever asked it last, else the municipality's unit.
///
/// # Errors
/// The database cannot be reached.
pub async fn adviser_of<S: Scope>(app: &App, scope: &S, company: &Company, only: Option<WorkplaceId>) -> Result<AdviserFound, Failure> {
    for account in [company.consultant, company.relation.substitute].into_iter().flatten() {
        if let Some(found) = person(app, scope, account).await? {
            return Ok(found);
        }
    }
    let asker = match latest_asker(scope, company.id, only).await? {
        Some(account) => person(app, scope, account).await?,
        None => None,
    };
    let unit = &app.settings.municipality;
    Ok(asker.unwrap_or_else(|| AdviserFound { account: None, name: unit.unit_name.clone(), phone: unit.phone.clone() }))
}

/// Somebody who can sign in; a person without a number is reached by the municipality's.
async fn person<S: Scope>(app: &App, scope: &S, account: AccountId) -> Result<Option<AdviserFound>, Failure> {
    let found = accounts::find(scope, account).await?.filter(|account| account.disabled_at.is_none());
    let number = |account: &Account| account.phone.clone().unwrap_or_else(|| app.settings.municipality.phone.clone());
    Ok(found.map(|account| AdviserFound { account: Some(account.id), phone: number(&account), name: account.display_name }))
}

/// Whoever sent the company its latest proposal.
async fn latest_asker<S: Scope>(scope: &S, company: CompanyId, only: Option<WorkplaceId>) -> Result<Option<AccountId>, Failure> {
    let own = workplaces::of_company(scope, company).await?.into_iter().map(|place| place.id);
    let own = own.filter(|id| only.is_none_or(|only| only == *id)).collect();
    let filter = Filter { workplaces: Some(own), reached_company: true, ..Filter::default() };
    let latest = placements::list(scope, &filter, None, 1).await?.pop();
    Ok(latest.and_then(|record| record.placement.confirmed_by))
}
