//! Agreements with companies.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::{
    error::fault,
    saving,
    scope::Scope,
    work::{Subject, Work},
};
use crate::{
    base::fault::Fault,
    domain::{
        company::{Agreement, AgreementKind, AgreementState},
        ids::{AccountId, AgreementId, CompanyId},
    },
};

impl From<entity::agreement::Model> for Agreement {
    fn from(row: entity::agreement::Model) -> Self {
        Self {
            id: AgreementId(row.id),
            company: CompanyId(row.company_id),
            number: row.number,
            kind: AgreementKind::parse(&row.kind).unwrap_or(AgreementKind::Enkeltpladser),
            state: AgreementState::parse(&row.state).unwrap_or(AgreementState::Draft),
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            responsible: row.responsible_id.map(AccountId),
            terms: row.terms,
            version: row.version,
        }
    }
}

/// One agreement.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: AgreementId) -> Result<Option<Agreement>, Fault> {
    let row = entity::agreement::Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    Ok(row.map(Agreement::from))
}

/// The agreements of a company, latest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_company<S: Scope>(scope: &S, company: CompanyId) -> Result<Vec<Agreement>, Fault> {
    let rows = entity::agreement::Entity::find()
        .filter(entity::agreement::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::agreement::COLUMN.company_id.eq(company.0))
        .order_by_desc(entity::agreement::Column::StartsOn)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(Agreement::from).collect())
}

/// The agreements of several companies at once.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_companies<S: Scope>(scope: &S, companies: &[CompanyId]) -> Result<Vec<Agreement>, Fault> {
    let rows = entity::agreement::Entity::find()
        .filter(entity::agreement::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::agreement::COLUMN.company_id.is_in(companies.iter().map(|id| id.0)))
        .order_by_asc(entity::agreement::Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(Agreement::from).collect())
}

/// Adds or changes an agreement; tells `false` when the number is taken.
///
/// # Errors
/// The database refuses.
pub async fn save(work: &mut Work<'_>, agreement: &Agreement, is_new: bool) -> Result<bool, Fault> {
    // Lists of companies tell who has an agreement in force.
    work.changed(Subject::new("company", agreement.company));
    let mut row = entity::agreement::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(agreement.id.0),
        company_id: Set(agreement.company.0),
        number: Set(agreement.number.clone()),
        kind: Set(agreement.kind.to_string()),
        state: Set(agreement.state.to_string()),
        starts_on: Set(agreement.starts_on),
        ends_on: Set(agreement.ends_on),
        responsible_id: Set(agreement.responsible.map(|id| id.0)),
        terms: Set(agreement.terms.clone()),
        version: Set(agreement.version + i32::from(!is_new)),
        updated_at: Set(work.at()),
        ..Default::default()
    };
    if is_new {
        row.created_at = Set(work.at());
        return saving::insert(work, row).await;
    }
    saving::update(work, row, entity::agreement::COLUMN.version.eq(agreement.version)).await
}

/// Those of some companies that have an agreement in a state which began on a day or later.
///
/// # Errors
/// The database cannot be reached.
pub async fn active_since<S: Scope>(
    scope: &S,
    companies: &[CompanyId],
    since: chrono::NaiveDate,
    state: AgreementState,
) -> Result<std::collections::HashSet<CompanyId>, Fault> {
    use entity::agreement::COLUMN;
    let rows = entity::agreement::Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.company_id.is_in(companies.iter().map(|id| id.0)))
        .filter(COLUMN.state.eq(state.as_str()))
        .filter(COLUMN.starts_on.gte(since))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(|row| CompanyId(row.company_id)).collect())
}

/// Which agreements a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// In this part of their life.
    pub life: Option<Life>,
    /// Of this kind.
    pub kind: Option<AgreementKind>,
    /// Of this responsible consultant.
    pub responsible: Option<AccountId>,
    /// Of this company.
    pub company: Option<CompanyId>,
}

/// A part of an agreement's life, as a list asks for it on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// Not agreed yet.
    Draft,
    /// Agreed and not over on the day.
    Living(NaiveDate),
    /// In force on the day, and over by the second one at the latest.
    Ending(NaiveDate, NaiveDate),
    /// Over on the day.
    Over(NaiveDate),
}

fn filtered<S: Scope>(scope: &S, filter: &Filter) -> Select<entity::agreement::Entity> {
    use entity::agreement::COLUMN;
    let mut query = entity::agreement::Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0));
    let active = || COLUMN.state.eq(AgreementState::Active.as_str());
    query = match filter.life {
        None => query,
        Some(Life::Draft) => query.filter(COLUMN.state.eq(AgreementState::Draft.as_str())),
        Some(Life::Living(day)) => query.filter(active()).filter(COLUMN.ends_on.is_null().or(COLUMN.ends_on.gte(day))),
        Some(Life::Ending(day, last)) => query.filter(active()).filter(COLUMN.ends_on.gte(day)).filter(COLUMN.ends_on.lte(last)),
        Some(Life::Over(day)) => query.filter(COLUMN.state.eq(AgreementState::Ended.as_str()).or(active().and(COLUMN.ends_on.lt(day)))),
    };
    if let Some(kind) = filter.kind {
        query = query.filter(COLUMN.kind.eq(kind.as_str()));
    }
    if let Some(responsible) = filter.responsible {
        query = query.filter(COLUMN.responsible_id.eq(responsible.0));
    }
    if let Some(company) = filter.company {
        query = query.filter(COLUMN.company_id.eq(company.0));
    }
    query
}

/// A page of agreements, those that end first before the others; `skip` of them are passed over.
///
/// # Errors
/// The database cannot be reached.
pub async fn page<S: Scope>(scope: &S, filter: &Filter, skip: u64, limit: u64) -> Result<Vec<Agreement>, Fault> {
    use entity::agreement::{COLUMN, Column};
    let rows = filtered(scope, filter)
        .order_by(COLUMN.ends_on.is_null(), Order::Asc)
        .order_by_asc(Column::EndsOn)
        .order_by_asc(Column::Id)
        .offset(skip)
        .limit(limit)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(Agreement::from).collect())
}

/// How many agreements a filter has.
///
/// # Errors
/// The database cannot be reached.
pub async fn count<S: Scope>(scope: &S, filter: &Filter) -> Result<u64, Fault> {
    filtered(scope, filter).count(&scope.db()).await.map_err(fault)
}
