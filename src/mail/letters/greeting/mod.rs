//! M19 to the company: a friendly word that its consultant sends; it asks for nothing.

use super::in_language;
use crate::{domain::terms::Language, mail::prose::Prose};

/// What the letter may say.
#[derive(Clone)]
pub struct Greeting {
    /// The company's own name.
    pub company: String,
    /// Who sends it.
    pub consultant: String,
    /// Their telephone number.
    pub phone: Option<String>,
}

impl Greeting {
    pub(super) fn prose(&self, language: Language) -> Prose {
        let mut said = Vec::new();
        if self.phone.is_some() {
            said.push("phone");
        }
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said,
            values: vec![
                ("company", self.company.clone()),
                ("consultant", self.consultant.clone()),
                ("phone", self.phone.clone().unwrap_or_default()),
            ],
        }
    }
}
