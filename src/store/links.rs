//! Links in letters; a link's token follows from its id and the server's key, so none is stored.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{database::Database, error::fault, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault, secret::Keys},
    domain::{
        ids::{AccountId, ContactId, LinkId, PlacementId, TenantId},
        terms::words,
    },
};

words! {
    /// What a link is for.
    LinkKind {
        /// Answers one proposal without sign-in.
        Answer = "answer",
        /// Sets a new password.
        Reset = "reset",
        /// Says how the contact's slots stand.
        Slots = "slots",
        /// Answers one version of an agreement for the employees; the subject is the version.
        Agreement = "agreement",
    }
}

/// A link in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Whose municipality.
    pub tenant: TenantId,
    /// Own id.
    pub id: LinkId,
    /// What it is for.
    pub kind: LinkKind,
    /// The proposal that it answers.
    pub placement: Option<PlacementId>,
    /// The contact that it was sent to.
    pub contact: Option<ContactId>,
    /// The member of staff that it was sent to.
    pub account: Option<AccountId>,
    /// What it is about, where that is no proposal; its kind says what.
    pub subject: Option<Uuid>,
    /// Until when it opens.
    pub expires_at: Moment,
    /// When it was used up.
    pub used_at: Option<Moment>,
}

impl TryFrom<entity::link::Model> for Link {
    type Error = Fault;

    fn try_from(row: entity::link::Model) -> Result<Self, Fault> {
        Ok(Self {
            tenant: TenantId(row.tenant_id),
            id: LinkId(row.id),
            kind: LinkKind::parse(&row.kind).ok_or_else(|| Fault::plain("a link's kind is not known"))?,
            placement: row.placement_id.map(PlacementId),
            contact: row.contact_id.map(ContactId),
            account: row.account_id.map(AccountId),
            subject: row.subject_id,
            expires_at: row.expires_at,
            used_at: row.used_at,
        })
    }
}

/// Adds a link.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, link: &Link) -> Result<(), Fault> {
    let row = entity::link::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(link.id.0),
        kind: Set(link.kind.as_str().to_owned()),
        placement_id: Set(link.placement.map(Uuid::from)),
        contact_id: Set(link.contact.map(Uuid::from)),
        account_id: Set(link.account.map(Uuid::from)),
        subject_id: Set(link.subject),
        created_at: Set(work.at()),
        expires_at: Set(link.expires_at),
        used_at: Set(link.used_at),
    };
    row.insert(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// One link.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: LinkId) -> Result<Option<Link>, Fault> {
    let row = entity::link::Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    row.map(Link::try_from).transpose()
}

/// The link behind a token, in whichever municipality; nothing where the proof does not hold.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_token(database: &Database, keys: &Keys, token: &str) -> Result<Option<Link>, Fault> {
    let Some(id) = keys.link_id(token) else { return Ok(None) };
    let row = entity::link::Entity::find().filter(entity::link::COLUMN.id.eq(id)).one(database.reading()).await.map_err(fault)?;
    row.map(Link::try_from).transpose()
}

/// The latest answer link of a proposal: it tells who was asked.
///
/// # Errors
/// The database cannot be reached.
pub async fn latest_answer<S: Scope>(scope: &S, placement: PlacementId) -> Result<Option<Link>, Fault> {
    let row = entity::link::Entity::find()
        .filter(entity::link::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::link::COLUMN.placement_id.eq(placement.0))
        .filter(entity::link::COLUMN.kind.eq(LinkKind::Answer.as_str()))
        .order_by_desc(entity::link::Column::Id)
        .one(&scope.db())
        .await
        .map_err(fault)?;
    row.map(Link::try_from).transpose()
}

