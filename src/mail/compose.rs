//! Makes the mail of a letter: headers, plain text, HTML. Made anew for each try and the same each time.

use chrono::NaiveDate;
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};
use uuid::Uuid;

use super::{layout, letters::Matter, prose};
use crate::{
    base::clock::Moment,
    domain::{ids::AgreementId, letter::LetterKind, terms::Language},
};

/// What is the same in all letters of a municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Sender, as `Name <address>`.
    pub from: String,
    /// What stands before the paths of links; only ever from the settings.
    pub base_url: String,
    /// The municipality's name.
    pub municipality: String,
    /// What the place is called.
    pub unit_name: String,
}

impl Frame {
    /// The page of one question, without sign-in.
    #[must_use]
    pub fn answer_url(&self, token: &str) -> String {
        format!("{}/virksomhed/forslag/{token}", self.base_url.trim_end_matches('/'))
    }

    /// The page on which a contact says how the slots stand, without sign-in.
    #[must_use]
    pub fn slots_url(&self, token: &str) -> String {
        format!("{}/virksomhed/pladser/{token}", self.base_url.trim_end_matches('/'))
    }

    /// The page on which a contact stops the weekly question.
    #[must_use]
    pub fn digest_url(&self, token: &str) -> String {
        format!("{}/virksomhed/pladser/{token}/ugemail", self.base_url.trim_end_matches('/'))
    }

    /// The staff's list of slots that nobody has confirmed.
    #[must_use]
    pub fn unsettled_url(&self) -> String {
        format!("{}/konsulent/pladser/uafklarede", self.base_url.trim_end_matches('/'))
    }

    /// The consultant's list of dormant companies.
    #[must_use]
    pub fn dormant_url(&self) -> String {
        format!("{}/konsulent/virksomheder/sovende?mine=1", self.base_url.trim_end_matches('/'))
    }

    /// Where a company signs in, to go on to an agreement of its own.
    #[must_use]
    pub fn own_agreement_url(&self, agreement: AgreementId) -> String {
        format!("{}/virksomhed/log-ind?videre=/virksomhed/aftaler/{agreement}", self.base_url.trim_end_matches('/'))
    }

    /// An agreement as the staff see it.
    #[must_use]
    pub fn agreement_url(&self, agreement: AgreementId) -> String {
        format!("{}/konsulent/aftaler/{agreement}", self.base_url.trim_end_matches('/'))
    }

    /// The page of an employees' representative, without sign-in.
    #[must_use]
    pub fn representative_url(&self, token: &str) -> String {
        format!("{}/medarbejder/{token}", self.base_url.trim_end_matches('/'))
    }

    /// What changes in the rules on a day against the day before.
    #[must_use]
    pub fn rules_url(&self, day: NaiveDate) -> String {
        let before = day.pred_opt().unwrap_or(day);
        format!("{}/konsulent/regler/sammenlign?fra={before}&til={day}", self.base_url.trim_end_matches('/'))
    }

    /// A page of the company portal, behind its sign-in.
    #[must_use]
    pub fn portal_url(&self, page: &str) -> String {
        format!("{}/virksomhed{page}", self.base_url.trim_end_matches('/'))
    }

    /// The staff's page of an enquiry.
    #[must_use]
    pub fn enquiry_url(&self, enquiry: Uuid) -> String {
        format!("{}/konsulent/henvendelser/{enquiry}", self.base_url.trim_end_matches('/'))
    }

    /// The page on which a new password is set.
    #[must_use]
    pub fn reset_url(&self, token: &str) -> String {
        format!("{}/ny-adgangskode/{token}", self.base_url.trim_end_matches('/'))
    }
}

/// The right side of Message-IDs: the sender's domain.
#[must_use]
pub fn domain_of(from: &str) -> String {
    from.parse::<Mailbox>().map_or_else(|_| "localhost".to_owned(), |mailbox| mailbox.email.domain().to_owned())
}

/// Somebody to whom an answer to the letter goes.
#[derive(Clone)]
pub struct ReplyTo {
    /// Shown name.
    pub name: String,
    /// Address.
    pub address: String,
}

/// What stands on a letter's envelope.
#[derive(Clone)]
pub struct Cover {
    /// The recipient's address.
    pub to: String,
    /// To whom an answer goes.
    pub reply_to: Option<ReplyTo>,
    /// The recipient's language.
    pub language: Language,
    /// Message-ID, the same at each try.
    pub message_id: String,
    /// When the letter was written.
    pub written_at: Moment,
}

