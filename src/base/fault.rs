//! Something broke that is nobody's doing: logged once at the boundary, answered with a calm page.

use std::error::Error;

/// A failure of the machine, a database, a file; carries its cause for the log and nothing for the user.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct Fault {
    what: String,
    /// Whether trying the same again may help (a lost race, a busy database).
    pub passing: bool,
    #[source]
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Fault {
    /// A fault with its cause.
    pub fn new(what: impl Into<String>, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { what: what.into(), passing: false, cause: Some(cause.into()) }
    }

    /// A fault without a deeper cause.
    pub fn plain(what: impl Into<String>) -> Self {
        Self { what: what.into(), passing: false, cause: None }
    }

    /// The same fault, marked as one that may pass.
    #[must_use]
    pub fn passing(mut self) -> Self {
        self.passing = true;
        self
    }
}
