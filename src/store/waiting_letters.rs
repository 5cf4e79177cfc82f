//! Letters that wait: on which days a contact has one, which of them tell the same, and what waited for the server.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, sea_query::Expr};

use super::{database::Database, error::fault, scope::Scope};
use crate::{
    base::{
        clock::{Moment, day_of},
        fault::Fault,
    },
    domain::{
        ids::ContactId,
        letter::{LetterKind, LetterState, SERVER_TROUBLE},
    },
};

/// The days on which a contact gets, or since a moment has got, a letter that can wait.
///
/// # Errors
/// The database cannot be reached.
pub async fn days_with_one<S: Scope>(scope: &S, contact: ContactId, since: Moment) -> Result<Vec<NaiveDate>, Fault> {
    use entity::letter::Column;
    let rows: Vec<(Moment, Option<Moment>)> = entity::letter::Entity::find()
        .select_only()
        .columns([Column::NextTryAt, Column::SentAt])
        .filter(Column::TenantId.eq(scope.tenant().0))
        .filter(Column::ContactId.eq(contact.0))
        .filter(Column::Kind.is_in(LetterKind::that_can_wait().map(LetterKind::as_str)))
        .filter(Column::State.is_in([LetterState::Waiting.as_str(), LetterState::Sending.as_str()]).or(Column::SentAt.gte(since)))
        .into_tuple()
        .all(&scope.db())
        .await
        .map_err(fault)?;
    Ok(rows.into_iter().map(|(next, sent)| day_of(sent.unwrap_or(next))).collect())
}

/// Whether a contact has got a letter that can wait since a moment.
///
/// # Errors
/// The database cannot be reached.
pub async fn has_had_one<S: Scope>(scope: &S, contact: ContactId, since: Moment) -> Result<bool, Fault> {
    use entity::letter::Column;
    let found = entity::letter::Entity::find()
        .filter(Column::TenantId.eq(scope.tenant().0))
        .filter(Column::ContactId.eq(contact.0))
        .filter(Column::Kind.is_in(LetterKind::that_can_wait().map(LetterKind::as_str)))
        .filter(Column::SentAt.gte(since))
        .limit(1)
        .one(&scope.db())
        .await
        .map_err(fault)?;
    Ok(found.is_some())
}

/// Whether a contact is told by a later letter that slots have closed, which asks about the rest as well.
///
/// # Errors
/// The database cannot be reached.
pub async fn is_in_a_later_one<S: Scope>(scope: &S, contact: ContactId, written_at: Moment) -> Result<bool, Fault> {
    use entity::letter::Column;
    let found = entity::letter::Entity::find()
        .filter(Column::TenantId.eq(scope.tenant().0))
        .filter(Column::ContactId.eq(contact.0))
        .filter(Column::Kind.eq(LetterKind::SlotsClosed.as_str()))
        .filter(Column::CreatedAt.gte(written_at))
        .filter(Column::State.ne(LetterState::Failed.as_str()))
        .limit(1)
        .one(&scope.db())
        .await
        .map_err(fault)?;
    Ok(found.is_some())
}

/// Makes the letters due at once that waited for the mail server, now that it answers again, in the order in which
/// they were written: a company hears of a question before it hears that the question is gone.
///
/// # Errors
/// The database refuses.
pub async fn bring_forward(database: &Database, at: Moment) -> Result<u64, Fault> {
    use entity::letter::Column;
    let done = entity::letter::Entity::update_many()
        .col_expr(Column::NextTryAt, Expr::col(Column::CreatedAt))
        .filter(Column::State.eq(LetterState::Waiting.as_str()))
        .filter(Column::NextTryAt.gt(at))
        .filter(Column::LastError.starts_with(SERVER_TROUBLE))
        .exec(database.writing())
        .await
        .map_err(fault)?;
    Ok(done.rows_affected)
}
