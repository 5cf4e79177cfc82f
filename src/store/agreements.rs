//! Agreements with companies.

use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder};

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
