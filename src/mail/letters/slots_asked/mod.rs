//! M10: a contact is asked whether the company's slots are still true; nothing is said of who is there.

use super::{in_language, slot_lines::SlotLines};
use crate::{
    domain::terms::Language,
    mail::{compose::Frame, prose::Prose},
};

/// What the letter may say.
#[derive(Clone)]
pub struct SlotsAsked {
    /// The slots.
    pub slots: SlotLines,
    /// Whether one of them has not been confirmed for a month.
    pub has_old: bool,
    /// Days after which a slot that nobody confirms is closed.
    pub closed_after_days: u32,
    /// The answer link's token.
    pub token: String,
}

impl SlotsAsked {
    pub(super) fn prose(&self, frame: &Frame, language: Language) -> Prose {
        let (mut said, mut values) = self.slots.filled();
        if self.has_old {
            said.push("old");
        }
        values.extend([
            ("closed_after", self.closed_after_days.to_string()),
            ("slots_url", frame.slots_url(&self.token)),
            ("stop_url", frame.digest_url(&self.token)),
        ]);
        Prose { text: in_language(language, include_str!("da.txt"), include_str!("en.txt")), said, values }
    }
}
