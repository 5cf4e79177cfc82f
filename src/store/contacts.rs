//! People who speak for companies.

use std::collections::HashMap;

use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr};

use super::{company_keys, error::fault, saving, scope::Scope, work::Work};
use crate::{
    base::{clock::Moment, fault::Fault},
    domain::{
        company::{Contact, ContactRole},
        ids::{CompanyId, ContactId, WorkplaceId},
        letter::LetterKind,
        slot::Slot,
        terms::Language,
    },
};

impl From<entity::contact::Model> for Contact {
    fn from(row: entity::contact::Model) -> Self {
        Self {
            id: ContactId(row.id),
            company: CompanyId(row.company_id),
            workplace: row.workplace_id.map(WorkplaceId),
            name: row.name,
            email: row.email,
            phone: row.phone,
            language: Language::parse(&row.language).unwrap_or(Language::Da),
            role: ContactRole::parse(&row.role).unwrap_or(ContactRole::Contact),
            active: row.active,
            version: row.version,
        }
    }
}

/// Several contacts at once, by id.
///
/// # Errors
/// The database cannot be reached.
pub async fn some<S: Scope>(scope: &S, ids: &[ContactId]) -> Result<Vec<Contact>, Fault> {
    let rows = entity::contact::Entity::find()
        .filter(entity::contact::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::contact::COLUMN.id.is_in(ids.iter().map(|id| id.0)))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(Contact::from).collect())
}

/// One contact.
///
/// # Errors
/// The database cannot be reached.
pub async fn find<S: Scope>(scope: &S, id: ContactId) -> Result<Option<Contact>, Fault> {
    let row = entity::contact::Entity::find_by_id((scope.tenant().0, id.0)).one(&scope.db()).await.map_err(fault)?;
    Ok(row.map(Contact::from))
}

/// The contacts of several companies at once, by name.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_companies<S: Scope>(scope: &S, companies: &[CompanyId]) -> Result<Vec<Contact>, Fault> {
    let rows = entity::contact::Entity::find()
        .filter(entity::contact::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::contact::COLUMN.company_id.is_in(companies.iter().map(|id| id.0)))
        .order_by_asc(entity::contact::Column::Name)
        .order_by_asc(entity::contact::Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(Contact::from).collect())
}

/// The contacts of a company, by name.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_company<S: Scope>(scope: &S, company: CompanyId) -> Result<Vec<Contact>, Fault> {
    let rows = entity::contact::Entity::find()
        .filter(entity::contact::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::contact::COLUMN.company_id.eq(company.0))
        .order_by_asc(entity::contact::Column::Name)
        .order_by_asc(entity::contact::Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(Contact::from).collect())
}

/// How many contacts of a company were made since a moment, those too who have stopped since.
///
/// # Errors
/// The database cannot be reached.
pub async fn made_since<S: Scope>(scope: &S, company: CompanyId, since: Moment) -> Result<u64, Fault> {
    entity::contact::Entity::find()
        .filter(entity::contact::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::contact::COLUMN.company_id.eq(company.0))
        .filter(entity::contact::COLUMN.created_at.gt(since))
        .count(&scope.db())
        .await
        .map_err(fault)
}

/// Active contacts with this address, in this municipality.
///
/// # Errors
/// The database cannot be reached.
pub async fn by_email<S: Scope>(scope: &S, email: &str) -> Result<Vec<Contact>, Fault> {
    let rows = entity::contact::Entity::find()
        .filter(entity::contact::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::contact::COLUMN.email.eq(email.trim().to_lowercase()))
        .filter(entity::contact::COLUMN.active.eq(true))
        .order_by_asc(entity::contact::Column::Id)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(Contact::from).collect())
}

/// The active contact with an address who answers for a slot: its own, else one of its workplace, else one of the company.
///
/// # Errors
/// The database cannot be reached.
pub async fn answering_for<S: Scope>(scope: &S, slot: &Slot) -> Result<Option<Contact>, Fault> {
    let reachable: Vec<Contact> =
        of_company(scope, slot.company).await?.into_iter().filter(|contact| contact.signs_in() && contact.email.is_some()).collect();
    let own = |contact: &&Contact| Some(contact.id) == slot.contact;
    let of_workplace = |contact: &&Contact| contact.workplace == Some(slot.workplace);
    let of_all = |contact: &&Contact| contact.workplace.is_none();
    Ok(reachable.iter().find(own).or_else(|| reachable.iter().find(of_workplace)).or_else(|| reachable.iter().find(of_all)).cloned())
}

fn row(work: &Work<'_>, contact: &Contact) -> entity::contact::ActiveModel {
    entity::contact::ActiveModel {
        tenant_id: Set(work.tenant().0),
        id: Set(contact.id.0),
        company_id: Set(contact.company.0),
        workplace_id: Set(contact.workplace.map(|id| id.0)),
        name: Set(contact.name.clone()),
        email: Set(contact.email.as_ref().map(|email| email.trim().to_lowercase())),
        phone: Set(contact.phone.clone()),
        language: Set(contact.language.to_string()),
        role: Set(contact.role.to_string()),
        active: Set(contact.active),
        version: Set(contact.version),
        updated_at: Set(work.at()),
        ..Default::default()
    }
}

/// Adds a contact.
///
/// # Errors
/// The database refuses.
pub async fn insert(work: &Work<'_>, contact: &Contact) -> Result<(), Fault> {
    let mut row = row(work, contact);
    row.created_at = Set(work.at());
    entity::contact::Entity::insert(row).exec_without_returning(&work.db()).await.map_err(fault)?;
    company_keys::put_contact(work, contact).await
}

/// Changes a contact and raises its version.
///
/// # Errors
/// Somebody changed it meanwhile (may pass), or the database refuses.
pub async fn update(work: &Work<'_>, contact: &Contact) -> Result<(), Fault> {
    let mut row = row(work, contact);
    row.version = Set(contact.version + 1);
    saving::update_numbered(work, row, entity::contact::COLUMN.version.eq(contact.version)).await?;
    company_keys::put_contact(work, contact).await
}

/// Notes that a contact has signed in.
///
/// # Errors
/// The database refuses.
pub async fn seen(work: &Work<'_>, id: ContactId) -> Result<(), Fault> {
    entity::contact::Entity::update_many()
        .col_expr(entity::contact::Column::SeenAt, Expr::value(work.at()))
        .filter(entity::contact::COLUMN.tenant_id.eq(work.tenant().0))
        .filter(entity::contact::COLUMN.id.eq(id.0))
        .exec(&work.db())
        .await
        .map_err(fault)?;
    Ok(())
}

/// When each contact of a company last signed in; one who never did is missing.
///
/// # Errors
/// The database cannot be reached.
pub async fn last_seen<S: Scope>(scope: &S, company: CompanyId) -> Result<HashMap<ContactId, Moment>, Fault> {
    let rows = entity::contact::Entity::find()
        .filter(entity::contact::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::contact::COLUMN.company_id.eq(company.0))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().filter_map(|row| Some((ContactId(row.id), row.seen_at?))).collect())
}

/// How many letters of a kind were written to a contact since a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn written_to<S: Scope>(scope: &S, id: ContactId, kind: LetterKind, since: Moment) -> Result<u64, Fault> {
    let letters = entity::letter::Entity::find()
        .filter(entity::letter::COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(entity::letter::COLUMN.contact_id.eq(id.0))
        .filter(entity::letter::COLUMN.kind.eq(kind.as_str()))
        .filter(entity::letter::COLUMN.created_at.gt(since));
    letters.count(&scope.db()).await.map_err(fault)
}
