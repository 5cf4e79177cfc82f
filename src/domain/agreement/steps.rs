//! The steps of a version from draft to approval: a pure table of what follows from what.

use serde::{Deserialize, Serialize};

use crate::domain::terms::words;

words! {
    /// How far a version has come.
    VersionState {
        /// Being written.
        Draft = "draft",
        /// The company, and where there is one its employees' representative, is asked.
        Sent = "sent",
        /// Agreed; it comes into force, or waits for its first day.
        Approved = "approved",
        /// Sent back with a note.
        Returned = "returned",
        /// A later version, or the end, took its place.
        Superseded = "superseded",
    }
}

words! {
    /// What the employees' representative has to do with a version.
    Voice {
        /// Nobody is asked.
        NotNeeded = "not_needed",
        /// Is asked and has not answered.
        Awaited = "awaited",
        /// Has agreed.
        Agreed = "agreed",
    }
}

words! {
    /// What is done to a version.
    AgreementStep {
        /// Its text is changed.
        Write = "write",
        /// It goes to the company and the employees' representative.
        Send = "send",
        /// It goes to the company; nobody speaks for the employees.
        SendWithoutVoice = "send_without_voice",
        /// It is taken back before everybody has answered.
        Recall = "recall",
        /// The company says yes.
        CompanyApproves = "company_approves",
        /// The company sends it back.
        CompanyReturns = "company_returns",
        /// The employees' representative says yes.
        VoiceAgrees = "voice_agrees",
        /// The employees' representative sends it back.
        VoiceReturns = "voice_returns",
        /// Both sides have signed on paper.
        SignOnPaper = "sign_on_paper",
        /// A later version, or the end, takes its place.
        Replace = "replace",
    }
}

/// Where a version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// How far it has come.
    pub state: VersionState,
    /// Whether the company has said yes while it is out.
    pub company_agrees: bool,
    /// The employees' representative.
    pub voice: Voice,
}

impl Standing {
    /// A new version.
    pub const DRAFT: Self = Self { state: VersionState::Draft, company_agrees: false, voice: Voice::NotNeeded };

    const fn of(state: VersionState) -> Self {
        Self { state, ..Self::DRAFT }
    }

    const fn out(voice: Voice) -> Self {
        Self { state: VersionState::Sent, company_agrees: false, voice }
    }

    /// Approved once nobody is waited for.
    const fn settled(self) -> Self {
        match self.voice {
            Voice::NotNeeded | Voice::Agreed if self.company_agrees => Self { state: VersionState::Approved, ..self },
            _ => self,
        }
    }

    /// Where a step leads; nothing where the table has no such step.
    #[must_use]
    pub const fn after(self, step: AgreementStep) -> Option<Self> {
        use AgreementStep as A;
        use VersionState as V;
        match (self.state, step) {
            (V::Draft | V::Returned, A::Write) | (V::Sent, A::Recall) => Some(Self::DRAFT),
            (V::Draft | V::Returned, A::Send) => Some(Self::out(Voice::Awaited)),
            (V::Draft | V::Returned, A::SendWithoutVoice) => Some(Self::out(Voice::NotNeeded)),
            (V::Sent, A::CompanyApproves) if !self.company_agrees => Some(Self { company_agrees: true, ..self }.settled()),
            (V::Sent, A::CompanyReturns) if !self.company_agrees => Some(Self::of(V::Returned)),
            (V::Sent, A::VoiceAgrees) if matches!(self.voice, Voice::Awaited) => Some(Self { voice: Voice::Agreed, ..self }.settled()),
            (V::Sent, A::VoiceReturns) if matches!(self.voice, Voice::Awaited) => Some(Self::of(V::Returned)),
            (V::Draft | V::Returned | V::Sent, A::SignOnPaper) => {
                Some(Self { state: V::Approved, company_agrees: true, voice: Voice::NotNeeded })
            }
            (V::Draft | V::Returned | V::Sent | V::Approved, A::Replace) => Some(Self { state: V::Superseded, ..self }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    fn named(standing: Standing) -> String {
        match standing.state {
            VersionState::Sent => format!("sent({}, {})", if standing.company_agrees { "yes" } else { "open" }, standing.voice),
            state => state.to_string(),
        }
    }

    fn reachable() -> Vec<Standing> {
        let mut found = vec![Standing::DRAFT];
        let mut at = 0;
        while let Some(standing) = found.get(at).copied() {
            for next in AgreementStep::ALL.iter().filter_map(|step| standing.after(*step)) {
                if !found.iter().any(|known| named(*known) == named(next)) {
                    found.push(next);
                }
            }
            at += 1;
        }
        found
    }

    #[test]
    fn the_table_of_steps_is_as_agreed() {
        let mut table = String::new();
        for standing in reachable() {
            for step in AgreementStep::ALL {
                let after = standing.after(*step).map_or_else(|| "–".to_owned(), named);
                writeln!(table, "{:<22} {:<20} {after}", named(standing), step.as_str()).expect("memory");
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn nothing_is_approved_without_the_company() {
        for standing in reachable().into_iter().filter(|standing| standing.state == VersionState::Approved) {
            assert!(standing.company_agrees && standing.voice != Voice::Awaited, "{standing:?}");
        }
    }
}
