//! M11: slots that nobody confirmed are no longer shown; their contact can open them again, and the consultant rings.

use super::{in_language, slot_lines::SlotLines};
use crate::{
    domain::terms::Language,
    mail::{compose::Frame, prose::Prose},
};

/// What the letter may say.
#[derive(Clone)]
pub struct SlotsClosed {
    /// The slots.
    pub slots: SlotLines,
    /// Days without a confirmation after which they closed.
    pub closed_after_days: u32,
    /// The answer link's token, where a contact reads it; none = the consultant does.
    pub token: Option<String>,
}

impl SlotsClosed {
    pub(super) fn prose(&self, frame: &Frame, language: Language) -> Prose {
        let (mut said, mut values) = self.slots.filled();
        said.push(if self.slots.count() == 1 { "one" } else { "many" });
        values.extend([("count", self.slots.count().to_string()), ("closed_after", self.closed_after_days.to_string())]);
        match &self.token {
            Some(token) => {
                said.push("company");
                values.extend([("slots_url", frame.slots_url(token)), ("stop_url", frame.digest_url(token))]);
            }
            None => {
                said.push("staff");
                values.push(("unsettled_url", frame.unsettled_url()));
            }
        }
        Prose { text: in_language(language, include_str!("da.txt"), include_str!("en.txt")), said, values }
    }
}
