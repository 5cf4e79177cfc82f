//! A letter on its way: which one it is, how far it has come, and when it is tried again.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::terms::words;

words! {
    /// Which letter (`product.md`, "Mails the platform sends").
    LetterKind {
        /// Somebody is welcomed to the portal.
        Welcome = "m01",
        /// A company is asked about a place.
        NewProposal = "m02",
        /// The question is no longer asked.
        ProposalGone = "m04",
        /// A contact is asked whether the slots are still true.
        SlotsAsked = "m10",
        /// Slots have closed because nobody confirmed them.
        SlotsClosed = "m11",
        /// Staff hear of an enquiry from a company.
        NewEnquiry = "m21",
        /// The sender of an enquiry gets its number.
        EnquiryReceipt = "m21_receipt",
        /// A company's users hear that one was added, changed or removed.
        UserChanged = "m27",
        /// A workplace is full or has room again.
        RoomChanged = "m20",
        /// Nobody has been in contact with some companies for long.
        DormantRelations = "m19",
        /// A friendly word to a company.
        Greeting = "m19_greeting",
        /// A company is asked to approve an agreement.
        AgreementReady = "m07",
        /// The employees' representative is asked about an agreement.
        RepresentativeAsked = "m08",
        /// An agreement ends soon.
        AgreementEnds = "m18",
        /// The rules change soon.
        RulesChange = "m31",
        /// A company gets no proposals for now.
        CompanyBarred = "m32",
        /// Six digits for the portal.
        SignInCode = "m34",
        /// A link to set a new password.
        PasswordReset = "m35",
    }
}

/// Letters that go at any hour (`product.md`): somebody waits for them, or they are about safety.
const ESSENTIAL: [&str; 10] = ["m01", "m02", "m04", "m06", "m08", "m14", "m29", "m32", "m34", "m35"];

/// The reason of a letter that its reader has asked for just now.
pub const ON_REQUEST: &str = "on_request";

impl LetterKind {
    /// Whether it goes at any hour; the others wait for working hours, and a contact gets one of them a day.
    #[must_use]
    pub fn is_essential(self) -> bool {
        ESSENTIAL.contains(&self.as_str())
    }

    /// The kinds that can wait.
    pub fn that_can_wait() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|kind| !kind.is_essential())
    }
}

words! {
    /// How far a letter has come.
    LetterState {
        /// Waits for its turn.
        Waiting = "waiting",
        /// In the hands of a postman, until its lease ends.
        Sending = "sending",
        /// Taken by the mail server.
        Sent = "sent",
        /// Not taken; shown to the staff.
        Failed = "failed",
    }
}

/// What the words of a trouble begin with when the server is at fault and not the letter.
pub const SERVER_TROUBLE: &str = "server:";

const BACK_OFF_MINUTES: [i64; 4] = [1, 5, 15, 60];

/// How long a letter waits after so many tries: 1, 5, 15, then 60 minutes, for as long as it takes.
#[must_use]
pub fn back_off(tries: u32) -> Duration {
    let step = usize::try_from(tries.saturating_sub(1)).unwrap_or(usize::MAX).min(BACK_OFF_MINUTES.len() - 1);
    Duration::minutes(BACK_OFF_MINUTES.get(step).copied().unwrap_or(60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_waits_longer_after_each_try_but_never_more_than_an_hour() {
        let minutes: Vec<i64> = (0..7).map(|tries| back_off(tries).num_minutes()).collect();
        assert_eq!(minutes, [1, 1, 5, 15, 60, 60, 60]);
    }
}
