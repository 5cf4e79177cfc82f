//! Signed-in browsers; only the hash of a token is kept.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    EntityTrait, QueryFilter,
    sea_query::Expr,
};

use super::{database::Database, error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        ids::{AccountId, CitizenId, ContactId, SessionId, TenantId},
        terms::LookPurpose,
    },
};

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of its token.
    pub token_hash: Vec<u8>,
    /// Own id.
    pub id: SessionId,
    /// Municipality.
    pub tenant: TenantId,
    /// Member of staff.
    pub account: Option<AccountId>,
    /// Company contact.
    pub contact: Option<ContactId>,
    /// Latest request, to the minute.
    pub last_seen_at: Moment,
    /// Absolute end.
    pub ends_at: Moment,
    /// Until when names may be shown.
    pub step_up_until: Option<Moment>,
    /// The citizen being visited, and why.
    pub look: Option<(uuid::Uuid, String)>,
}

impl From<entity::session::Model> for Session {
    fn from(row: entity::session::Model) -> Self {
        Self {
            token_hash: row.token_hash,
            id: SessionId(row.id),
            tenant: TenantId(row.tenant_id),
            account: row.account_id.map(AccountId),
            contact: row.contact_id.map(ContactId),
            last_seen_at: row.last_seen_at,
            ends_at: row.ends_at,
            step_up_until: row.step_up_until,
            look: row.look_citizen_id.zip(row.look_purpose),
        }
    }
}

/// The living session behind a token's hash, whatever its municipality: here the municipality is found out.
///
/// # Errors
/// The database cannot be reached.
pub async fn living(database: &Database, token_hash: &[u8]) -> Result<Option<Session>, Fault> {
    let row = entity::session::Entity::find_by_id(token_hash.to_vec()).one(database.reading()).await.map_err(fault)?;
    Ok(row.filter(|row| row.revoked_at.is_none()).map(Session::from))
}

/// Adds a session.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, session: &Session, user_agent: &str) -> Result<(), Fault> {
    let row = entity::session::ActiveModel {
        token_hash: Set(session.token_hash.clone()),
        id: Set(session.id.0),
        tenant_id: Set(work.tenant().0),
        account_id: Set(session.account.map(|id| id.0)),
        contact_id: Set(session.contact.map(|id| id.0)),
        created_at: Set(work.at()),
        last_seen_at: Set(session.last_seen_at),
        ends_at: Set(session.ends_at),
        step_up_until: Set(session.step_up_until),
        look_citizen_id: Set(None),
        look_purpose: Set(None),
        user_agent: Set(user_agent.chars().take(200).collect()),
        revoked_at: Set(None),
    };
    row.insert(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Notes that the session is in use.
///
/// # Errors
/// The database refuses.
pub async fn touch(database: &Database, session: &Session, at: Moment) -> Result<(), Fault> {
    let row =
        entity::session::ActiveModel { token_hash: Unchanged(session.token_hash.clone()), last_seen_at: Set(at), ..Default::default() };
    row.update(database.writing()).await.map_err(fault)?;
    Ok(())
}

/// Remembers which citizen is being visited and why.
///
/// # Errors
/// The database refuses.
pub async fn set_look(work: &Work<'_>, token_hash: &[u8], citizen: CitizenId, purpose: LookPurpose) -> Result<(), Fault> {
    let row = entity::session::ActiveModel {
        token_hash: Unchanged(token_hash.to_vec()),
        look_citizen_id: Set(Some(citizen.0)),
        look_purpose: Set(Some(purpose.to_string())),
        ..Default::default()
    };
    row.update(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Lets names be shown until a moment.
///
/// # Errors
/// The database refuses.
pub async fn step_up(work: &Work<'_>, token_hash: &[u8], until: Moment) -> Result<(), Fault> {
    let row =
        entity::session::ActiveModel { token_hash: Unchanged(token_hash.to_vec()), step_up_until: Set(Some(until)), ..Default::default() };
    row.update(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Lets a contact's session speak as another contact; tells `false` when it is not the contact's living session.
///
/// # Errors
/// The database refuses.
pub async fn speak_for(work: &Work<'_>, token_hash: &[u8], from: ContactId, to: ContactId) -> Result<bool, Fault> {
    let done = entity::session::Entity::update_many()
        .col_expr(entity::session::Column::ContactId, Expr::value(to.0))
        .filter(entity::session::COLUMN.token_hash.eq(token_hash.to_vec()))
        .filter(entity::session::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::session::COLUMN.contact_id.eq(from.0))
        .filter(entity::session::COLUMN.revoked_at.is_null())
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(done.rows_affected == 1)
}

/// Ends one session.
///
/// # Errors
/// The database refuses.
pub async fn revoke(work: &Work<'_>, id: SessionId) -> Result<(), Fault> {
    revoke_where(work, entity::session::COLUMN.id.eq(id.0)).await
}

/// Ends all sessions of an account, at once.
///
/// # Errors
/// The database refuses.
pub async fn revoke_all_of(work: &Work<'_>, account: AccountId) -> Result<(), Fault> {
    revoke_where(work, entity::session::COLUMN.account_id.eq(account.0)).await
}

/// Ends all sessions of a company contact, at once.
///
/// # Errors
/// The database refuses.
pub async fn revoke_all_of_contact(work: &Work<'_>, contact: ContactId) -> Result<(), Fault> {
    revoke_where(work, entity::session::COLUMN.contact_id.eq(contact.0)).await
}

async fn revoke_where(work: &Work<'_>, which: Expr) -> Result<(), Fault> {
    entity::session::Entity::update_many()
        .col_expr(entity::session::Column::RevokedAt, Expr::value(work.at()))
        .filter(entity::session::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(which)
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}
