//! M27: the users of a company hear that one of them was added, changed or removed.

use super::in_language;
use crate::{
    domain::{
        company::{AccessChange, ContactRole},
        terms::Language,
    },
    i18n::Texts,
    mail::{compose::Frame, prose::Prose},
};

/// What the letter may say.
#[derive(Clone)]
pub struct UserChanged {
    /// The user's name.
    pub name: String,
    /// The user's role.
    pub role: ContactRole,
    /// The company's name.
    pub company: String,
    /// What happened.
    pub change: AccessChange,
}

impl UserChanged {
    pub(super) fn prose(&self, frame: &Frame, language: Language) -> Prose {
        let role = Texts::new(language).text(&format!("contact-role-{}", self.role)).to_lowercase();
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said: vec![self.change.as_str()],
            values: vec![
                ("name", self.name.clone()),
                ("role", role),
                ("company", self.company.clone()),
                ("users_url", frame.portal_url("/brugere")),
            ],
        }
    }
}
