//! Who did what (audit) and who looked at whom (access log); rows are only ever added.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    error::fault,
    scope::Scope,
    work::{Note, Work},
};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{ids::CitizenId, permission::Who, terms::LookPurpose},
};

fn actor_columns(who: &Who) -> (&'static str, Option<Uuid>) {
    match who {
        Who::Staff { account, .. } => ("staff", Some(account.0)),
        Who::Contact { contact, .. } | Who::LinkHolder { contact, .. } | Who::SlotKeeper { contact, .. } => ("contact", Some(contact.0)),
        Who::System => ("system", None),
    }
}

/// Appends one fact to the audit, in the transaction of the act itself.
pub(super) async fn append(work: &Work<'_>, action: &'static str, note: &Note) -> Result<(), Fault> {
    let (actor_kind, actor_id) = actor_columns(&work.actor().who);
    let row = entity::audit::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(work.new_id()),
        at: Set(work.at()),
        actor_kind: Set(actor_kind.to_owned()),
        actor_id: Set(actor_id),
        action: Set(action.to_owned()),
        entity: Set(note.subject.entity.to_owned()),
        entity_id: Set((!note.subject.id.is_nil()).then_some(note.subject.id)),
        detail: Set(note.detail.clone()),
        request_id: Set(work.actor().request_id.clone()),
    };
    row.insert(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// A look at citizens by whoever acts: why, where.
#[derive(Clone, Debug)]
pub struct Look<'a> {
    /// Why.
    pub purpose: LookPurpose,
    /// Name of the page or call.
    pub page: &'a str,
    /// Who is shown.
    pub citizens: &'a [CitizenId],
}

/// Writes one row for each citizen shown.
///
/// # Errors
/// The database refuses; then nothing may be shown.
pub async fn log_look(work: &Work<'_>, look: &Look<'_>) -> Result<(), Fault> {
    let rows = look.citizens.iter().map(|citizen| entity::access_log::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(work.new_id()),
        at: Set(work.at()),
        account_id: Set(work.actor().account().map(Uuid::from)),
        contact_id: Set(work.actor().contact().map(Uuid::from)),
        citizen_id: Set(citizen.0),
        purpose: Set(look.purpose.as_str().to_owned()),
        page: Set(look.page.to_owned()),
        request_id: Set(work.actor().request_id.clone()),
    });
    entity::access_log::Entity::insert_many(rows).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// The latest facts about one thing, newest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn about<S: Scope>(scope: &S, entity: &str, id: Uuid, limit: u64) -> Result<Vec<entity::audit::Model>, Fault> {
    entity::audit::Entity::find()
        .filter(entity::audit::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::audit::COLUMN.entity.eq(entity))
        .filter(entity::audit::COLUMN.entity_id.eq(id))
        .order_by_desc(entity::audit::Column::Id)
        .limit(limit)
        .all(&scope.db())
        .await
        .map_err(fault)
}

/// The latest facts about any of some things, newest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn about_any<S: Scope>(scope: &S, ids: &[Uuid], limit: u64) -> Result<Vec<entity::audit::Model>, Fault> {
    entity::audit::Entity::find()
        .filter(entity::audit::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::audit::COLUMN.entity.is_in(["company", "workplace", "contact", "agreement", "slot"]))
        .filter(entity::audit::COLUMN.entity_id.is_in(ids.iter().copied()))
        .order_by_desc(entity::audit::Column::Id)
        .limit(limit)
        .all(&scope.db())
        .await
        .map_err(fault)
}

/// What has happened to things of some kinds since a moment, newest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn since<S: Scope>(scope: &S, entities: &[&str], from: Moment, limit: u64) -> Result<Vec<entity::audit::Model>, Fault> {
    entity::audit::Entity::find()
        .filter(entity::audit::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::audit::COLUMN.entity.is_in(entities.iter().copied()))
        .filter(entity::audit::COLUMN.at.gte(from))
        .order_by_desc(entity::audit::Column::Id)
        .limit(limit)
        .all(&scope.db())
        .await
        .map_err(fault)
}
