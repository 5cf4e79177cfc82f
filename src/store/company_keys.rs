//! The words and numbers by which companies are found, and by which two entries are seen to be one company.

use std::collections::{BTreeSet, HashSet};

use entity::company_key::{ActiveModel, COLUMN, Column, Entity};
use sea_orm::{
    ActiveValue::Set,
    EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Condition, Expr, Func, OnConflict},
};
use uuid::Uuid;

use super::{contacts, error::fault, scope::Scope, work::Work, workplaces};
use crate::{
    base::fault::Fault,
    domain::{
        company::{Company, Contact, Workplace},
        ids::CompanyId,
        likeness::{self, Key, KeyKind},
    },
};

/// Companies that one word may have before it is too common to find anything by.
const MOST_OF_A_WORD: u64 = 500;
/// More companies than this share a phone or a domain because they are a chain, not because they are one.
const MOST_ALIKE: i64 = 5;

fn key(kind: KeyKind, value: impl Into<String>) -> Key {
    Key { kind, value: value.into() }
}

fn words(name: &str) -> impl Iterator<Item = Key> {
    likeness::words_of(name).into_iter().map(|word| key(KeyKind::Word, word))
}

fn number(text: Option<&str>) -> Option<Key> {
    text.and_then(likeness::phone_digits).map(|digits| key(KeyKind::Number, digits))
}

/// What tells that two entries may be one company.
#[must_use]
pub fn telling(company: &Company) -> Vec<Key> {
    let postcode = company.address.postcode.as_deref().unwrap_or_default();
    let name = format!("{postcode} {}", likeness::bare_name(&company.name));
    let phone = company.phone.as_deref().and_then(likeness::phone_digits).map(|digits| key(KeyKind::Phone, digits));
    let mail = company.email.as_deref().and_then(likeness::mail_domain).map(|domain| key(KeyKind::Mail, domain));
    let site = company.website.as_deref().and_then(likeness::site_host).map(|host| key(KeyKind::Site, host));
    let block = key(KeyKind::Block, likeness::block(postcode, &company.name));
    [Some(key(KeyKind::Name, name)), Some(block), phone, mail, site].into_iter().flatten().collect()
}

/// A company's keys; one that turned out to be another is still found by its name and number.
fn of_company(company: &Company) -> BTreeSet<Key> {
    let mut keys: BTreeSet<Key> = words(&company.name).collect();
    keys.insert(key(KeyKind::Number, company.cvr.to_string()));
    keys.extend(number(company.phone.as_deref()));
    if company.relation.merged_into.is_none() {
        keys.extend(telling(company));
    }
    keys
}

/// Writes the keys of a company.
///
/// # Errors
/// The database refuses.
pub async fn put_company(work: &Work<'_>, company: &Company) -> Result<(), Fault> {
    put(work, company.id.0, company.id, &of_company(company)).await
}

/// Writes the keys of a workplace.
///
/// # Errors
/// The database refuses.
pub async fn put_workplace(work: &Work<'_>, place: &Workplace) -> Result<(), Fault> {
    let mut keys: BTreeSet<Key> = words(&place.name).collect();
    keys.insert(key(KeyKind::Number, place.p_number.to_string()));
    put(work, place.id.0, place.company, &keys).await
}

/// Writes the keys of a contact.
///
/// # Errors
/// The database refuses.
pub async fn put_contact(work: &Work<'_>, contact: &Contact) -> Result<(), Fault> {
    let mut keys: BTreeSet<Key> = words(&contact.name).collect();
    keys.extend(number(contact.phone.as_deref()));
    put(work, contact.id.0, contact.company, &keys).await
}

