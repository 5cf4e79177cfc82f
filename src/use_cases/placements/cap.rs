//! How many proposals a company has had this month, and how many it takes: a company is not worn out.

use chrono::{Datelike, Months, NaiveDate, NaiveTime};

use crate::{
    base::clock::{day_of, moment_at},
    domain::{company::Company, refusal::Refusal},
    store::{companies, placements, scope::Scope, workplaces},
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
    },
};

use super::case::Case;

/// The proposals of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthlyCap {
    /// Sent so far.
    pub used: u32,
    /// Sent at most.
    pub cap: u32,
    /// The first day of the next month, from which they are counted anew.
    pub anew_on: NaiveDate,
}

/// The proposals of a company in the month of Denmark that it is now.
pub(super) async fn of<S: Scope>(app: &App, scope: &S, company: &Company) -> Result<MonthlyCap, Failure> {
    let today = day_of(scope.at());
    let first = today.with_day(1).unwrap_or(today);
    let places = workplaces::ids_of_companies(scope, &[company.id]).await?;
    let used = placements::sent_since(scope, &places, moment_at(first, NaiveTime::MIN)).await?;
    Ok(MonthlyCap {
        used: u32::try_from(used).unwrap_or(u32::MAX),
        cap: company.relation.proposal_cap.unwrap_or(app.settings.proposals.monthly_cap),
        anew_on: first.checked_add_months(Months::new(1)).unwrap_or(first),
    })
}

/// Refuses one more proposal to a company that has had all of a month.
///
/// Two workplaces of one company can be asked in the same moment and come to one more: nobody is promised anything by it.
pub(super) async fn must_have_room<S: Scope>(app: &App, scope: &S, case: &Case) -> Result<(), Failure> {
    let company = companies::find(scope, case.slot.company).await?.or_not_found()?;
    let MonthlyCap { used, cap, anew_on } = of(app, scope, &company).await?;
    if used < cap { Ok(()) } else { Err(Refusal::CapReached { used, cap, anew_on }.into()) }
}
