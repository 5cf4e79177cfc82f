//! The official list of skills, the same for every municipality.

use std::collections::HashSet;

use sea_orm::{EntityTrait, QueryFilter};

use super::{error::fault, scope::Scope};
use crate::base::fault::Fault;

/// Those of some words that are titles of the official list, in their order.
///
/// # Errors
/// The database cannot be reached.
pub async fn known<S: Scope>(scope: &S, words: &[String]) -> Result<Vec<String>, Fault> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let rows = entity::skill::Entity::find()
        .filter(entity::skill::COLUMN.title.is_in(words.iter().map(String::as_str)))
        .all(&scope.db())
        .await
        .map_err(fault)?;
    let titles: HashSet<String> = rows.into_iter().map(|row| row.title).collect();
    Ok(words.iter().filter(|word| titles.contains(*word)).cloned().collect())
}