/// Writes nothing where the keys are there already.
async fn put(work: &Work<'_>, source: Uuid, company: CompanyId, keys: &BTreeSet<Key>) -> Result<(), Fault> {
    let own = Condition::all().add(COLUMN.tenant_id.eq(work.tenant().0)).add(COLUMN.source_id.eq(source));
    let there = Entity::find().filter(own.clone()).all(&work.db()).await.map_err(fault)?;
    let known: BTreeSet<Key> = there.iter().filter_map(|row| Some(key(KeyKind::parse(&row.kind)?, row.value.clone()))).collect();
    if known == *keys && there.iter().all(|row| row.company_id == company.0) {
        return Ok(());
    }
    Entity::delete_many().filter(own).exec(&work.db()).await.map_err(fault)?;
    let row = |key: &Key| ActiveModel {
        tenant_id: Set(work.tenant().0),
        source_id: Set(source),
        kind: Set(key.kind.to_string()),
        value: Set(key.value.clone()),
        company_id: Set(company.0),
    };
    if keys.is_empty() {
        return Ok(());
    }
    // Another writer may have put the same keys of the same row just now.
    let same =
        OnConflict::columns([Column::TenantId, Column::SourceId, Column::Kind, Column::Value]).update_column(Column::CompanyId).to_owned();
    Entity::insert_many(keys.iter().map(row)).on_conflict(same).exec_without_returning(&work.db()).await.map_err(fault)?;
    Ok(())
}

/// Writes the keys of companies that have none yet, with those of their workplaces and contacts.
///
/// # Errors
/// The database refuses.
pub async fn complete<'a>(work: &Work<'_>, companies: impl Iterator<Item = &'a Company> + Send) -> Result<(), Fault> {
    let companies: Vec<&Company> = companies.collect();
    let ids = companies.iter().map(|company| company.id.0);
    let own = Entity::find().select_only().column(Column::SourceId).filter(COLUMN.tenant_id.eq(work.tenant().0));
    let known: Vec<Uuid> = own.filter(COLUMN.source_id.is_in(ids)).distinct().into_tuple().all(&work.db()).await.map_err(fault)?;
    for company in companies.into_iter().filter(|company| !known.contains(&company.id.0)) {
        put_company(work, company).await?;
        for place in workplaces::of_company(work, company.id).await? {
            put_workplace(work, &place).await?;
        }
        for contact in contacts::of_company(work, company.id).await? {
            put_contact(work, &contact).await?;
        }
    }
    Ok(())
}

/// Lets the keys of some workplaces and contacts lead to another company.
///
/// # Errors
/// The database refuses.
pub async fn follow(work: &Work<'_>, sources: &[Uuid], to: CompanyId) -> Result<(), Fault> {
    for some in sources.chunks(500) {
        Entity::update_many()
            .col_expr(Column::CompanyId, Expr::value(to.0))
            .filter(COLUMN.tenant_id.eq(work.tenant().0))
            .filter(COLUMN.source_id.is_in(some.iter().copied()))
            .exec(&work.db())
            .await
            .map_err(fault)?;
    }
    Ok(())
}

/// The first text after all that begin like this, in the order of any alphabet that puts digits before letters.
fn after_all(prefix: &str) -> String {
    let mut begin: Vec<char> = prefix.chars().collect();
    match begin.pop() {
        Some('9') => begin.push('a'),
        Some(last) if last.is_ascii_digit() || ('a'..='y').contains(&last) => begin.push(char::from(last as u8 + 1)),
        last => begin.extend(last.into_iter().chain("zzzzzzzz".chars())),
    }
    begin.into_iter().collect()
}

/// Companies that have a word, or a number, beginning like each of the typed ones; in no order, at most a few hundred.
///
/// # Errors
/// The database cannot be reached.
pub async fn found<S: Scope>(scope: &S, typed: &str) -> Result<Vec<CompanyId>, Fault> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let is_number = digits.len() >= 4 && typed.chars().all(|sign| sign.is_ascii_digit() || " +-".contains(sign));
    if is_number {
        let bare = likeness::phone_digits(typed).filter(|_| typed.trim_start().starts_with('+')).unwrap_or(digits);
        return Ok(with(scope, KeyKind::Number, &bare, None).await?.into_iter().collect());
    }
    let mut left: Option<HashSet<CompanyId>> = None;
    let mut words = likeness::words_of(typed);
    // The longest word leaves the fewest companies to look at for the next.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words.iter().filter(|word| word.len() > 1) {
        left = Some(with(scope, KeyKind::Word, word, left.as_ref()).await?);
    }
    Ok(left.unwrap_or_default().into_iter().collect())
}

