//! Which letters there are, each with its words in both languages beside it.

pub mod agreement_ends;
pub mod agreement_ready;
pub mod company_barred;
pub mod dormant_relations;
pub mod enquiry_receipt;
pub mod greeting;
pub mod new_enquiry;
pub mod new_proposal;
pub mod password_reset;
pub mod proposal_gone;
pub mod representative_asked;
pub mod room_changed;
pub mod rules_change;
pub mod sign_in_code;
pub mod slot_lines;
pub mod slots_asked;
pub mod slots_closed;
pub mod user_changed;
pub mod welcome;

use agreement_ends::AgreementEnds;
use agreement_ready::AgreementReady;
use company_barred::CompanyBarred;
use dormant_relations::DormantRelations;
use enquiry_receipt::EnquiryReceipt;
use greeting::Greeting;
use new_enquiry::NewEnquiry;
use new_proposal::NewProposal;
use password_reset::PasswordReset;
use proposal_gone::ProposalGone;
use representative_asked::RepresentativeAsked;
use room_changed::RoomChanged;
use rules_change::RulesChange;
use sign_in_code::SignInCode;
use slots_asked::SlotsAsked;
use slots_closed::SlotsClosed;
use user_changed::UserChanged;
use welcome::Welcome;

use super::{compose::Frame, prose::Prose};
use crate::domain::{
    letter::LetterKind,
    reference::{DiagnosisWords, holds_cpr_number},
    rulebook::further_rule::MailRule,
    terms::Language,
};

/// What a letter is about: exactly what it may say, and nothing more. Never printed, since it holds tokens and codes.
#[derive(Clone)]
pub enum Matter {
    /// M01.
    Welcome(Welcome),
    /// M02.
    NewProposal(NewProposal),
    /// M04.
    ProposalGone(ProposalGone),
    /// M10.
    SlotsAsked(SlotsAsked),
    /// M11.
    SlotsClosed(SlotsClosed),
    /// M21 to staff.
    NewEnquiry(NewEnquiry),
    /// M21 to the sender.
    EnquiryReceipt(EnquiryReceipt),
    /// M27.
    UserChanged(UserChanged),
    /// M20.
    RoomChanged(RoomChanged),
    /// M19, to the consultant.
    DormantRelations(DormantRelations),
    /// M19, to the company.
    Greeting(Greeting),
    /// M07.
    AgreementReady(AgreementReady),
    /// M08.
    RepresentativeAsked(RepresentativeAsked),
    /// M18.
    AgreementEnds(AgreementEnds),
    /// M31.
    RulesChange(RulesChange),
    /// M32.
    CompanyBarred(CompanyBarred),
    /// M34.
    SignInCode(SignInCode),
    /// M35.
    PasswordReset(PasswordReset),
}

impl Matter {
    /// Which letter it is.
    #[must_use]
    pub fn kind(&self) -> LetterKind {
        match self {
            Self::Welcome(_) => LetterKind::Welcome,
            Self::NewProposal(_) => LetterKind::NewProposal,
            Self::ProposalGone(_) => LetterKind::ProposalGone,
            Self::SlotsAsked(_) => LetterKind::SlotsAsked,
            Self::SlotsClosed(_) => LetterKind::SlotsClosed,
            Self::NewEnquiry(_) => LetterKind::NewEnquiry,
            Self::EnquiryReceipt(_) => LetterKind::EnquiryReceipt,
            Self::UserChanged(_) => LetterKind::UserChanged,
            Self::RoomChanged(_) => LetterKind::RoomChanged,
            Self::DormantRelations(_) => LetterKind::DormantRelations,
            Self::Greeting(_) => LetterKind::Greeting,
            Self::AgreementReady(_) => LetterKind::AgreementReady,
            Self::RepresentativeAsked(_) => LetterKind::RepresentativeAsked,
            Self::AgreementEnds(_) => LetterKind::AgreementEnds,
            Self::RulesChange(_) => LetterKind::RulesChange,
            Self::CompanyBarred(_) => LetterKind::CompanyBarred,
            Self::SignInCode(_) => LetterKind::SignInCode,
            Self::PasswordReset(_) => LetterKind::PasswordReset,
        }
    }

    /// Where a contact stops letters of this kind; none for letters that are not stopped.
    pub(super) fn stop_url(&self, frame: &Frame) -> Option<String> {
        match self {
            Self::SlotsAsked(letter) => Some(frame.digest_url(&letter.token)),
            Self::SlotsClosed(letter) => letter.token.as_ref().map(|token| frame.digest_url(token)),
            _ => None,
        }
    }

    pub(super) fn prose(&self, frame: &Frame, language: Language, has_reply_to: bool) -> Prose {
        let mut prose = match self {
            Self::Welcome(letter) => letter.prose(frame, language),
            Self::NewProposal(letter) => letter.prose(frame, language),
            Self::ProposalGone(letter) => letter.prose(language),
            Self::SlotsAsked(letter) => letter.prose(frame, language),
            Self::SlotsClosed(letter) => letter.prose(frame, language),
            Self::NewEnquiry(letter) => letter.prose(frame, language),
            Self::EnquiryReceipt(letter) => letter.prose(language),
            Self::UserChanged(letter) => letter.prose(frame, language),
            Self::RoomChanged(letter) => letter.prose(language),
            Self::DormantRelations(letter) => letter.prose(frame, language),
            Self::Greeting(letter) => letter.prose(language),
            Self::AgreementReady(letter) => letter.prose(frame, language),
            Self::RepresentativeAsked(letter) => letter.prose(frame, language),
            Self::AgreementEnds(letter) => letter.prose(frame, language),
            Self::RulesChange(letter) => letter.prose(frame, language),
            Self::CompanyBarred(letter) => letter.prose(language),
            Self::SignInCode(letter) => letter.prose(language),
            Self::PasswordReset(letter) => letter.prose(frame, language),
        };
        if has_reply_to {
            prose.said.push("reply");
        }
        prose.values.push(("unit_name", frame.unit_name.clone()));
        prose.values.push(("municipality", frame.municipality.clone()));
        prose
    }
}

/// A place's title as a letter may say it: a company types it, so it may hold what must never stand in a mail.
#[must_use]
pub fn harmless_title(title: &str, words: &DiagnosisWords, law: &[MailRule]) -> Option<String> {
    let lower = title.to_lowercase();
    let leads_elsewhere = ["://", "www.", "@"].iter().any(|sign| lower.contains(sign));
    let told = holds_cpr_number(title) || words.find(title).is_some() || law.iter().any(|rule| rule.forbids_words_of(title));
    let harmless = !title.trim().is_empty() && !leads_elsewhere && !told;
    harmless.then(|| title.trim().to_owned())
}

/// One of two texts.
fn in_language(language: Language, da: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Da => da,
        Language::En => en,
    }
}

/// The line about a title that may not be said is another line.
fn titled(title: Option<&str>) -> (&'static str, (&'static str, String)) {
    let word = if title.is_some() { "titled" } else { "untitled" };
    (word, ("title", title.unwrap_or_default().to_owned()))
}
