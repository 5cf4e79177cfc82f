//! Companies of the virksomhedskartotek.

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType},
};
use serde_json::json;

use super::{
    columns, company_keys,
    error::fault,
    saving,
    scope::Scope,
    work::{Subject, Work},
};
use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{
        company::Company,
        ids::{AccountId, CompanyId},
        names::name_key,
        numbers::CvrNumber,
        relation::Relation,
        terms::{FigureSource, LadderStep, Sector},
    },
};

fn thing(row: entity::company::Model) -> Result<Company, Fault> {
    let relation = relation(&row);
    let cvr = CvrNumber::parse(&row.cvr).map_err(|error| Fault::new("a stored CVR number cannot be read", error))?;
    Ok(Company {
        id: CompanyId(row.id),
        cvr,
        name: row.name,
        sector: Sector::parse(&row.sector).unwrap_or(Sector::Privat),
        address: columns::address(row.street, row.postcode, row.town, row.municipality_code),
        branch: columns::branch(row.branch_version, row.branch_code),
        employees: (row.employees_min, row.employees_max),
        employees_told: row.employees_source.as_deref().and_then(FigureSource::parse).zip(row.employees_as_of),
        monthly_ordinary: row.monthly_ordinary.and_then(|value| serde_json::from_value(value).ok()),
        phone: row.phone,
        email: row.email,
        website: row.website,
        advertising_protected: row.advertising_protected,
        ladder: LadderStep::parse(&row.ladder_step).unwrap_or(LadderStep::Passiv),
        consultant: row.consultant_id.map(AccountId),
        closed_on: row.closed_on,
        relation,
        version: row.version,
    })
}

fn relation(row: &entity::company::Model) -> Relation {
    Relation {
        substitute: row.substitute_id.map(AccountId),
        legal_form: row.legal_form.clone(),
        social_enterprise: row.social_enterprise,
        blocked: row.blocked.clone().and_then(|value| serde_json::from_value(value).ok()),
        paused_until: row.paused_until,
        proposal_cap: row.proposal_cap.map(i32::unsigned_abs),
        proposed_step: row.proposed_step.as_deref().and_then(LadderStep::parse),
        proposed_because: row.proposed_because.clone().and_then(|value| serde_json::from_value(value).ok()),
        dismissed_proposal: row.dismissed_proposal.clone(),
        retention_need: row.retention_need,
        municipal_own: row.municipal_own,
        last_contact_on: row.last_contact_on,
        merged_into: row.merged_into_id.map(CompanyId),
    }
}

/// One company.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: CompanyId) -> Result<Option<Company>, Fault> {
    let row = entity::company::Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    row.map(thing).transpose()
}

/// One company, locked until the transaction ends: whoever changes who speaks for it holds this first. Things that
/// refer to the company are written meanwhile.
///
/// # Errors
/// The database cannot be reached.
pub async fn lock(work: &Work<'_>, id: CompanyId) -> Result<Option<Company>, Fault> {
    let query = entity::company::Entity::find_by_id((work.tenant().0, id.0)).lock(LockType::NoKeyUpdate);
    query.one(&work.db()).await.map_err(fault)?.map(thing).transpose()
}

/// One company with everything that refers to it, locked until the transaction ends: nothing new is hung on it meanwhile.
///
/// # Errors
/// The database cannot be reached.
pub async fn lock_whole(work: &Work<'_>, id: CompanyId) -> Result<Option<Company>, Fault> {
    let query = entity::company::Entity::find_by_id((work.tenant().0, id.0)).lock_exclusive();
    query.one(&work.db()).await.map_err(fault)?.map(thing).transpose()
}

/// One company that has not turned out to be another.
///
/// # Errors
/// The database cannot be reached.
pub async fn standing<S: Scope>(scope: &S, id: CompanyId) -> Result<Option<Company>, Fault> {
    Ok(find(scope, id).await?.filter(|company| company.relation.merged_into.is_none()))
}

