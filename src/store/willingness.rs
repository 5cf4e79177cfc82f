//! What companies have said about whom they take and what support they give.

use std::collections::HashMap;

use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};

use super::{
    error::fault,
    scope::Scope,
    work::{Subject, Work},
};
use crate::{
    base::fault::Fault,
    domain::{
        ids::{AccountId, CompanyId},
        willingness::{SaidAt, Willing, Willingness},
    },
};

fn thing(row: entity::willingness::Model) -> Option<Willingness> {
    Some(Willingness {
        answer: Willing::parse(&row.answer)?,
        topic: row.topic,
        said_on: row.said_on,
        source: SaidAt::parse(&row.source)?,
        by: row.account_id.map(AccountId),
    })
}

/// The answers of several companies, each by topic.
///
/// # Errors
/// The database cannot be reached.
pub async fn of_companies<S: Scope>(scope: &S, companies: &[CompanyId]) -> Result<HashMap<CompanyId, Vec<Willingness>>, Fault> {
    use entity::willingness::{COLUMN, Column};
    let rows = entity::willingness::Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.company_id.is_in(companies.iter().map(|id| id.0)))
        .order_by_asc(Column::Topic)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    let mut found: HashMap<CompanyId, Vec<Willingness>> = HashMap::new();
    for row in rows {
        let company = CompanyId(row.company_id);
        found.entry(company).or_default().extend(thing(row));
    }
    Ok(found)
}

/// Writes an answer down; an earlier one about the same topic is replaced.
///
/// # Errors
/// The database refuses.
pub async fn put(work: &mut Work<'_>, company: CompanyId, said: &Willingness) -> Result<(), Fault> {
    use entity::willingness::Column;
    let row = entity::willingness::ActiveModel {
        tenant_id: Set(work.tenant().0),
        company_id: Set(company.0),
        topic: Set(said.topic.clone()),
        answer: Set(said.answer.to_string()),
        said_on: Set(said.said_on),
        source: Set(said.source.to_string()),
        account_id: Set(said.by.map(|id| id.0)),
        updated_at: Set(work.at()),
    };
    let changed = [Column::Answer, Column::SaidOn, Column::Source, Column::AccountId, Column::UpdatedAt];
    let replace = OnConflict::columns([Column::TenantId, Column::CompanyId, Column::Topic]).update_columns(changed).to_owned();
    entity::willingness::Entity::insert(row).on_conflict(replace).exec_without_returning(&work.db()).await.map_err(fault)?;
    work.changed(Subject::new("company", company));
    Ok(())
}

/// Takes away everything that a company has said.
///
/// # Errors
/// The database refuses.
pub async fn remove_all(work: &mut Work<'_>, company: CompanyId) -> Result<(), Fault> {
    use entity::willingness::COLUMN;
    let of_company = entity::willingness::Entity::delete_many().filter(COLUMN.tenant_id.eq(work.tenant().0));
    of_company.filter(COLUMN.company_id.eq(company.0)).exec(&work.db()).await.map_err(fault)?;
    work.changed(Subject::new("company", company));
    Ok(())
}
