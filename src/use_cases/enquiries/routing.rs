//! Who answers an enquiry: the company's own consultant, else whom the first rule that fits names, else the team leaders.

use std::collections::HashMap;

use crate::{
    domain::{
        company::Company,
        enquiry::{Enquiry, Offer, RoutingTarget},
        ids::{AccountId, TeamId},
        permission::Right,
    },
    store::{
        accounts::{self, Account},
        routing_rules,
        scope::Scope,
    },
    use_cases::{app::App, failure::Failure},
};

/// Most people who are written to about one enquiry.
const MOST_TOLD: usize = 10;

/// To whom an enquiry goes; to the team leaders where both are none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Routed {
    /// To a person.
    pub account: Option<AccountId>,
    /// To a team.
    pub team: Option<TeamId>,
}

/// Finds whoever answers an offer.
///
/// # Errors
/// The database cannot be reached.
pub async fn route<S: Scope>(scope: &S, offer: &Offer, company: Option<&Company>) -> Result<Routed, Failure> {
    let staff: HashMap<AccountId, Account> = living(scope).await?.into_iter().map(|account| (account.id, account)).collect();
    let own = company
        .and_then(|company| [company.consultant, company.relation.substitute].into_iter().flatten().find(|id| staff.contains_key(id)));
    if own.is_some() {
        return Ok(Routed { account: own, team: None });
    }
    let teams = accounts::teams(scope).await?;
    let branch = company.and_then(|company| company.branch.as_ref()).map(|branch| branch.code.as_str());
    // A rule for somebody who has left, or for a team that is no more, is passed over.
    let to = |target: RoutingTarget| match target {
        RoutingTarget::Account(id) => staff.contains_key(&id).then_some(Routed { account: Some(id), team: None }),
        RoutingTarget::Team(id) => {
            teams.iter().any(|team| team.id == id && team.active).then_some(Routed { account: None, team: Some(id) })
        }
    };
    let fitting = routing_rules::all(scope).await?.into_iter().filter(|rule| rule.fits(offer, branch));
    Ok(fitting.into_iter().find_map(|rule| to(rule.to)).unwrap_or_default())
}

async fn living<S: Scope>(scope: &S) -> Result<Vec<Account>, Failure> {
    Ok(accounts::all(scope).await?.into_iter().filter(|account| account.disabled_at.is_none()).collect())
}

/// Who is written to when an enquiry comes: the person, the team, or the team leaders.
///
/// # Errors
/// The database cannot be reached.
pub async fn told<S: Scope>(app: &App, scope: &S, enquiry: &Enquiry) -> Result<Vec<AccountId>, Failure> {
    if let Some(account) = enquiry.assigned_to {
        return Ok(vec![account]);
    }
    let leads = |account: &Account| {
        let rights = app.roles.rights_of(account.roles.iter().map(String::as_str));
        rights.contains(&Right::LogContact) && rights.contains(&Right::SeeLeadership)
    };
    let staff: Vec<Account> = living(scope).await?.into_iter().filter(|account| account.email.is_some()).collect();
    let mut told: Vec<AccountId> =
        staff.iter().filter(|one| enquiry.team.is_some() && one.team == enquiry.team).map(|one| one.id).collect();
    if told.is_empty() {
        told = staff.iter().filter(|account| leads(account)).map(|account| account.id).collect();
    }
    told.truncate(MOST_TOLD);
    Ok(told)
}
