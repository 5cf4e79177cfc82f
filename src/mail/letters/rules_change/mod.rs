//! M31: the staff hear of a change of the rules before it takes effect; nobody's placement is named.

use chrono::NaiveDate;

use super::in_language;
use crate::{
    domain::terms::Language,
    i18n::Texts,
    mail::{compose::Frame, prose::Prose},
};

/// Rules that a letter names; how many more there are stands behind.
pub const NAMED: usize = 5;

/// What the letter may say.
#[derive(Clone)]
pub struct RulesChange {
    /// The first day of the new rules.
    pub day: NaiveDate,
    /// Names of the rules that change, in the letter's language, at most [`NAMED`].
    pub names: Vec<String>,
    /// How many more change.
    pub more: usize,
    /// Planned placements that the new rules judge more strictly.
    pub affected: u64,
}

impl RulesChange {
    pub(super) fn prose(&self, frame: &Frame, language: Language) -> Prose {
        let mut said = vec![if self.affected > 0 { "affected" } else { "nobody" }];
        if self.more > 0 {
            said.push("more");
        }
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said,
            values: vec![
                ("day", Texts::new(language).date_plain(self.day)),
                ("names", self.names.join("; ")),
                ("more", self.more.to_string()),
                ("affected", self.affected.to_string()),
                ("rules_url", frame.rules_url(self.day)),
            ],
        }
    }
}
