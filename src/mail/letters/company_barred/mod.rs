//! M32: a company gets no proposals for now; never why, and never who.

use chrono::NaiveDate;

use super::in_language;
use crate::{domain::terms::Language, i18n::Texts, mail::prose::Prose};

/// What the letter may say.
#[derive(Clone)]
pub struct CompanyBarred {
    /// The company's name, where the letter goes to the staff; the company knows its own.
    pub company: Option<String>,
    /// The last day; none = until further notice.
    pub until: Option<NaiveDate>,
    /// Whom to ring: name and number.
    pub adviser: Option<(String, String)>,
}

impl CompanyBarred {
    pub(super) fn prose(&self, language: Language) -> Prose {
        let sentence = match (&self.company, self.until) {
            (None, Some(_)) => "until_company",
            (None, None) => "open_company",
            (Some(_), Some(_)) => "until_staff",
            (Some(_), None) => "open_staff",
        };
        let mut said = vec![sentence];
        if self.company.is_none() {
            said.push("complaint");
            said.push(if self.adviser.is_some() { "adviser" } else { "nobody" });
        }
        let (name, phone) = self.adviser.clone().unwrap_or_default();
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said,
            values: vec![
                ("company", self.company.clone().unwrap_or_default()),
                ("until", self.until.map(|day| Texts::new(language).date_plain(day)).unwrap_or_default()),
                ("adviser", name),
                ("phone", phone),
            ],
        }
    }
}