/// One company by its CVR number.
///
/// # Errors
/// The database cannot be reached.
pub async fn by_cvr<S: Scope>(scope: &S, cvr: &CvrNumber) -> Result<Option<Company>, Fault> {
    let row = entity::company::Entity::find()
        .filter(entity::company::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::company::COLUMN.cvr.eq(cvr.as_str()))
        .one(&scope.db())
        .await
        .map_err(fault)?;
    row.map(thing).transpose()
}

/// The company that a CVR number leads to today; one that turned out to be another leads there.
///
/// # Errors
/// The database cannot be reached.
pub async fn standing_by_cvr<S: Scope>(scope: &S, cvr: &CvrNumber) -> Result<Option<Company>, Fault> {
    let found = by_cvr(scope, cvr).await?;
    match found.as_ref().and_then(|company| company.relation.merged_into) {
        Some(id) => find(scope, id).await,
        None => Ok(found),
    }
}

/// Several companies at once, in no order.
///
/// # Errors
/// The database cannot be reached.
pub async fn some<S: Scope>(scope: &S, ids: &[CompanyId]) -> Result<Vec<Company>, Fault> {
    let rows = entity::company::Entity::find()
        .filter(entity::company::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::company::COLUMN.id.is_in(ids.iter().map(|id| id.0)))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(thing).collect()
}

/// Companies in the order of their ids with the day on which each was made, after one of them, at most `limit`.
///
/// # Errors
/// The database cannot be reached.
pub async fn page_with_age<S: Scope>(scope: &S, after: Option<CompanyId>, limit: u64) -> Result<Vec<(Company, NaiveDate)>, Fault> {
    use entity::company::{COLUMN, Column};
    let mut query = entity::company::Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0)).filter(COLUMN.merged_into_id.is_null());
    if let Some(last) = after {
        query = query.filter(COLUMN.id.gt(last.0));
    }
    let rows = query.order_by_asc(Column::Id).limit(limit).all(&scope.db()).await.map_err(fault)?;
    let aged = |row: entity::company::Model| {
        let made = day_of(row.created_at);
        Ok((thing(row)?, made))
    };
    rows.into_iter().map(aged).collect()
}

/// A page of all companies but those merged into others, in the order of their ids, after an id.
///
/// # Errors
/// The database cannot be reached.
pub async fn page<S: Scope>(scope: &S, after: Option<CompanyId>, limit: u64) -> Result<Vec<Company>, Fault> {
    use entity::company::{COLUMN, Column};
    let mut query = entity::company::Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0)).filter(COLUMN.merged_into_id.is_null());
    if let Some(after) = after {
        query = query.filter(COLUMN.id.gt(after.0));
    }
    let rows = query.order_by_asc(Column::Id).limit(limit).all(&scope.db()).await.map_err(fault)?;
    rows.into_iter().map(thing).collect()
}

