//! What companies were told of their slots, what they answered, seats that they keep back, and who wants the weekly question.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set,
    EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, TryInsertResult,
    sea_query::{Expr, OnConflict},
};
use serde_json::Value;
use uuid::Uuid;

use super::{error::fault, scope::Scope, work::Work};
use crate::{
    base::{
        clock::{Moment, day_of},
        fault::Fault,
    },
    domain::{
        freshness::NoticeKind,
        ids::{CompanyId, ContactId, LinkId, SlotAnswerId, SlotId, WorkplaceId},
    },
};

/// A thing that somebody was told, once for what it is about and the day.
pub type Notice = (NoticeKind, Uuid, NaiveDate);

/// Notes that somebody is told; `false` where they were told already, by whichever node.
///
/// # Errors
/// The database refuses.
pub async fn tell(work: &Work<'_>, (kind, about, day): Notice) -> Result<bool, Fault> {
    use entity::slot_notice::{ActiveModel, Column, Entity};
    let row = ActiveModel {
        tenant_id: Set(work.tenant().0),
        kind: Set(kind.to_string()),
        about_id: Set(about),
        day: Set(day),
        told_at: Set(work.at()),
    };
    let once = [Column::TenantId, Column::Kind, Column::AboutId, Column::Day];
    let done = Entity::insert(row).on_conflict_do_nothing_on(once).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(matches!(done, TryInsertResult::Inserted(count) if count > 0))
}

/// Everything that was told about some slots, contacts or accounts.
///
/// # Errors
/// The database cannot be reached.
pub async fn told<S: Scope>(scope: &S, about: &[Uuid], from: NaiveDate) -> Result<HashSet<Notice>, Fault> {
    use entity::slot_notice::{COLUMN, Entity};
    let of_tenant = Entity::find().filter(COLUMN.tenant_id.eq(scope.tenant().0));
    let rows = of_tenant.filter(COLUMN.about_id.is_in(about.iter().copied())).filter(COLUMN.day.gte(from)).all(&scope.db()).await;
    let rows = rows.map_err(fault)?;
    Ok(rows.into_iter().filter_map(|row| Some((NoticeKind::parse(&row.kind)?, row.about_id, row.day))).collect())
}

/// The slots that were noted as closed from a moment on.
///
/// # Errors
/// The database cannot be reached.
pub async fn closed_since<S: Scope>(scope: &S, from: Moment) -> Result<Vec<SlotId>, Fault> {
    use entity::slot_notice::{COLUMN, Column, Entity};
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::AboutId)
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.kind.eq(NoticeKind::Closed.as_str()))
        .filter(COLUMN.day.lte(day_of(from)))
        .filter(COLUMN.told_at.gte(from))
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(ids.into_iter().map(SlotId).collect())
}

/// A slot that was not confirmed for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unconfirmed {
    /// Which.
    pub slot: SlotId,
    /// Where.
    pub workplace: WorkplaceId,
    /// Whose.
    pub company: CompanyId,
    /// The contact who is named on it.
    pub contact: Option<ContactId>,
    /// Since when: its latest confirmation, else the day on which it was made.
    pub since: NaiveDate,
    /// Whether it is paused.
    pub paused: bool,
}

type Row = (Uuid, Uuid, Option<Uuid>, Option<NaiveDate>, Moment, bool);

/// The slots that are open by the calendar and were not confirmed after a day, the longest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn unconfirmed<S: Scope>(scope: &S, up_to: NaiveDate, only: Option<&[WorkplaceId]>) -> Result<Vec<Unconfirmed>, Fault> {
    use entity::slot::{COLUMN, Column, Entity};
    let today = day_of(scope.at());
    let mut query = Entity::find()
        .select_only()
        .columns([Column::Id, Column::WorkplaceId, Column::ContactId, Column::ConfirmedOn, Column::CreatedAt, Column::Paused])
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.open_to.is_null().or(COLUMN.open_to.gte(today)))
        .filter(COLUMN.confirmed_on.is_null().or(COLUMN.confirmed_on.lte(up_to)));
    if let Some(only) = only {
        query = query.filter(COLUMN.workplace_id.is_in(only.iter().map(|id| id.0)));
    }
    let rows: Vec<Row> = query.order_by_asc(Column::Id).into_tuple().all(&scope.db()).await.map_err(fault)?;
    let places: HashSet<Uuid> = rows.iter().map(|row| row.1).collect();
    let companies = companies_of(scope, only.is_some().then_some(&places)).await?;
    let thing = |(id, workplace, contact, confirmed, made, paused): Row| {
        let since = confirmed.unwrap_or_else(|| day_of(made));
        let company = *companies.get(&workplace)?;
        let contact = contact.map(ContactId);
        Some(Unconfirmed { slot: SlotId(id), workplace: WorkplaceId(workplace), company: CompanyId(company), contact, since, paused })
    };
    let mut all: Vec<Unconfirmed> = rows.into_iter().filter_map(thing).filter(|slot| slot.since <= up_to).collect();
    all.sort_by_key(|slot| (slot.since, slot.slot));
    Ok(all)
}

/// The company of each workplace.
async fn companies_of<S: Scope>(scope: &S, only: Option<&HashSet<Uuid>>) -> Result<HashMap<Uuid, Uuid>, Fault> {
    use entity::workplace::{COLUMN, Column, Entity};
    let mut query = Entity::find().select_only().columns([Column::Id, Column::CompanyId]).filter(COLUMN.tenant_id.eq(scope.tenant().0));
    if let Some(only) = only {
        query = query.filter(COLUMN.id.is_in(only.iter().copied()));
    }
    let rows: Vec<(Uuid, Uuid)> = query.into_tuple().all(&scope.db()).await.map_err(fault)?;
    Ok(rows.into_iter().collect())
}

