//! Workplaces of companies; the row that is locked before seats are given.

use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    columns, company_keys,
    error::fault,
    saving,
    scope::Scope,
    work::{Subject, Work},
};
use crate::{
    base::fault::Fault,
    domain::{
        company::Workplace,
        ids::{CompanyId, WorkplaceId},
        numbers::PNumber,
        terms::{FigureSource, Sector},
    },
};

fn thing(row: entity::workplace::Model) -> Result<Workplace, Fault> {
    let p_number = PNumber::parse(&row.p_number).map_err(|error| Fault::new("a stored P-number cannot be read", error))?;
    Ok(Workplace {
        id: WorkplaceId(row.id),
        company: CompanyId(row.company_id),
        p_number,
        name: row.name,
        sector: Sector::parse(&row.sector).unwrap_or(Sector::Privat),
        address: columns::address(row.street, row.postcode, row.town, row.municipality_code),
        branch: columns::branch(row.branch_version, row.branch_code),
        point: columns::point(row.lat, row.lon),
        employees_total: row.employees_total,
        ordinary: row.ordinary_count.map(|count| (count, row.ordinary_as_of)),
        others: row.others_count.map(|count| (count, row.others_as_of)),
        others_source: row.others_source.as_deref().and_then(FigureSource::parse),
        closed_on: row.closed_on,
        version: row.version,
    })
}

/// One workplace.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: WorkplaceId) -> Result<Option<Workplace>, Fault> {
    let row = entity::workplace::Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    row.map(thing).transpose()
}

/// One workplace, locked until the transaction ends: whoever writes claims holds this first.
///
/// SQLite needs no row lock, since `BEGIN IMMEDIATE` lets one writer in.
///
/// # Errors
/// The database cannot be reached.
pub async fn lock(work: &Work<'_>, id: WorkplaceId) -> Result<Option<Workplace>, Fault> {
    let query = entity::workplace::Entity::find_by_id((work.tenant().0, id.0)).lock_exclusive();
    query.one(&work.db()).await.map_err(fault)?.map(thing).transpose()
}

/// One workplace by its P-number.
///
/// # Errors
/// The database cannot be reached.
pub async fn by_p_number<S: Scope>(scope: &S, p_number: &PNumber) -> Result<Option<Workplace>, Fault> {
    let row = entity::workplace::Entity::find()
        .filter(entity::workplace::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::workplace::COLUMN.p_number.eq(p_number.as_str()))
        .one(&scope.db())
        .await
        .map_err(fault)?;
    row.map(thing).transpose()
}

/// The workplaces with some P-numbers, in one query.
///
/// # Errors
/// The database cannot be reached.
pub async fn with_p_numbers<S: Scope>(scope: &S, p_numbers: &[PNumber]) -> Result<Vec<Workplace>, Fault> {
    if p_numbers.is_empty() {
        return Ok(Vec::new());
    }
    let rows = entity::workplace::Entity::find()
        .filter(entity::workplace::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::workplace::COLUMN.p_number.is_in(p_numbers.iter().map(PNumber::as_str)))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(thing).collect()
}

/// The workplaces of a company, by name.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_company<S: Scope>(scope: &S, company: CompanyId) -> Result<Vec<Workplace>, Fault> {
    of_companies(scope, &[company]).await
}

/// The workplaces of several companies at once, by name.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_companies<S: Scope>(scope: &S, companies: &[CompanyId]) -> Result<Vec<Workplace>, Fault> {
    let rows = entity::workplace::Entity::find()
        .filter(entity::workplace::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::workplace::COLUMN.company_id.is_in(companies.iter().map(|company| company.0)))
        .order_by_asc(entity::workplace::Column::Name)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(thing).collect()
}

/// The ids of the workplaces of some companies.
///
/// # Errors
/// The database cannot be reached.
pub async fn ids_of_companies<S: Scope>(scope: &S, companies: &[CompanyId]) -> Result<Vec<WorkplaceId>, Fault> {
    if companies.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<uuid::Uuid> = entity::workplace::Entity::find()
        .filter(entity::workplace::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::workplace::COLUMN.company_id.is_in(companies.iter().map(|id| id.0)))
        .select_only()
        .column(entity::workplace::Column::Id)
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(ids.into_iter().map(WorkplaceId).collect())
}

/// Several workplaces at once, in no order.
///
/// # Errors
/// The database cannot be reached.
pub async fn some<S: Scope>(scope: &S, ids: &[WorkplaceId]) -> Result<Vec<Workplace>, Fault> {
    let rows = entity::workplace::Entity::find()
        .filter(entity::workplace::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::workplace::COLUMN.id.is_in(ids.iter().map(|id| id.0)))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(thing).collect()
}

fn row(work: &Work<'_>, workplace: &Workplace) -> entity::workplace::ActiveModel {
    entity::workplace::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(workplace.id.0),
        company_id: Set(workplace.company.0),
        p_number: Set(workplace.p_number.to_string()),
        name: Set(workplace.name.clone()),
        sector: Set(workplace.sector.to_string()),
        street: Set(workplace.address.street.clone()),
        postcode: Set(workplace.address.postcode.clone()),
        town: Set(workplace.address.town.clone()),
        municipality_code: Set(workplace.address.municipality.clone()),
        branch_code: Set(workplace.branch.as_ref().map(|branch| branch.code.clone())),
        branch_version: Set(workplace.branch.as_ref().map(|branch| branch.version.clone())),
        lat: Set(workplace.point.map(|point| point.lat)),
        lon: Set(workplace.point.map(|point| point.lon)),
        employees_total: Set(workplace.employees_total),
        ordinary_count: Set(workplace.ordinary.map(|(count, _)| count)),
        ordinary_as_of: Set(workplace.ordinary.and_then(|(_, day)| day)),
        others_count: Set(workplace.others.map(|(count, _)| count)),
        others_as_of: Set(workplace.others.and_then(|(_, day)| day)),
        others_source: Set(workplace.others_source.map(|source| source.as_str().to_owned())),
        closed_on: Set(workplace.closed_on),
        version: Set(workplace.version),
        updated_at: Set(work.at()),
        ..Default::default()
    }
}

/// Adds a workplace; tells `false` when the P-number is there already.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &mut Work<'_>, workplace: &Workplace) -> Result<bool, Fault> {
    let mut row = row(work, workplace);
    row.created_at = Set(work.at());
    work.changed(Subject::new("workplace", workplace.id));
    let is_new = saving::insert(work, row).await?;
    if is_new {
        company_keys::put_workplace(work, workplace).await?;
    }
    Ok(is_new)
}

/// Changes a workplace and raises its version.
///
/// # Errors
/// Somebody changed it meanwhile (may pass), or the database refuses.
pub async fn update(work: &mut Work<'_>, workplace: &Workplace) -> Result<(), Fault> {
    let mut row = row(work, workplace);
    row.version = Set(workplace.version + 1);
    work.changed(Subject::new("workplace", workplace.id));
    saving::update_numbered(work, row, entity::workplace::COLUMN.version.eq(workplace.version)).await?;
    company_keys::put_workplace(work, workplace).await
}
