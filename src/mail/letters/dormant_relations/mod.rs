//! M19: a consultant hears that nobody has been in contact with some companies for long; no company is named.

use super::in_language;
use crate::{
    domain::terms::Language,
    mail::{compose::Frame, prose::Prose},
};

/// What the letter may say.
#[derive(Clone)]
pub struct DormantRelations {
    /// How many companies.
    pub count: u64,
}

impl DormantRelations {
    pub(super) fn prose(&self, frame: &Frame, language: Language) -> Prose {
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said: vec![if self.count == 1 { "one" } else { "many" }],
            values: vec![("count", self.count.to_string()), ("dormant_url", frame.dormant_url())],
        }
    }
}
