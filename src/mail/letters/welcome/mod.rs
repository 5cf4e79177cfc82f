//! M01: somebody is welcomed to the portal of a company.

use super::in_language;
use crate::{
    domain::terms::Language,
    mail::{compose::Frame, prose::Prose},
};

/// What the letter may say.
#[derive(Clone)]
pub struct Welcome {
    /// The person's name.
    pub name: String,
    /// The company's name.
    pub company: String,
    /// Whom to ring.
    pub adviser: String,
    /// The number to ring.
    pub phone: String,
}

impl Welcome {
    pub(super) fn prose(&self, frame: &Frame, language: Language) -> Prose {
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said: Vec::new(),
            values: vec![
                ("name", self.name.clone()),
                ("company", self.company.clone()),
                ("adviser", self.adviser.clone()),
                ("phone", self.phone.clone()),
                ("sign_in_url", frame.portal_url("/log-ind")),
            ],
        }
    }
}
