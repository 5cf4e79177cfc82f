//! M07: a company is asked to approve an agreement; nothing is said of money.

use super::in_language;
use crate::{
    domain::{ids::AgreementId, terms::Language},
    mail::{compose::Frame, prose::Prose},
};

/// What the letter may say.
#[derive(Clone)]
pub struct AgreementReady {
    /// The number that both sides know.
    pub number: String,
    /// Which agreement the sign-in page goes on to.
    pub agreement: AgreementId,
}

impl AgreementReady {
    pub(super) fn prose(&self, frame: &Frame, language: Language) -> Prose {
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said: Vec::new(),
            values: vec![("number", self.number.clone()), ("agreement_url", frame.own_agreement_url(self.agreement))],
        }
    }
}
