//! What is asked for and used within ten minutes: sign-in codes of contacts and reset links of staff.

use chrono::Duration;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{error::fault, links::LinkKind, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::ids::{AccountId, ContactId, LinkId},
};

/// Wrong guesses after which a code is worth nothing.
pub const MOST_GUESSES: u32 = 5;

/// A sign-in code; its digits follow from the id and the server's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInCode {
    /// Own id.
    pub id: Uuid,
    /// Who asked for it.
    pub contact: ContactId,
    /// SHA-256 of the secret of the browser in which it was asked for.
    pub browser_hash: Vec<u8>,
    /// Wrong guesses so far.
    pub guesses: u32,
    /// Until when it lives.
    pub expires_at: Moment,
    /// When it was used.
    pub used_at: Option<Moment>,
}

impl SignInCode {
    /// Whether it can still be used.
    #[must_use]
    pub fn lives(&self, at: Moment) -> bool {
        self.used_at.is_none() && at < self.expires_at && self.guesses < MOST_GUESSES
    }
}

impl From<entity::sign_in_code::Model> for SignInCode {
    fn from(row: entity::sign_in_code::Model) -> Self {
        Self {
            id: row.id,
            contact: ContactId(row.contact_id),
            browser_hash: row.browser_hash,
            guesses: row.attempts.unsigned_abs(),
            expires_at: row.expires_at,
            used_at: row.used_at,
        }
    }
}

/// Adds a code.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, code: &SignInCode) -> Result<(), Fault> {
    let row = entity::sign_in_code::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(code.id),
        contact_id: Set(code.contact.0),
        browser_hash: Set(code.browser_hash.clone()),
        attempts: Set(0),
        created_at: Set(work.at()),
        expires_at: Set(code.expires_at),
        used_at: Set(None),
    };
    row.insert(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// One code.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: Uuid) -> Result<Option<SignInCode>, Fault> {
    let row = entity::sign_in_code::Entity::find_by_id((scope.tenant().0, id)).one(&scope.db()).await.map_err(fault)?;
    Ok(row.map(SignInCode::from))
}

/// The codes that can still be used in a browser, newest first, locked until the transaction ends so that parallel
/// guesses are all counted.
///
/// # Errors
/// The database refuses.
pub async fn living(work: &Work<'_>, browser_hash: &[u8]) -> Result<Vec<SignInCode>, Fault> {
    let rows = entity::sign_in_code::Entity::find()
        .filter(entity::sign_in_code::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::sign_in_code::COLUMN.browser_hash.eq(browser_hash.to_vec()))
        .filter(entity::sign_in_code::COLUMN.used_at.is_null())
        .filter(entity::sign_in_code::COLUMN.expires_at.gt(work.at()))
        .order_by_desc(entity::sign_in_code::Column::CreatedAt)
        .lock_exclusive()
        .all(&work.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(SignInCode::from).filter(|code| code.lives(work.at())).collect())
}

/// Counts a wrong guess on each of these codes.
///
/// # Errors
/// The database refuses.
pub async fn count_guess(work: &Work<'_>, ids: &[Uuid]) -> Result<(), Fault> {
    use entity::sign_in_code::Column;
    entity::sign_in_code::Entity::update_many()
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::TenantId.eq(work.tenant().0))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// Uses a code up.
///
/// # Errors
/// The database refuses.
pub async fn use_up(work: &Work<'_>, id: Uuid) -> Result<(), Fault> {
    use entity::sign_in_code::Column;
    entity::sign_in_code::Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(work.at()))
        .filter(Column::TenantId.eq(work.tenant().0))
        .filter(Column::Id.eq(id))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// How many codes a contact has asked for within a span of time.
///
/// # Errors
/// The database cannot be reached.
pub async fn asked_within<S: Scope>(scope: &S, contact: ContactId, span: Duration) -> Result<u64, Fault> {
    entity::sign_in_code::Entity::find()
        .filter(entity::sign_in_code::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::sign_in_code::COLUMN.contact_id.eq(contact.0))
        .filter(entity::sign_in_code::COLUMN.created_at.gt(scope.at() - span))
        .count(&scope.db())
        .await
        .map_err(fault)
}

/// How many reset links an account has asked for within a span of time.
///
/// # Errors
/// The database cannot be reached.
pub async fn resets_within<S: Scope>(scope: &S, account: AccountId, span: Duration) -> Result<u64, Fault> {
    entity::link::Entity::find()
        .filter(entity::link::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::link::COLUMN.kind.eq(LinkKind::Reset.as_str()))
        .filter(entity::link::COLUMN.account_id.eq(account.0))
        .filter(entity::link::COLUMN.created_at.gt(scope.at() - span))
        .count(&scope.db())
        .await
        .map_err(fault)
}

/// Uses up a reset link and all others of the account; tells `false` when it had been used already.
///
/// # Errors
/// The database refuses.
pub async fn use_resets(work: &Work<'_>, link: LinkId, account: AccountId) -> Result<bool, Fault> {
    use entity::link::Column;
    let unused = || {
        entity::link::Entity::update_many()
            .col_expr(Column::UsedAt, Expr::value(work.at()))
            .filter(Column::TenantId.eq(work.tenant().0))
            .filter(Column::Kind.eq(LinkKind::Reset.as_str()))
            .filter(Column::AccountId.eq(account.0))
            .filter(Column::UsedAt.is_null())
    };
    let this = unused().filter(Column::Id.eq(link.0)).exec(&work.db()).await.map_err(fault)?;
    unused().exec(&work.db()).await.map_err(fault)?;
    Ok(this.rows_affected == 1)
}