async fn with<S: Scope>(scope: &S, kind: KeyKind, begin: &str, among: Option<&HashSet<CompanyId>>) -> Result<HashSet<CompanyId>, Fault> {
    let mut query = Entity::find()
        .select_only()
        .column(Column::CompanyId)
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.kind.eq(kind.as_str()))
        .filter(COLUMN.value.gte(begin))
        .filter(COLUMN.value.lt(after_all(begin)));
    if let Some(among) = among {
        query = query.filter(COLUMN.company_id.is_in(among.iter().map(|id| id.0)));
    }
    let ids: Vec<Uuid> = query.distinct().limit(MOST_OF_A_WORD).into_tuple().all(&scope.db()).await.map_err(fault)?;
    Ok(ids.into_iter().map(CompanyId).collect())
}

/// Who shares one of some keys, with the kind of key; at most `limit`.
///
/// # Errors
/// The database cannot be reached.
pub async fn sharing<S: Scope>(scope: &S, keys: &[Key], limit: u64) -> Result<Vec<(CompanyId, KeyKind)>, Fault> {
    let one = |key: &Key| Condition::all().add(COLUMN.kind.eq(key.kind.as_str())).add(COLUMN.value.eq(key.value.as_str()));
    let any = keys.iter().fold(Condition::any(), |any, key| any.add(one(key)));
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(any)
        .order_by_asc(Column::Kind)
        .order_by_asc(Column::CompanyId)
        .limit(limit)
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().filter_map(|row| Some((CompanyId(row.company_id), KeyKind::parse(&row.kind)?))).collect())
}

/// Keys that two to five companies share, in order, after one of them, at most `limit`.
///
/// # Errors
/// The database cannot be reached.
pub async fn shared<S: Scope>(scope: &S, after: Option<&Key>, limit: u64) -> Result<Vec<Key>, Fault> {
    let count = || Expr::expr(Func::count(Expr::col(Column::CompanyId)));
    let mut query = Entity::find()
        .select_only()
        .column(Column::Kind)
        .column(Column::Value)
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.kind.is_in(KeyKind::TELLING.map(KeyKind::as_str)));
    if let Some(Key { kind, value }) = after {
        let same = COLUMN.kind.eq(kind.as_str()).and(COLUMN.value.gt(value.as_str()));
        query = query.filter(COLUMN.kind.gt(kind.as_str()).or(same));
    }
    let rows: Vec<(String, String)> = query
        .group_by(Column::Kind)
        .group_by(Column::Value)
        .having(count().gt(1))
        .having(count().lte(MOST_ALIKE))
        .order_by_asc(Column::Kind)
        .order_by_asc(Column::Value)
        .limit(limit)
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().filter_map(|(kind, value)| Some(Key { kind: KeyKind::parse(&kind)?, value })).collect())
}

/// Which companies share some keys.
///
/// # Errors
/// The database cannot be reached.
pub async fn companies_of<S: Scope>(scope: &S, keys: &[Key]) -> Result<Vec<(Key, CompanyId)>, Fault> {
    let values = keys.iter().map(|key| key.value.as_str());
    let rows = Entity::find()
        .filter(COLUMN.tenant_id.eq(scope.tenant().0))
        .filter(COLUMN.kind.is_in(KeyKind::TELLING.map(KeyKind::as_str)))
        .filter(COLUMN.value.is_in(values))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    let pair = |row: entity::company_key::Model| Some((key(KeyKind::parse(&row.kind)?, row.value), CompanyId(row.company_id)));
    Ok(rows.into_iter().filter_map(pair).filter(|(key, _)| keys.contains(key)).collect())
}

#[cfg(test)]
mod tests {
    use super::after_all;

    #[test]
    fn what_comes_after_a_beginning_is_no_sign_that_alphabets_disagree_on() {
        for (begin, after) in [("bag", "bah"), ("43", "44"), ("9", "a"), ("99", "9a"), ("zzz", "zzzzzzzzzzz")] {
            assert_eq!(after_all(begin), after);
        }
    }
}