/// Why a letter cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsendable {
    /// The recipient has no address, or is not active.
    #[error("no_address")]
    NoAddress,
    /// The recipient's address cannot be one.
    #[error("bad_address")]
    BadAddress,
    /// The setting `mail.from` is no address.
    #[error("bad_sender")]
    BadSender,
    /// What it is about is not there any more.
    #[error("nothing_to_say")]
    NothingToSay,
    /// Its code or link has run out or been used, or its question is no longer asked.
    #[error("too_late")]
    TooLate,
    /// It takes back what the recipient was never told.
    #[error("never_asked")]
    NeverAsked,
    /// A word of the text has no value.
    #[error("broken_text")]
    BrokenText,
}

/// A letter ready to be handed over. Never printed, since it holds tokens and codes.
pub struct Rendered {
    /// Which.
    pub kind: LetterKind,
    /// The recipient's address.
    pub to: String,
    /// When it was written.
    pub written_at: Moment,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: String,
    message: Message,
}

impl Rendered {
    /// The mail as it goes over the wire, without Bcc.
    #[must_use]
    pub fn wire(&self) -> Vec<u8> {
        self.message.formatted()
    }

    /// From whom and to whom, for the mail server.
    pub(super) fn envelope(&self) -> &lettre::address::Envelope {
        self.message.envelope()
    }
}

/// Makes a letter.
///
/// # Errors
/// See [`Unsendable`].
pub fn compose(frame: &Frame, cover: &Cover, matter: &Matter) -> Result<Rendered, Unsendable> {
    let filled = matter.prose(frame, cover.language, cover.reply_to.is_some()).fill()?;
    let html = layout::html(&filled.subject, &filled.body, cover.language, frame.base_url.trim_end_matches('/'));
    let headers = Headers { subject: &filled.subject, stop_url: matter.stop_url(frame) };
    let message = message(frame, cover, &headers, parts(&cover.message_id, &filled.body, &html))?;
    Ok(Rendered {
        kind: matter.kind(),
        to: cover.to.clone(),
        written_at: cover.written_at,
        subject: filled.subject,
        text: filled.body,
        html,
        message,
    })
}

/// What a letter's own headers say.
struct Headers<'a> {
    subject: &'a str,
    stop_url: Option<String>,
}

fn message(frame: &Frame, cover: &Cover, headers: &Headers<'_>, parts: MultiPart) -> Result<Message, Unsendable> {
    let from: Mailbox = frame.from.parse().map_err(|_| Unsendable::BadSender)?;
    let mut builder = Message::builder()
        .from(from)
        .to(Mailbox::new(None, address(&cover.to)?))
        .subject(headers.subject)
        .message_id(Some(cover.message_id.clone()))
        .date(cover.written_at.into())
        .raw_header(header("Content-Language", cover.language.as_str()))
        .raw_header(header("Auto-Submitted", "auto-generated"));
    if let Some(url) = &headers.stop_url {
        // One click in the mail program, by RFC 8058.
        builder = builder
            .raw_header(header("List-Unsubscribe", &format!("<{url}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    if let Some(reply_to) = &cover.reply_to
        && let Ok(mailbox) = address(&reply_to.address)
    {
        builder = builder.reply_to(Mailbox::new(Some(prose::on_one_line(&reply_to.name)), mailbox));
    }
    builder.multipart(parts).map_err(|_| Unsendable::BadAddress)
}

/// Both forms of the text. The line between them follows from the Message-ID, so that each try is the same mail.
fn parts(message_id: &str, text: &str, html: &str) -> MultiPart {
    let seam: String = message_id.chars().filter(char::is_ascii_alphanumeric).take(32).collect();
    MultiPart::alternative()
        .boundary(format!("brobygger-{seam}"))
        .singlepart(SinglePart::plain(text.to_owned()))
        .singlepart(SinglePart::html(html.to_owned()))
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// Addresses with letters beyond ASCII would need a server that knows SMTPUTF8; they are refused.
fn address(text: &str) -> Result<Address, Unsendable> {
    if !text.is_ascii() {
        return Err(Unsendable::BadAddress);
    }
    text.trim().parse().map_err(|_| Unsendable::BadAddress)
}
