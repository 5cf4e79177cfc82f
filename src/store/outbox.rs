//! Events whose consequences are due, and what their letters may say.

use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType},
};
use uuid::Uuid;

use super::{database::Database, error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        event::Event,
        ids::{AccountId, PlacementId, TenantId},
        letter::LetterState,
        period::Period,
        placement::HoursStep,
    },
};

/// The municipalities with events whose consequences are due; cheap, takes no lock.
///
/// # Errors
/// The database cannot be reached.
pub async fn waiting_tenants(database: &Database) -> Result<Vec<TenantId>, Fault> {
    let ids: Vec<i32> = entity::event::Entity::find()
        .select_only()
        .column(entity::event::Column::TenantId)
        .distinct()
        .filter(entity::event::COLUMN.dispatched_at.is_null())
        .filter(entity::event::Column::Kind.is_in(Event::KINDS.iter().copied()))
        .into_tuple()
        .all(database.reading())
        .await
        .map_err(fault)?;
    Ok(ids.into_iter().map(TenantId).collect())
}

/// An event whose consequences are due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The event's id.
    pub id: Uuid,
    /// What happened; nothing when this version of the program cannot read it.
    pub event: Option<Event>,
}

/// Takes events in their order, those after `after`; another node leaves them alone until the transaction ends.
/// Kinds that only another version of the program knows are left to it.
///
/// # Errors
/// The database refuses.
pub async fn take(work: &Work<'_>, after: Option<Uuid>, limit: u64) -> Result<Vec<Due>, Fault> {
    let later = after.map(|after| entity::event::COLUMN.id.gt(after));
    let rows = entity::event::Entity::find()
        .filter(entity::event::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::event::COLUMN.dispatched_at.is_null())
        .filter(entity::event::Column::Kind.is_in(Event::KINDS.iter().copied()))
        .filter(Condition::all().add_option(later))
        .order_by_asc(entity::event::Column::Id)
        .limit(limit)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(&work.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(|row| Due { id: row.id, event: serde_json::from_value(row.payload).ok() }).collect())
}

/// Notes that the consequences are written.
///
/// # Errors
/// The database refuses.
pub async fn dispatched(work: &Work<'_>, ids: &[Uuid]) -> Result<(), Fault> {
    entity::event::Entity::update_many()
        .col_expr(entity::event::Column::DispatchedAt, Expr::value(work.at()))
        .filter(entity::event::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::event::Column::Id.is_in(ids.iter().copied()))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// What a letter to a company may say of a proposal; nothing of the citizen is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The slot's title.
    pub title: String,
    /// From–to.
    pub period: Period,
    /// Weekly hours, in steps.
    pub weekly_hours: Vec<HoursStep>,
    /// Until when the company can answer.
    pub answer_by: Option<Moment>,
    /// The company's fixed consultant, else who confirmed it: answers to the letter go there.
    pub consultant: Option<AccountId>,
}

type ProposalColumns = (Uuid, chrono::NaiveDate, chrono::NaiveDate, serde_json::Value, Option<Moment>, Option<Uuid>);

/// What a letter may say of a proposal.
///
/// # Errors
/// The database cannot be reached.
pub async fn proposal<S: Scope>(scope: &S, placement: PlacementId) -> Result<Option<Proposal>, Fault> {
    use entity::placement::Column;
    let found: Option<ProposalColumns> = entity::placement::Entity::find_by_id((scope.tenant().0, placement.0))
        .select_only()
        .columns([Column::SlotId, Column::StartsOn, Column::EndsOn, Column::WeeklyHours, Column::AnswerBy, Column::ConfirmedBy])
        .into_tuple()
        .one(&scope.db())
        .await
        .map_err(fault)?;
    let Some((slot, from, to, hours, answer_by, confirmed_by)) = found else { return Ok(None) };
    let slot = entity::slot::Entity::find_by_id((scope.tenant().0, slot)).one(&scope.db()).await.map_err(fault)?;
    let Some(slot) = slot else { return Ok(None) };
    let fixed = fixed_consultant(scope, slot.workplace_id).await?;
    Ok(Some(Proposal {
        title: slot.title,
        period: Period { from, to },
        weekly_hours: serde_json::from_value(hours).unwrap_or_default(),
        answer_by,
        consultant: fixed.or(confirmed_by).map(AccountId),
    }))
}

async fn fixed_consultant<S: Scope>(scope: &S, workplace: Uuid) -> Result<Option<Uuid>, Fault> {
    let tenant = scope.tenant().0;
    let workplace = entity::workplace::Entity::find_by_id((tenant, workplace)).one(&scope.db()).await.map_err(fault)?;
    let Some(workplace) = workplace else { return Ok(None) };
    let company = entity::company::Entity::find_by_id((tenant, workplace.company_id)).one(&scope.db()).await.map_err(fault)?;
    Ok(company.and_then(|company| company.consultant_id))
}

/// What is still to be done after the commits so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOver {
    /// Events whose consequences are not written.
    pub events: u64,
    /// Letters that are not sent and have not failed.
    pub letters: u64,
}

/// Counts what is left to be done, for tests and `/readyz`.
///
/// # Errors
/// The database cannot be reached.
pub async fn left_over(database: &Database) -> Result<LeftOver, Fault> {
    let events = entity::event::Entity::find().filter(entity::event::COLUMN.dispatched_at.is_null());
    let under_way = [LetterState::Waiting.as_str(), LetterState::Sending.as_str()];
    let letters = entity::letter::Entity::find().filter(entity::letter::Column::State.is_in(under_way));
    Ok(LeftOver {
        events: events.count(database.reading()).await.map_err(fault)?,
        letters: letters.count(database.reading()).await.map_err(fault)?,
    })
}
