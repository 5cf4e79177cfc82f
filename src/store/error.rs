//! Database errors, sorted into what may pass, what a rule forbids, and what is broken.

use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};

use crate::base::fault::Fault;

/// Serialization failure, deadlock, lock timeout, lost exclusion race (PostgreSQL); busy and its snapshot twin (SQLite).
const PASSING: [&str; 7] = ["40001", "40P01", "55P03", "23P01", "5", "261", "517"];

fn code_of(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(RuntimeErr::SqlxError(inner)) | DbErr::Query(RuntimeErr::SqlxError(inner))) = error else { return None };
    let sqlx::Error::Database(database) = inner.as_ref() else { return None };
    database.code().map(|code| code.into_owned())
}

/// Wraps a database error and says whether trying again may help.
#[must_use]
pub fn fault(error: DbErr) -> Fault {
    let passing = code_of(&error).is_some_and(|code| PASSING.contains(&code.as_str()));
    let fault = Fault::new("the database did not do what was asked", error);
    if passing { fault.passing() } else { fault }
}

/// Whether the error says that such a row is there already.
#[must_use]
pub fn is_duplicate(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}
