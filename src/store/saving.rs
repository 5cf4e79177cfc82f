//! How a row is saved: a new one where its number is free, a changed one where nobody changed it meanwhile.

use sea_orm::{ActiveModelTrait, DbErr, EntityTrait, QueryFilter, sea_query::IntoCondition};

use super::{
    error::{fault, is_duplicate},
    scope::Scope,
    work::Work,
};
use crate::base::fault::Fault;

/// Adds a row; tells `false` when its number or name is there already.
///
/// # Errors
/// The database refuses.
pub(super) async fn insert<A: ActiveModelTrait>(work: &Work<'_>, row: A) -> Result<bool, Fault> {
    told(A::Entity::insert(row).exec_without_returning(&work.db()).await.map(|_| ()))
}

/// Changes the row that still has the version which was read; tells `false` when another row has its number or name.
///
/// # Errors
/// Somebody changed it meanwhile: the fault may pass, so that the intention begins again, reads the newer version and
/// refuses the form that showed an older one ([`crate::domain::refusal::Refusal::Stale`]). Or the database refuses.
pub(super) async fn update<A: ActiveModelTrait>(work: &Work<'_>, row: A, version_read: impl IntoCondition) -> Result<bool, Fault> {
    let one = A::Entity::update(row).validate().map_err(fault)?.filter(version_read);
    match one.exec_without_returning(&work.db()).await {
        Err(DbErr::RecordNotUpdated) => Err(Fault::plain("somebody else changed the row meanwhile").passing()),
        written => told(written.map(|_| ())),
    }
}

/// The same for a row whose number no form changes: a number that is taken is another writer's, just now.
///
/// # Errors
/// As [`update`]; also when the number was taken meanwhile, which may pass.
pub(super) async fn update_numbered<A: ActiveModelTrait>(work: &Work<'_>, row: A, version_read: impl IntoCondition) -> Result<(), Fault> {
    if update(work, row, version_read).await? { Ok(()) } else { Err(Fault::plain("somebody else took the row's number").passing()) }
}

fn told(written: Result<(), DbErr>) -> Result<bool, Fault> {
    match written {
        Ok(()) => Ok(true),
        Err(error) if is_duplicate(&error) => Ok(false),
        Err(error) => Err(fault(error)),
    }
}
