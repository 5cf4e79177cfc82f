//! Figures about companies that are counted and not stored: what speaks for a step of the ladder, and who takes one trial after the other.

use std::collections::HashMap;

use chrono::{Months, NaiveDate};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use uuid::Uuid;

use super::{companies, error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{
        company::{AgreementState, Company},
        ids::{CompanyId, WorkplaceId},
        ladder::{ProposedStep, Standing, counts_from},
        placement::StateName,
        radar::Turnover,
        reasons::EndOutcome,
        terms::PlacementForm,
    },
};

/// States of placements that were agreed, and not taken back before they began.
const AGREED: [StateName; 4] = [StateName::Agreed, StateName::Running, StateName::Completed, StateName::Interrupted];
/// States of placements that began.
const BEGUN: [StateName; 3] = [StateName::Running, StateName::Completed, StateName::Interrupted];
/// Months that are looked at for silence and turnover.
const YEAR: u32 = 12;

/// Companies in the order of their ids with what speaks for a step, after one of them, at most `limit`: four queries.
///
/// # Errors
/// The database cannot be reached.
pub async fn standings<S: Scope>(scope: &S, after: Option<CompanyId>, limit: u64) -> Result<Vec<(Company, Standing)>, Fault> {
    let found = companies::page_with_age(scope, after, limit).await?;
    let ids: Vec<CompanyId> = found.iter().map(|(company, _)| company.id).collect();
    let today = day_of(scope.at());
    let agreements = agreements_in_force(scope, &ids, today).await?;
    let mut placed = placed(scope, &ids, today).await?;
    let standing = |(company, made): (Company, NaiveDate)| {
        let Placed { count, latest, until } = placed.remove(&company.id).unwrap_or_default();
        let standing = Standing {
            step: company.ladder,
            agreement_since: agreements.get(&company.id).copied(),
            placements: count,
            placed_on: latest,
            placed_until: until,
            contact_on: company.relation.last_contact_on,
            known_since: made,
        };
        (company, standing)
    };
    Ok(found.into_iter().map(standing).collect())
}

async fn agreements_in_force<S: Scope>(
    scope: &S,
    companies: &[CompanyId],
    today: NaiveDate,
) -> Result<HashMap<CompanyId, NaiveDate>, Fault> {
    use entity::agreement::{COLUMN, Column, Entity};
    let rows: Vec<(Uuid, NaiveDate)> = Entity::find()
        .select_only()
        .column(Column::CompanyId)
        .column(Column::StartsOn)
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.company_id.is_in(companies.iter().map(|id| id.0)))
        .filter(COLUMN.state.eq(AgreementState::Active.as_str()))
        .filter(COLUMN.starts_on.lte(today))
        .filter(sea_orm::Condition::any().add(COLUMN.ends_on.is_null()).add(COLUMN.ends_on.gte(today)))
        .order_by_asc(Column::StartsOn)
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(|(company, from)| (CompanyId(company), from)).collect())
}

#[derive(Default)]
struct Placed {
    count: u32,
    latest: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

async fn placed<S: Scope>(scope: &S, companies: &[CompanyId], today: NaiveDate) -> Result<HashMap<CompanyId, Placed>, Fault> {
    use entity::placement::{COLUMN, Column, Entity};
    let places = companies_of_workplaces(scope, companies).await?;
    let year_ago = today.checked_sub_months(Months::new(YEAR)).unwrap_or(today);
    let rows: Vec<(Uuid, NaiveDate, NaiveDate)> = Entity::find()
        .select_only()
        .column(Column::WorkplaceId)
        .column(Column::StartsOn)
        .column(Column::EndsOn)
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.workplace_id.is_in(places.keys().copied()))
        .filter(COLUMN.state.is_in(AGREED.map(StateName::as_str)))
        .filter(COLUMN.ends_on.gte(year_ago))
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    let from = counts_from(today);
    let mut all: HashMap<CompanyId, Placed> = HashMap::new();
    for (place, starts_on, ends_on) in rows {
        let Some(company) = places.get(&place) else { continue };
        let placed = all.entry(*company).or_default();
        placed.until = placed.until.max(Some(ends_on));
        if starts_on >= from {
            placed.count += 1;
            placed.latest = placed.latest.max(Some(starts_on));
        }
    }
    Ok(all)
}

async fn companies_of_workplaces<S: Scope>(scope: &S, companies: &[CompanyId]) -> Result<HashMap<Uuid, CompanyId>, Fault> {
    use entity::workplace::{COLUMN, Column, Entity};
    let rows: Vec<(Uuid, Uuid)> = Entity::find()
        .select_only()
        .column(Column::Id)
        .column(Column::CompanyId)
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.company_id.is_in(companies.iter().map(|id| id.0)))
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(|(place, company)| (place, CompanyId(company))).collect())
}

/// Writes what the nightly look proposes; the company's version stays, since no form shows it as its own.
///
/// # Errors
/// The database refuses.
pub async fn propose_step(work: &Work<'_>, company: CompanyId, proposal: Option<&ProposedStep>) -> Result<(), Fault> {
    use entity::company::{COLUMN, Column, Entity};
    Entity::update_many()
        .col_expr(Column::ProposedStep, Expr::value(proposal.map(|one| one.step.to_string())))
        .col_expr(Column::ProposedBecause, Expr::value(proposal.map(|one| serde_json::json!(one))))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.id.eq(company.0))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// What began at some workplaces within twelve months, and what is known to have led to a job there; one query.
///
/// # Errors
/// The database cannot be reached.
pub async fn turnover<S: Scope>(scope: &S, workplaces: &[WorkplaceId]) -> Result<HashMap<WorkplaceId, Turnover>, Fault> {
    use entity::placement::{COLUMN, Column, Entity};
    if workplaces.is_empty() {
        return Ok(HashMap::new());
    }
    let today = day_of(scope.at());
    let year_ago = today.checked_sub_months(Months::new(YEAR)).unwrap_or(today);
    let forms = [PlacementForm::Virksomhedspraktik, PlacementForm::Loentilskud].map(PlacementForm::as_str);
    let rows: Vec<(Uuid, String, Option<String>, i64)> = Entity::find()
        .select_only()
        .column(Column::WorkplaceId)
        .column(Column::Form)
        .column(Column::EndCode)
        .column_as(COLUMN.id.count(), "placements")
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.workplace_id.is_in(workplaces.iter().map(|id| id.0)))
        .filter(COLUMN.form.is_in(forms))
        .filter(COLUMN.state.is_in(BEGUN.map(StateName::as_str)))
        .filter(COLUMN.starts_on.gt(year_ago))
        .filter(COLUMN.starts_on.lte(today))
        .group_by(Column::WorkplaceId)
        .group_by(Column::Form)
        .group_by(Column::EndCode)
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    let mut all: HashMap<WorkplaceId, Turnover> = HashMap::new();
    for (place, form, end, count) in rows {
        let turnover = all.entry(WorkplaceId(place)).or_default();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let is_praktik = form == PlacementForm::Virksomhedspraktik.as_str();
        *(if is_praktik { &mut turnover.praktik } else { &mut turnover.loentilskud }) += count;
        if end.as_deref() == Some(EndOutcome::JobHere.as_str()) {
            turnover.hires += count;
        }
    }
    Ok(all)
}