fn row(work: &Work<'_>, company: &Company) -> entity::company::ActiveModel {
    entity::company::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(company.id.0),
        cvr: Set(company.cvr.to_string()),
        name: Set(company.name.clone()),
        name_key: Set(name_key(&company.name)),
        sector: Set(company.sector.to_string()),
        street: Set(company.address.street.clone()),
        postcode: Set(company.address.postcode.clone()),
        town: Set(company.address.town.clone()),
        municipality_code: Set(company.address.municipality.clone()),
        branch_code: Set(company.branch.as_ref().map(|branch| branch.code.clone())),
        branch_version: Set(company.branch.as_ref().map(|branch| branch.version.clone())),
        employees_min: Set(company.employees.0),
        employees_max: Set(company.employees.1),
        employees_source: Set(company.employees_told.map(|(source, _)| source.to_string())),
        employees_as_of: Set(company.employees_told.map(|(_, day)| day)),
        monthly_ordinary: Set(company.monthly_ordinary.as_ref().map(|months| json!(months))),
        phone: Set(company.phone.clone()),
        email: Set(company.email.clone()),
        website: Set(company.website.clone()),
        advertising_protected: Set(company.advertising_protected),
        ladder_step: Set(company.ladder.to_string()),
        consultant_id: Set(company.consultant.map(|id| id.0)),
        closed_on: Set(company.closed_on),
        substitute_id: Set(company.relation.substitute.map(|id| id.0)),
        legal_form: Set(company.relation.legal_form.clone()),
        social_enterprise: Set(company.relation.social_enterprise),
        blocked: Set(company.relation.blocked.as_ref().map(|blocked| json!(blocked))),
        paused_until: Set(company.relation.paused_until),
        proposal_cap: Set(company.relation.proposal_cap.map(|most| i32::try_from(most).unwrap_or(i32::MAX))),
        proposed_step: Set(company.relation.proposed_step.map(|step| step.to_string())),
        proposed_because: Set(company.relation.proposed_because.as_ref().map(|because| json!(because))),
        dismissed_proposal: Set(company.relation.dismissed_proposal.clone()),
        retention_need: Set(company.relation.retention_need),
        municipal_own: Set(company.relation.municipal_own),
        last_contact_on: Set(company.relation.last_contact_on),
        merged_into_id: Set(company.relation.merged_into.map(|id| id.0)),
        version: Set(company.version),
        updated_at: Set(work.at()),
        ..Default::default()
    }
}

/// The consultant of each company that has one.
///
/// # Errors
/// The database cannot be reached.
pub async fn consultants<S: Scope>(scope: &S) -> Result<std::collections::HashMap<CompanyId, AccountId>, Fault> {
    use entity::company::{COLUMN, Column, Entity};
    let rows: Vec<(uuid::Uuid, uuid::Uuid)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::ConsultantId])
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.consultant_id.is_not_null())
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(|(company, account)| (CompanyId(company), AccountId(account))).collect())
}

/// Adds a company; tells `false` when the CVR number is there already.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &mut Work<'_>, company: &Company) -> Result<bool, Fault> {
    let mut row = row(work, company);
    row.created_at = Set(work.at());
    work.changed(Subject::new("company", company.id));
    let is_new = saving::insert(work, row).await?;
    if is_new {
        company_keys::put_company(work, company).await?;
    }
    Ok(is_new)
}

/// Changes a company and raises its version.
///
/// # Errors
/// Somebody changed it meanwhile (may pass), or the database refuses.
pub async fn update(work: &mut Work<'_>, company: &Company) -> Result<(), Fault> {
    let mut row = row(work, company);
    row.version = Set(company.version + 1);
    // The contact log alone writes it, without a new version, so that no open form grows stale by a telephone call.
    row.last_contact_on = NotSet;
    work.changed(Subject::new("company", company.id));
    saving::update_numbered(work, row, entity::company::COLUMN.version.eq(company.version)).await?;
    company_keys::put_company(work, company).await
}

/// Notes the day of the latest contact with a company; the version stays.
///
/// # Errors
/// The database refuses.
pub async fn note_contact(work: &mut Work<'_>, id: CompanyId, latest: Option<chrono::NaiveDate>) -> Result<(), Fault> {
    use entity::company::{COLUMN, Column};
    entity::company::Entity::update_many()
        .col_expr(Column::LastContactOn, Expr::value(latest))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.id.eq(id.0))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    work.changed(Subject::new("company", id));
    Ok(())
}

/// Notes a contact with a company on a day, unless there was a later one; the version stays.
///
/// # Errors
/// The database refuses.
pub async fn raise_contact(work: &mut Work<'_>, id: CompanyId, on: chrono::NaiveDate) -> Result<(), Fault> {
    use entity::company::{COLUMN, Column};
    entity::company::Entity::update_many()
        .col_expr(Column::LastContactOn, Expr::value(Some(on)))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.id.eq(id.0))
        .filter(COLUMN.last_contact_on.is_null().or(COLUMN.last_contact_on.lt(on)))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    work.changed(Subject::new("company", id));
    Ok(())
}
