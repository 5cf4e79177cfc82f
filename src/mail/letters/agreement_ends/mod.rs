//! M18: both sides hear that an agreement ends; its number and its last day, nothing more.

use chrono::NaiveDate;

use super::in_language;
use crate::{
    domain::{ids::AgreementId, terms::Language},
    i18n::Texts,
    mail::{compose::Frame, prose::Prose},
};

/// What the letter may say.
#[derive(Clone)]
pub struct AgreementEnds {
    /// The number that both sides know.
    pub number: String,
    /// Its last day.
    pub day: NaiveDate,
    /// Which agreement the link leads to.
    pub agreement: AgreementId,
    /// Whether it goes to the company, else to the staff.
    pub is_for_company: bool,
}

impl AgreementEnds {
    pub(super) fn prose(&self, frame: &Frame, language: Language) -> Prose {
        let url = if self.is_for_company { frame.own_agreement_url(self.agreement) } else { frame.agreement_url(self.agreement) };
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said: vec![if self.is_for_company { "company" } else { "staff" }],
            values: vec![("number", self.number.clone()), ("day", Texts::new(language).date_plain(self.day)), ("agreement_url", url)],
        }
    }
}
