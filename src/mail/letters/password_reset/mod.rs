//! M35: the link with which a member of staff sets a new password.

use super::in_language;
use crate::{
    domain::terms::Language,
    mail::{compose::Frame, prose::Prose},
};

/// What the letter may say.
#[derive(Clone)]
pub struct PasswordReset {
    /// The link's token.
    pub token: String,
    /// Minutes for which it opens.
    pub minutes: i64,
}

impl PasswordReset {
    pub(super) fn prose(&self, frame: &Frame, language: Language) -> Prose {
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said: Vec::new(),
            values: vec![("reset_url", frame.reset_url(&self.token)), ("minutes", self.minutes.to_string())],
        }
    }
}
