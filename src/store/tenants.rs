//! Municipalities, and the name of the database itself.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, QuerySelect, TransactionTrait, sea_query::LockType,
};
use uuid::Uuid;

use super::{database::Database, error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{ids::TenantId, numbers::MunicipalityCode},
};

/// A municipality that owns rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// Own id.
    pub id: TenantId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

impl From<entity::tenant::Model> for Tenant {
    fn from(row: entity::tenant::Model) -> Self {
        Self { id: TenantId(row.id), code: row.municipality_code, name: row.name }
    }
}

/// All municipalities, in the order in which they were set up.
///
/// # Errors
/// The database cannot be reached.
pub async fn all(database: &Database) -> Result<Vec<Tenant>, Fault> {
    let rows = entity::tenant::Entity::find().order_by_asc(entity::tenant::Column::Id).all(database.reading()).await.map_err(fault)?;
    Ok(rows.into_iter().map(Tenant::from).collect())
}

/// The municipality's name.
///
/// # Errors
/// The database cannot be reached.
pub async fn name<S: Scope>(scope: &S) -> Result<String, Fault> {
    let row = entity::tenant::Entity::find_by_id(scope.tenant().0).one(&scope.db()).await.map_err(fault)?;
    Ok(row.map(|row| row.name).unwrap_or_default())
}

/// The municipality's code.
///
/// # Errors
/// The database cannot be reached.
pub async fn code<S: Scope>(scope: &S) -> Result<String, Fault> {
    let row = entity::tenant::Entity::find_by_id(scope.tenant().0).one(&scope.db()).await.map_err(fault)?;
    Ok(row.map(|row| row.municipality_code).unwrap_or_default())
}

/// Locks the municipality's own row until the transaction ends, so that what counts all of its accounts is decided by one
/// at a time.
///
/// Rows that refer to the municipality are still written meanwhile; SQLite lets one writer in anyway.
///
/// # Errors
/// The database cannot be reached.
pub async fn lock(work: &Work<'_>) -> Result<(), Fault> {
    let query = entity::tenant::Entity::find_by_id(work.tenant().0).lock(LockType::NoKeyUpdate);
    query.one(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Sets up a municipality, or gives the one that is there.
///
/// # Errors
/// The database refuses.
pub async fn ensure(database: &Database, code: &MunicipalityCode, name: &str, at: Moment) -> Result<Tenant, Fault> {
    let tx = database.begin().await?;
    let found =
        entity::tenant::Entity::find().filter(entity::tenant::COLUMN.municipality_code.eq(code.as_str())).one(&tx).await.map_err(fault)?;
    if let Some(row) = found {
        tx.rollback().await.map_err(fault)?;
        return Ok(row.into());
    }
    let highest = entity::tenant::Entity::find().order_by_desc(entity::tenant::Column::Id).one(&tx).await.map_err(fault)?;
    let id = highest.map_or(1, |row| row.id + 1);
    let row = entity::tenant::ActiveModel {
        id: Set(id),
        municipality_code: Set(code.to_string()),
        name: Set(name.to_owned()),
        created_at: Set(at),
    };
    let row = row.insert(&tx).await.map_err(fault)?;
    entity::change_counter::ActiveModel { tenant_id: Set(id), number: Set(0) }.insert(&tx).await.map_err(fault)?;
    tx.commit().await.map_err(fault)?;
    Ok(row.into())
}

/// The random name of this database, made at the first call; another name means a restored or another database.
///
/// # Errors
/// The database refuses.
pub async fn database_identity(database: &Database, fresh: Uuid, at: Moment) -> Result<Uuid, Fault> {
    let tx = database.writing().begin().await.map_err(fault)?;
    if let Some(row) = entity::database_identity::Entity::find().one(&tx).await.map_err(fault)? {
        return Ok(row.id);
    }
    entity::database_identity::ActiveModel { id: Set(fresh), created_at: Set(at) }.insert(&tx).await.map_err(fault)?;
    tx.commit().await.map_err(fault)?;
    Ok(fresh)
}
