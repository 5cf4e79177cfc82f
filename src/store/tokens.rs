//! Keys for programs; only the hash of a key is kept.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    EntityTrait, QueryFilter,
};
use uuid::Uuid;

use super::{database::Database, error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::ids::{AccountId, CompanyId, ContactId, TenantId},
};

/// A key for programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Own id.
    pub id: Uuid,
    /// Municipality.
    pub tenant: TenantId,
    /// What it is for.
    pub name: String,
    /// Stored word of its role.
    pub role: String,
    /// The member of staff that it acts as.
    pub account: Option<AccountId>,
    /// The company contact that it acts as.
    pub contact: Option<ContactId>,
    /// The one company that it may see.
    pub company: Option<CompanyId>,
    /// Latest use, to the minute.
    pub last_used_at: Option<Moment>,
}

impl From<entity::api_token::Model> for Token {
    fn from(row: entity::api_token::Model) -> Self {
        Self {
            id: row.id,
            tenant: TenantId(row.tenant_id),
            name: row.name,
            role: row.role,
            account: row.account_id.map(AccountId),
            contact: row.contact_id.map(ContactId),
            company: row.company_id.map(CompanyId),
            last_used_at: row.last_used_at,
        }
    }
}

/// The living token behind a hash, whatever its municipality: here the municipality is found out.
///
/// # Errors
/// The database cannot be reached.
pub async fn living(database: &Database, token_hash: &[u8]) -> Result<Option<Token>, Fault> {
    let query = entity::api_token::Entity::find().filter(entity::api_token::COLUMN.token_hash.eq(token_hash.to_vec()));
    let row = query.one(database.reading()).await.map_err(fault)?;
    Ok(row.filter(|row| row.revoked_at.is_none()).map(Token::from))
}

/// Adds a token.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, token: &Token, token_hash: Vec<u8>) -> Result<(), Fault> {
    let row = entity::api_token::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(token.id),
        token_hash: Set(token_hash),
        name: Set(token.name.clone()),
        role: Set(token.role.clone()),
        account_id: Set(token.account.map(|id| id.0)),
        contact_id: Set(token.contact.map(|id| id.0)),
        company_id: Set(token.company.map(|id| id.0)),
        created_at: Set(work.at()),
        last_used_at: Set(None),
        revoked_at: Set(None),
    };
    row.insert(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Notes that the token is in use.
///
/// # Errors
/// The database refuses.
pub async fn touch(database: &Database, token: &Token, at: Moment) -> Result<(), Fault> {
    let row = entity::api_token::ActiveModel {
        tenant_id: Unchanged(token.tenant.0),
        id: Unchanged(token.id),
        last_used_at: Set(Some(at)),
        ..Default::default()
    };
    row.update(database.writing()).await.map_err(fault)?;
    Ok(())
}
