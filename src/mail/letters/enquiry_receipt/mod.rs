//! M21 to the sender: a fixed text and a number. Anybody can type anybody's address, so nothing that was typed is in it.

use super::in_language;
use crate::{domain::terms::Language, mail::prose::Prose};

/// What the letter may say.
#[derive(Clone)]
pub struct EnquiryReceipt {
    /// The enquiry's number.
    pub number: String,
}

impl EnquiryReceipt {
    pub(super) fn prose(&self, language: Language) -> Prose {
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said: Vec::new(),
            values: vec![("number", self.number.clone())],
        }
    }
}
