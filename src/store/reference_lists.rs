//! Official lists that were imported: occupations, skills, branches.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

use super::{
    columns,
    error::fault,
    scope::Scope,
    work::{Subject, Work},
};
use crate::base::fault::Fault;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// New.
    Added,
    /// Changed.
    Changed,
    /// There already.
    Unchanged,
}

/// An occupation of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occupation {
    /// `disco08` or `esco`.
    pub scheme: String,
    /// Code in the scheme.
    pub code: String,
    /// Title.
    pub title: String,
    /// DISCO-08 group of an ESCO occupation.
    pub disco: Option<String>,
    /// Other titles.
    pub labels: Vec<String>,
}

/// The codes of the imported DISCO-08; empty before the import.
///
/// # Errors
/// The database cannot be reached.
pub async fn disco_codes<S: Scope>(scope: &S) -> Result<Vec<String>, Fault> {
    entity::occupation::Entity::find()
        .filter(entity::occupation::COLUMN.scheme.eq("disco08"))
        .select_only()
        .column(entity::occupation::Column::Code)
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)
}

/// The title of a DISCO-08 code, where the list was imported.
///
/// # Errors
/// The database cannot be reached.
pub async fn occupation_title<S: Scope>(scope: &S, code: &str) -> Result<Option<String>, Fault> {
    let key = ("disco08".to_owned(), code.to_owned());
    Ok(entity::occupation::Entity::find_by_id(key).one(&scope.db()).await.map_err(fault)?.map(|row| row.title))
}

/// Adds or changes an occupation.
///
/// # Errors
/// The database refuses.
pub async fn save_occupation(work: &Work<'_>, occupation: &Occupation) -> Result<Saved, Fault> {
    let key = (occupation.scheme.clone(), occupation.code.clone());
    let there = entity::occupation::Entity::find_by_id(key).one(&work.db()).await.map_err(fault)?;
    let same = |row: &entity::occupation::Model| {
        (&row.title, &row.disco, columns::words(&row.labels)) == (&occupation.title, &occupation.disco, occupation.labels.clone())
    };
    if there.as_ref().is_some_and(same) {
        return Ok(Saved::Unchanged);
    }
    let row = entity::occupation::ActiveModel {
        scheme: Set(occupation.scheme.clone()),
        code: Set(occupation.code.clone()),
        title: Set(occupation.title.clone()),
        disco: Set(occupation.disco.clone()),
        labels: Set(json!(occupation.labels)),
    };
    save(work, row, there.is_none()).await
}

/// Adds or changes a skill; the index then reads anew who has it.
///
/// # Errors
/// The database refuses.
pub async fn save_skill(work: &mut Work<'_>, uri: &str, title: &str, labels: &[String]) -> Result<Saved, Fault> {
    let there = entity::skill::Entity::find_by_id(uri).one(&work.db()).await.map_err(fault)?;
    if there.as_ref().is_some_and(|row| row.title == title && columns::words(&row.labels) == labels) {
        return Ok(Saved::Unchanged);
    }
    // The list is one thing to the index, however many skills change at once.
    work.changed(Subject::new("skill", uuid::Uuid::nil()));
    let row = entity::skill::ActiveModel { uri: Set(uri.to_owned()), title: Set(title.to_owned()), labels: Set(json!(labels)) };
    save(work, row, there.is_none()).await
}

/// Adds or changes a branch.
///
/// # Errors
/// The database refuses.
pub async fn save_branch(work: &Work<'_>, version: &str, code: &str, title: &str) -> Result<Saved, Fault> {
    let there = entity::branch::Entity::find_by_id((version.to_owned(), code.to_owned())).one(&work.db()).await.map_err(fault)?;
    if there.as_ref().is_some_and(|row| row.title == title) {
        return Ok(Saved::Unchanged);
    }
    let row = entity::branch::ActiveModel { version: Set(version.to_owned()), code: Set(code.to_owned()), title: Set(title.to_owned()) };
    save(work, row, there.is_none()).await
}

async fn save<A>(work: &Work<'_>, row: A, is_new: bool) -> Result<Saved, Fault>
where
    A: ActiveModelTrait + sea_orm::ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: sea_orm::IntoActiveModel<A>,
{
    if is_new {
        <A::Entity as EntityTrait>::insert(row).exec_without_returning(&work.db()).await.map_err(fault)?;
        return Ok(Saved::Added);
    }
    row.update(&work.db()).await.map_err(fault)?;
    Ok(Saved::Changed)
}
