//! M04: a question that a company was asked is no longer asked; nothing is said of where the person is instead.

use serde::{Deserialize, Serialize};

use super::{in_language, titled};
use crate::{
    domain::terms::{Language, words},
    mail::prose::Prose,
};

words! {
    /// Why the question is no longer asked.
    Reason {
        /// Taken back by the municipality.
        Withdrawn = "withdrawn",
        /// Not answered in time.
        Expired = "expired",
        /// No longer needed.
        Obsolete = "obsolete",
        /// Taken back after it was agreed.
        Cancelled = "cancelled",
    }
}

/// What the letter may say.
#[derive(Clone)]
pub struct ProposalGone {
    /// The slot's title; nothing where it holds what may not stand in a mail.
    pub title: Option<String>,
    /// Why.
    pub reason: Reason,
}

impl ProposalGone {
    pub(super) fn prose(&self, language: Language) -> Prose {
        let (title_said, title) = titled(self.title.as_deref());
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said: vec![title_said, self.reason.as_str()],
            values: vec![title],
        }
    }
}
