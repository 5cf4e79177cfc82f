//! M20: company and consultant hear that a workplace is full, has room again, or may take another number; nobody is named.

use super::in_language;
use crate::{
    domain::{numbers::PNumber, room::Room, terms::Language},
    mail::prose::Prose,
};

/// What the letter may say.
#[derive(Clone)]
pub struct RoomChanged {
    /// The workplace's number.
    pub p_number: PNumber,
    /// How many of the allowed places are filled.
    pub room: Room,
}

impl RoomChanged {
    pub(super) fn prose(&self, language: Language) -> Prose {
        Prose {
            text: in_language(language, include_str!("da.txt"), include_str!("en.txt")),
            said: vec![if self.room.is_full() { "full" } else { "room" }],
            values: vec![
                ("p_number", self.p_number.to_string()),
                ("used", self.room.used.to_string()),
                ("allowed", self.room.allowed.to_string()),
            ],
        }
    }
}
