//! Something broke that is nobody's doing: logged once at the boundary, answered with a calm page.

use std::error::Error;

/// A failure of the machine, a database, a file; carries its cause for the log and nothing for the user.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct Fault {
    what: String,
    /// Whether trying the same again may help (a lost race, a busy database).
    pub passing: bool,
    /// Whether the time of a request is used up by waiting: then it may help later, but not at once.
    pub has_waited: bool,
    /// Key of what the user is told; none = that something went wrong.
    pub told: Option<&'static str>,
    #[source]
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Fault {
    /// A fault with its cause.
    pub fn new(what: impl Into<String>, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { cause: Some(cause.into()), ..Self::plain(what) }
    }

    /// A fault without a deeper cause.
    pub fn plain(what: impl Into<String>) -> Self {
        Self { what: what.into(), passing: false, has_waited: false, told: None, cause: None }
    }

    /// The same fault, marked as one that may pass.
    #[must_use]
    pub fn passing(mut self) -> Self {
        self.passing = true;
        self
    }

    /// The same fault, marked as one that may pass, after a wait that used up the time for trying again.
    #[must_use]
    pub fn after_waiting(mut self) -> Self {
        self.has_waited = true;
        self.passing()
    }

    /// The same fault, with words of its own for the user.
    #[must_use]
    pub fn told_as(mut self, key: &'static str) -> Self {
        self.told = Some(key);
        self
    }
}