/// Uses up every unused link of a proposal.
///
/// # Errors
/// The database refuses.
pub async fn use_up(work: &Work<'_>, placement: PlacementId) -> Result<(), Fault> {
    entity::link::Entity::update_many()
        .col_expr(entity::link::Column::UsedAt, Expr::value(work.at()))
        .filter(entity::link::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::link::COLUMN.placement_id.eq(placement.0))
        .filter(entity::link::COLUMN.used_at.is_null())
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// The answer links of a contact that still open, oldest first.
///
/// # Errors
/// The database cannot be reached.
pub async fn open_of_contact<S: Scope>(scope: &S, contact: ContactId) -> Result<Vec<Link>, Fault> {
    let rows = entity::link::Entity::find()
        .filter(entity::link::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::link::COLUMN.contact_id.eq(contact.0))
        .filter(entity::link::COLUMN.kind.eq(LinkKind::Answer.as_str()))
        .filter(entity::link::COLUMN.used_at.is_null())
        .filter(entity::link::COLUMN.expires_at.gt(scope.at()))
        .order_by_asc(entity::link::Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    rows.into_iter().map(Link::try_from).collect()
}

/// Uses up every unused link of a contact.
///
/// # Errors
/// The database refuses.
pub async fn use_up_of_contact(work: &Work<'_>, contact: ContactId) -> Result<(), Fault> {
    entity::link::Entity::update_many()
        .col_expr(entity::link::Column::UsedAt, Expr::value(work.at()))
        .filter(entity::link::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::link::COLUMN.contact_id.eq(contact.0))
        .filter(entity::link::COLUMN.used_at.is_null())
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// Uses up one link, or makes it unused again.
///
/// # Errors
/// The database refuses.
pub async fn mark_used(work: &Work<'_>, id: LinkId, used_at: Option<Moment>) -> Result<(), Fault> {
    entity::link::Entity::update_many()
        .col_expr(entity::link::Column::UsedAt, Expr::value(used_at))
        .filter(entity::link::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::link::COLUMN.id.eq(id.0))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// The latest link by which a contact says how the slots stand.
///
/// # Errors
/// The database cannot be reached.
pub async fn latest_about_slots<S: Scope>(scope: &S, contact: ContactId) -> Result<Option<Link>, Fault> {
    let row = entity::link::Entity::find()
        .filter(entity::link::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::link::COLUMN.contact_id.eq(contact.0))
        .filter(entity::link::COLUMN.kind.eq(LinkKind::Slots.as_str()))
        .order_by_desc(entity::link::Column::Id)
        .one(&scope.db())
        .await
        .map_err(fault)?;
    row.map(Link::try_from).transpose()
}

/// Uses up one link; tells `false` where it was used already.
///
/// # Errors
/// The database refuses.
pub async fn use_up_one(work: &Work<'_>, id: LinkId) -> Result<bool, Fault> {
    let done = entity::link::Entity::update_many()
        .col_expr(entity::link::Column::UsedAt, Expr::value(work.at()))
        .filter(entity::link::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::link::COLUMN.id.eq(id.0))
        .filter(entity::link::COLUMN.used_at.is_null())
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(done.rows_affected == 1)
}

/// Uses up every unused link about a thing that is no proposal.
///
/// # Errors
/// The database refuses.
pub async fn use_up_about(work: &Work<'_>, kind: LinkKind, subject: Uuid) -> Result<(), Fault> {
    entity::link::Entity::update_many()
        .col_expr(entity::link::Column::UsedAt, Expr::value(work.at()))
        .filter(entity::link::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::link::COLUMN.kind.eq(kind.as_str()))
        .filter(entity::link::COLUMN.subject_id.eq(subject))
        .filter(entity::link::COLUMN.used_at.is_null())
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// Ends every link of a contact about slots, used or not.
///
/// # Errors
/// The database refuses.
pub async fn end_about_slots(work: &Work<'_>, contact: ContactId) -> Result<(), Fault> {
    entity::link::Entity::update_many()
        .col_expr(entity::link::Column::ExpiresAt, Expr::value(work.at()))
        .filter(entity::link::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::link::COLUMN.contact_id.eq(contact.0))
        .filter(entity::link::COLUMN.kind.eq(LinkKind::Slots.as_str()))
        .filter(entity::link::COLUMN.expires_at.gt(work.at()))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}