/// The contacts of some companies who want the weekly question.
///
/// # Errors
/// The database cannot be reached.
pub async fn who_want_the_digest<S: Scope>(scope: &S, companies: &[CompanyId]) -> Result<HashSet<ContactId>, Fault> {
    use entity::contact::{COLUMN, Column, Entity};
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.company_id.is_in(companies.iter().map(|id| id.0)))
        .filter(COLUMN.digest.eq(true))
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(ids.into_iter().map(ContactId).collect())
}

/// Notes whether a contact wants the weekly question.
///
/// # Errors
/// The database refuses.
pub async fn want_digest(work: &Work<'_>, contact: ContactId, wanted: bool) -> Result<(), Fault> {
    entity::contact::Entity::update_many()
        .col_expr(entity::contact::Column::Digest, Expr::value(wanted))
        .filter(entity::contact::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::contact::COLUMN.id.eq(contact.0))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// Seats that were promised and how many of them are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Seats that were promised.
    pub promised: u32,
    /// Seats that are left.
    pub remaining: u32,
}

/// The seats that companies keep back of some slots.
///
/// # Errors
/// The database cannot be reached.
pub async fn kept_back<S: Scope>(scope: &S, slots: &[SlotId]) -> Result<HashMap<SlotId, Kept>, Fault> {
    use entity::seats_kept::{COLUMN, Entity};
    let rows = Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.slot_id.is_in(slots.iter().map(|id| id.0)))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    let kept = |row: entity::seats_kept::Model| {
        (SlotId(row.slot_id), Kept { promised: row.promised.unsigned_abs(), remaining: row.remaining.unsigned_abs() })
    };
    Ok(rows.into_iter().map(kept).collect())
}

/// Notes what a company keeps back of a slot, or that it keeps nothing back.
///
/// # Errors
/// The database refuses.
pub async fn keep_back(work: &Work<'_>, slot: SlotId, kept: Option<Kept>) -> Result<(), Fault> {
    use entity::seats_kept::{ActiveModel, Column, Entity};
    let Some(kept) = kept else {
        Entity::delete_by_id((work.tenant().0, slot.0)).exec(&work.db()).await.map_err(fault)?;
        return Ok(());
    };
    let number = |seats: u32| i32::try_from(seats).unwrap_or(i32::MAX);
    let row = ActiveModel {
        tenant_id: Set(work.tenant().0),
        slot_id: Set(slot.0),
        promised: Set(number(kept.promised)),
        remaining: Set(number(kept.remaining)),
    };
    let anew = OnConflict::columns([Column::TenantId, Column::SlotId]).update_columns([Column::Promised, Column::Remaining]).to_owned();
    Entity::insert(row).on_conflict(anew).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// What a contact answered.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotAnswer {
    /// Own id.
    pub id: SlotAnswerId,
    /// Who.
    pub contact: ContactId,
    /// By which link; none = signed in.
    pub link: Option<LinkId>,
    /// How each slot stood before.
    pub before: Value,
    /// When.
    pub at: Moment,
    /// When it was taken back.
    pub undone_at: Option<Moment>,
}

fn answer(row: entity::slot_answer::Model) -> SlotAnswer {
    SlotAnswer {
        id: SlotAnswerId(row.id),
        contact: ContactId(row.contact_id),
        link: row.link_id.map(LinkId),
        before: row.before,
        at: row.answered_at,
        undone_at: row.undone_at,
    }
}

/// Keeps an answer.
///
/// # Errors
/// The database refuses.
pub async fn keep_answer(work: &Work<'_>, answer: &SlotAnswer) -> Result<(), Fault> {
    let row = entity::slot_answer::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(answer.id.0),
        contact_id: Set(answer.contact.0),
        link_id: Set(answer.link.map(Uuid::from)),
        before: Set(answer.before.clone()),
        answered_at: Set(answer.at),
        undone_at: Set(answer.undone_at),
    };
    entity::slot_answer::Entity::insert(row).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// The latest answer of a contact.
///
/// # Errors
/// The database cannot be reached.
pub async fn latest_answer<S: Scope>(scope: &S, contact: ContactId) -> Result<Option<SlotAnswer>, Fault> {
    use entity::slot_answer::{COLUMN, Column, Entity};
    let row = Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.contact_id.eq(contact.0))
        .order_by_desc(Column::AnsweredAt)
        .order_by_desc(Column::Id)
        .limit(1)
        .one(&scope.db())
        .await
        .map_err(fault)?;
    Ok(row.map(answer))
}

/// Notes that an answer was taken back; `false` where it was already.
///
/// # Errors
/// The database refuses.
pub async fn take_back(work: &Work<'_>, id: SlotAnswerId) -> Result<bool, Fault> {
    use entity::slot_answer::{COLUMN, Column, Entity};
    let done = Entity::update_many()
        .col_expr(Column::UndoneAt, Expr::value(work.at()))
        .filter(COLUMN.tenant_id.eq(work.tenant().0))
        .filter(COLUMN.id.eq(id.0))
        .filter(COLUMN.undone_at.is_null())
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(done.rows_affected == 1)
}
