//! M34: the six digits with which a contact signs in to the portal; no link, so that nobody is signed in by a scanner.

use super::in_language;
use crate::{domain::terms::Language, mail::prose::Prose};

/// What the letter may say.
#[derive(Clone)]
pub struct SignInCode {
    /// Six digits.
    pub digits: String,
    /// Minutes for which they work.
    pub minutes: i64,
}

impl SignInCode {
    pub(super) fn prose(&self, language: Language) -> Prose {
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said: Vec::new(),
            values: vec![("digits", self.digits.clone()), ("minutes", self.minutes.to_string())],
        }
    }
}
