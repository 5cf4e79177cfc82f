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

/// Whether no connection became free in time: all were in use, or the database is not there.
fn has_waited_in_vain(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) => true,
        DbErr::Conn(RuntimeErr::SqlxError(inner))
        | DbErr::Exec(RuntimeErr::SqlxError(inner))
        | DbErr::Query(RuntimeErr::SqlxError(inner)) => {
            matches!(inner.as_ref(), sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed)
        }
        _ => false,
    }
}

/// Wraps a database error and says whether trying again may help.
#[must_use]
pub fn fault(error: DbErr) -> Fault {
    if has_waited_in_vain(&error) {
        return Fault::new("no connection to the database became free in time", error).after_waiting();
    }
    let passing = code_of(&error).is_some_and(|code| PASSING.contains(&code.as_str()));
    let fault = Fault::new("the database did not do what was asked", error);
    if passing { fault.passing() } else { fault }
}

/// Whether the error says that such a row is there already.
#[must_use]
pub fn is_duplicate(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}

#[cfg(test)]
mod tests {
    use sea_orm::ConnAcquireErr;

    use super::*;

    #[test]
    fn waiting_for_a_connection_in_vain_may_pass_but_is_not_tried_again_at_once() {
        let full = DbErr::ConnectionAcquire(ConnAcquireErr::Timeout);
        let full_in_a_query = DbErr::Query(RuntimeErr::SqlxError(std::sync::Arc::new(sqlx::Error::PoolTimedOut)));
        for error in [full, full_in_a_query] {
            let fault = fault(error);
            assert!(fault.passing && fault.has_waited, "{fault:?}");
        }
        let broken = fault(DbErr::Custom("broken".to_owned()));
        assert!(!broken.passing && !broken.has_waited);
    }
}
