//! Slots: described places with a number of seats.

use sea_orm::{ActiveValue::Set, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::{
    columns,
    error::fault,
    saving,
    scope::Scope,
    work::{Subject, Work},
};
use crate::{
    base::fault::Fault,
    domain::{
        ids::{AgreementId, CompanyId, ContactId, SlotId, WorkplaceId},
        slot::Slot,
        terms::{LanguageLevel, PlacementForm, Sector},
    },
};

fn thing((row, workplace): (entity::slot::Model, Option<entity::workplace::Model>)) -> Option<Slot> {
    let workplace = workplace?;
    Some(Slot {
        id: SlotId(row.id),
        external_id: row.external_id,
        workplace: WorkplaceId(row.workplace_id),
        company: CompanyId(workplace.company_id),
        agreement: row.agreement_id.map(AgreementId),
        contact: row.contact_id.map(ContactId),
        title: row.title,
        description: row.description,
        forms: columns::known(&row.forms, PlacementForm::parse),
        occupation: row.occupation,
        seats: row.seats.unsigned_abs(),
        hours: columns::hours(row.hours_min, row.hours_max),
        times: columns::times(row.time_from, row.time_to),
        open_from: row.open_from,
        open_to: row.open_to,
        demands: columns::words(&row.demands),
        offers: columns::words(&row.offers),
        language: row.language_level.as_deref().and_then(LanguageLevel::parse),
        licences: columns::words(&row.licences),
        reserved_for: columns::words(&row.reserved_for),
        reserved_seats: row.reserved_seats.map(i32::unsigned_abs),
        tasks: row.tasks.and_then(|tasks| serde_json::from_value(tasks).ok()).unwrap_or_default(),
        confirmed_on: row.confirmed_on,
        paused: row.paused,
        sector: Sector::parse(&workplace.sector).unwrap_or(Sector::Privat),
        point: columns::point(workplace.lat, workplace.lon),
        version: row.version,
    })
}

/// The rows of a municipality, each with its workplace.
fn of_tenant<S: Scope>(scope: &S) -> Select<entity::slot::Entity> {
    entity::slot::Entity::find().filter(entity::slot::COLUMN.tenant_id.eq(scope.tenant().0))
}

async fn with_workplaces<S: Scope>(scope: &S, query: Select<entity::slot::Entity>) -> Result<Vec<Slot>, Fault> {
    let rows = query.order_by_asc(entity::slot::Column::Id).all(&scope.db()).await.map_err(fault)?;
    let ids: std::collections::BTreeSet<uuid::Uuid> = rows.iter().map(|row| row.workplace_id).collect();
    let workplaces = entity::workplace::Entity::find()
        .filter(entity::workplace::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::workplace::COLUMN.id.is_in(ids))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    let by_id: std::collections::HashMap<uuid::Uuid, entity::workplace::Model> =
        workplaces.into_iter().map(|workplace| (workplace.id, workplace)).collect();
    Ok(rows
        .into_iter()
        .filter_map(|row| by_id.get(&row.workplace_id).cloned().and_then(|workplace| thing((row, Some(workplace)))))
        .collect())
}

/// One slot.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: SlotId) -> Result<Option<Slot>, Fault> {
    Ok(some(scope, &[id]).await?.pop())
}

/// One slot, locked until the transaction ends (after its workplace, never before).
///
/// # Errors
/// The database cannot be reached.
pub async fn lock(work: &Work<'_>, id: SlotId) -> Result<Option<Slot>, Fault> {
    let query = of_tenant(work).filter(entity::slot::COLUMN.id.eq(id.0)).lock_exclusive();
    Ok(with_workplaces(work, query).await?.pop())
}

/// Several slots at once, by id.
///
/// # Errors
/// The database cannot be reached.
pub async fn some<S: Scope>(scope: &S, ids: &[SlotId]) -> Result<Vec<Slot>, Fault> {
    with_workplaces(scope, of_tenant(scope).filter(entity::slot::COLUMN.id.is_in(ids.iter().map(|id| id.0)))).await
}

/// One slot by the id of the municipality's own list.
///
/// # Errors
/// The database cannot be reached.
pub async fn by_external_id<S: Scope>(scope: &S, external_id: &str) -> Result<Option<Slot>, Fault> {
    Ok(with_workplaces(scope, of_tenant(scope).filter(entity::slot::COLUMN.external_id.eq(external_id))).await?.pop())
}

/// The slots at a workplace.
///
/// # Errors
/// The database cannot be reached.
pub async fn at_workplace<S: Scope>(scope: &S, workplace: WorkplaceId) -> Result<Vec<Slot>, Fault> {
    at_workplaces(scope, &[workplace]).await
}

/// The slots at several workplaces at once.
///
/// # Errors
/// The database cannot be reached.
pub async fn at_workplaces<S: Scope>(scope: &S, workplaces: &[WorkplaceId]) -> Result<Vec<Slot>, Fault> {
    with_workplaces(scope, of_tenant(scope).filter(entity::slot::COLUMN.workplace_id.is_in(workplaces.iter().map(|id| id.0)))).await
}

/// The slots that come from some agreements.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_agreements<S: Scope>(scope: &S, agreements: &[AgreementId]) -> Result<Vec<Slot>, Fault> {
    if agreements.is_empty() {
        return Ok(Vec::new());
    }
    with_workplaces(scope, of_tenant(scope).filter(entity::slot::COLUMN.agreement_id.is_in(agreements.iter().map(|id| id.0)))).await
}

