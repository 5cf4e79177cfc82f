//! The contact log: who of the staff was in touch with a company, when and how, and what was promised.

use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    ids::{AccountId, CompanyId, ContactId, LogEntryId, WorkplaceId},
    terms::words,
};
use crate::base::clock::Moment;

words! {
    /// How a company was reached.
    ContactKind {
        /// At the company.
        Visit = "visit",
        /// By telephone.
        Call = "call",
        /// By mail.
        Mail = "mail",
        /// At a meeting elsewhere.
        Meeting = "meeting",
    }
}

/// How long an author may correct an entry.
pub const CORRECTED_WITHIN: Duration = Duration::hours(24);

/// Days in which a colleague's contact is told of before somebody else calls.
pub const COLLISION_DAYS: i64 = 7;

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// Own id.
    pub id: LogEntryId,
    /// With which company.
    pub company: CompanyId,
    /// At which of its workplaces.
    pub workplace: Option<WorkplaceId>,
    /// With which of its contacts.
    pub contact: Option<ContactId>,
    /// Who wrote it.
    pub author: AccountId,
    /// How.
    pub kind: ContactKind,
    /// When the contact was.
    pub at: Moment,
    /// What was said, about the company.
    pub note: String,
    /// What was promised.
    pub next_step: Option<String>,
    /// By when.
    pub next_on: Option<NaiveDate>,
    /// The key of the form: sent twice, it is one entry.
    pub client_key: Uuid,
    /// When its author took it back.
    pub withdrawn_at: Option<Moment>,
    /// When it was written.
    pub written_at: Moment,
}

impl LogEntry {
    /// Whether somebody may still correct it: its author, within a day, while it stands.
    #[must_use]
    pub fn can_be_corrected(&self, by: Option<AccountId>, at: Moment) -> bool {
        by == Some(self.author) && self.withdrawn_at.is_none() && at - self.written_at <= CORRECTED_WITHIN
    }

    /// Whether somebody may take it back: its author, at any time.
    #[must_use]
    pub fn can_be_withdrawn(&self, by: Option<AccountId>) -> bool {
        by == Some(self.author) && self.withdrawn_at.is_none()
    }
}

/// Whether a text holds a person's name: one of the words as a whole word, in any case.
#[must_use]
pub fn names_one_of(text: &str, names: &[String]) -> bool {
    let typed: Vec<String> = text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase).collect();
    names.iter().map(|name| name.to_lowercase()).any(|name| {
        // A genitive is the name too: "Tildes".
        typed.iter().any(|word| *word == name || word.strip_suffix('s') == Some(name.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_a_whole_word_and_in_the_genitive() {
        let names = ["Tilde".to_owned(), "Åkjær".to_owned()];
        for text in ["Talte om tilde.", "Tildes timer", "hr. ÅKJÆR kommer"] {
            assert!(names_one_of(text, &names), "{text}");
        }
        for text in ["Matilde er daglig leder", "tildelt to pladser", ""] {
            assert!(!names_one_of(text, &names), "{text}");
        }
    }
}
