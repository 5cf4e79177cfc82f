//! What a use case answers when it does not do what was asked.

use crate::{
    base::fault::Fault,
    domain::{permission::Right, refusal::Refusal},
};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The rules say no.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// There is no such thing, or the actor may not know of it.
    #[error("not found")]
    NotFound,
    /// The actor's roles do not include this.
    #[error("not allowed: {0}")]
    Denied(Right),
    /// Something broke.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Turns "nothing there" into [`Failure::NotFound`].
pub trait OrNotFound<T> {
    /// The thing, or [`Failure::NotFound`].
    ///
    /// # Errors
    /// There was nothing.
    fn or_not_found(self) -> Result<T, Failure>;
}

impl<T> OrNotFound<T> for Option<T> {
    fn or_not_found(self) -> Result<T, Failure> {
        self.ok_or(Failure::NotFound)
    }
}