/// The ids of the slots at some workplaces.
///
/// # Errors
/// The database cannot be reached.
pub async fn ids_at_workplaces<S: Scope>(scope: &S, workplaces: &[WorkplaceId]) -> Result<Vec<SlotId>, Fault> {
    if workplaces.is_empty() {
        return Ok(Vec::new());
    }
    let query = of_tenant(scope).filter(entity::slot::COLUMN.workplace_id.is_in(workplaces.iter().map(|id| id.0)));
    let ids: Vec<uuid::Uuid> = query.select_only().column(entity::slot::Column::Id).into_tuple().all(&scope.db()).await.map_err(fault)?;
    Ok(ids.into_iter().map(SlotId).collect())
}

/// A page of all slots in the order of their ids, after an id; for rebuilding the index in bounded memory.
///
/// # Errors
/// The database cannot be reached.
pub async fn page<S: Scope>(scope: &S, after: Option<SlotId>, limit: u64) -> Result<Vec<Slot>, Fault> {
    let mut query = of_tenant(scope);
    if let Some(after) = after {
        query = query.filter(entity::slot::COLUMN.id.gt(after.0));
    }
    with_workplaces(scope, query.limit(limit)).await
}

/// A page of the slots that are open on some day from `on` on and not paused, in the order of their ids, after an id.
///
/// # Errors
/// The database cannot be reached.
pub async fn open_page<S: Scope>(scope: &S, on: chrono::NaiveDate, after: Option<SlotId>, limit: u64) -> Result<Vec<Slot>, Fault> {
    use entity::slot::COLUMN;
    let mut query = of_tenant(scope).filter(COLUMN.paused.eq(false)).filter(COLUMN.open_to.is_null().or(COLUMN.open_to.gte(on)));
    if let Some(after) = after {
        query = query.filter(COLUMN.id.gt(after.0));
    }
    with_workplaces(scope, query.limit(limit)).await
}

/// Workplaces with a slot that is open on some day from `on` on and not paused, in the order of their ids, after an id.
///
/// # Errors
/// The database cannot be reached.
pub async fn open_workplaces<S: Scope>(
    scope: &S,
    on: chrono::NaiveDate,
    after: Option<WorkplaceId>,
    limit: u64,
) -> Result<Vec<WorkplaceId>, Fault> {
    use entity::slot::{COLUMN, Column};
    let open = COLUMN.open_to.is_null().or(COLUMN.open_to.gte(on));
    let mut query = entity::slot::Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0)).filter(COLUMN.paused.eq(false)).filter(open);
    if let Some(after) = after {
        query = query.filter(COLUMN.workplace_id.gt(after.0));
    }
    let ids = query.select_only().column(Column::WorkplaceId).distinct().order_by_asc(Column::WorkplaceId).limit(limit);
    let ids: Vec<uuid::Uuid> = ids.into_tuple().all(&scope.db()).await.map_err(fault)?;
    Ok(ids.into_iter().map(WorkplaceId).collect())
}

fn row(work: &Work<'_>, slot: &Slot) -> entity::slot::ActiveModel {
    entity::slot::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(slot.id.0),
        workplace_id: Set(slot.workplace.0),
        agreement_id: Set(slot.agreement.map(|id| id.0)),
        contact_id: Set(slot.contact.map(|id| id.0)),
        external_id: Set(slot.external_id.clone()),
        title: Set(slot.title.clone()),
        description: Set(slot.description.clone()),
        forms: Set(columns::list(&slot.forms.iter().map(|form| form.as_str()).collect::<Vec<_>>())),
        occupation: Set(slot.occupation.clone()),
        seats: Set(i32::try_from(slot.seats).unwrap_or(i32::MAX)),
        hours_min: Set(slot.hours.map(|hours| hours.min)),
        hours_max: Set(slot.hours.map(|hours| hours.max)),
        time_from: Set(slot.times.map(|times| i32::from(times.from))),
        time_to: Set(slot.times.map(|times| i32::from(times.to))),
        open_from: Set(slot.open_from),
        open_to: Set(slot.open_to),
        demands: Set(columns::list(&slot.demands)),
        offers: Set(columns::list(&slot.offers)),
        language_level: Set(slot.language.map(|level| level.to_string())),
        licences: Set(columns::list(&slot.licences)),
        reserved_for: Set(columns::list(&slot.reserved_for)),
        reserved_seats: Set(slot.reserved_seats.map(|seats| i32::try_from(seats).unwrap_or(i32::MAX))),
        tasks: Set((!slot.tasks.is_empty()).then(|| serde_json::json!(slot.tasks))),
        confirmed_on: Set(slot.confirmed_on),
        paused: Set(slot.paused),
        version: Set(slot.version),
        updated_at: Set(work.at()),
        ..Default::default()
    }
}

/// Adds a slot; tells `false` when its `plads_id` is there already.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &mut Work<'_>, slot: &Slot) -> Result<bool, Fault> {
    let mut row = row(work, slot);
    row.created_at = Set(work.at());
    work.changed(Subject::new("slot", slot.id));
    saving::insert(work, row).await
}

/// Changes a slot and raises its version.
///
/// # Errors
/// Somebody changed it meanwhile (may pass), or the database refuses.
pub async fn update(work: &mut Work<'_>, slot: &Slot) -> Result<(), Fault> {
    let mut row = row(work, slot);
    row.version = Set(slot.version + 1);
    work.changed(Subject::new("slot", slot.id));
    saving::update_numbered(work, row, entity::slot::COLUMN.version.eq(slot.version)).await
}
