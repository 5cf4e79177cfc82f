//! A company's contact signs in to the portal, or shows anew who it is, with six digits mailed to the stored address.

use chrono::Duration;
use serde_json::json;
use uuid::Uuid;

use super::{app::App, failure::Failure, intention::Intention};
use crate::{
    base::{fault::Fault, secret::same_bytes},
    domain::{
        company::Contact,
        event::Event,
        ids::{CompanyId, ContactId, SessionId, WorkplaceId},
        permission::Right,
    },
    store::{
        codes::{self, MOST_GUESSES, SignInCode},
        contacts,
        scope::Scope,
        sessions::{self, Session},
        work::{Subject, Work},
    },
};

/// Codes that a contact gets within a quarter of an hour; more are not sent, and nobody is told.
const MOST_IN_A_QUARTER: u64 = 5;
/// Codes that a contact gets within a day.
const MOST_IN_A_DAY: u64 = 20;

/// Asks for a code in a browser that is not signed in. The answer is the same whether the address is known or not.
#[derive(Clone, Debug)]
pub struct AskSignInCode {
    /// The address as typed.
    pub email: String,
    /// SHA-256 of the secret in this browser's cookie; the code works nowhere else.
    pub browser_hash: Vec<u8>,
}

impl Intention for AskSignInCode {
    const NAME: &'static str = "portal.ask_code";
    const RIGHT: Right = Right::Housekeeping;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        // Somebody who speaks for two companies signs in for the one they were first known with.
        let known = contacts::by_email(work, &self.email).await?;
        if let Some(contact) = known.first() {
            send_code(app, work, contact.id, &self.browser_hash).await?;
        }
        Ok(())
    }
}

/// Asks for a code to show, while signed in, that the mailbox is still one's own.
#[derive(Clone, Debug)]
pub struct AskStepUpCode {
    /// SHA-256 of the secret in this browser's cookie.
    pub browser_hash: Vec<u8>,
}

impl Intention for AskStepUpCode {
    const NAME: &'static str = "portal.ask_step_up_code";
    const RIGHT: Right = Right::UsePortal;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let contact = work.actor().contact().ok_or(Failure::NotFound)?;
        send_code(app, work, contact, &self.browser_hash).await
    }
}

async fn send_code(app: &App, work: &mut Work<'_>, contact: ContactId, browser_hash: &[u8]) -> Result<(), Failure> {
    let lately = codes::asked_within(work, contact, Duration::minutes(15)).await?;
    let today = codes::asked_within(work, contact, Duration::days(1)).await?;
    if lately >= MOST_IN_A_QUARTER || today >= MOST_IN_A_DAY {
        return Ok(());
    }
    let code = SignInCode {
        id: work.ids().random(),
        contact,
        browser_hash: browser_hash.to_vec(),
        guesses: 0,
        expires_at: work.at() + Duration::minutes(app.settings.sign_in.code_minutes),
        used_at: None,
    };
    codes::insert(work, &code).await?;
    work.happened(Event::SignInCodeAsked { contact, code: code.id });
    work.note(Subject::new("contact", contact), json!({ "code": "asked" }));
    Ok(())
}

/// What a typed code led to; a wrong guess is committed too, so that it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeAnswer<T> {
    /// It was right.
    Right(T),
    /// It was wrong.
    Wrong {
        /// Guesses that are left.
        left: u32,
    },
    /// No code lives in this browser: none was asked for, it has run out, or was guessed at too often.
    Gone,
}

/// Who has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The contact.
    pub contact: ContactId,
    /// Its company.
    pub company: CompanyId,
    /// Its one workplace, where it is bound to one.
    pub workplace: Option<WorkplaceId>,
    /// The new session.
    pub session: SessionId,
}

/// Signs in with a code: opens a session in which names may be shown for some minutes.
#[derive(Clone, Debug)]
pub struct UseSignInCode {
    /// The digits as typed; blanks do not matter.
    pub digits: String,
    /// SHA-256 of the secret in this browser's cookie.
    pub browser_hash: Vec<u8>,
    /// SHA-256 of the new session's token.
    pub session_hash: Vec<u8>,
    /// The browser's name, for the list of sessions.
    pub user_agent: String,
}

impl Intention for UseSignInCode {
    const NAME: &'static str = "portal.sign_in";
    const RIGHT: Right = Right::Housekeeping;
    type Done = CodeAnswer<SignedIn>;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Self::Done, Failure> {
        let code = match guess(work, &self.digits, &self.browser_hash, None).await? {
            CodeAnswer::Right(code) => code,
            CodeAnswer::Wrong { left } => return Ok(CodeAnswer::Wrong { left }),
            CodeAnswer::Gone => return Ok(CodeAnswer::Gone),
        };
        let contact = contacts::find(work, code.contact).await?.filter(|contact| contact.active);
        let Some(contact) = contact else { return Ok(CodeAnswer::Gone) };
        let session = self.open_session(app, work, &contact).await?;
        work.note(Subject::new("contact", contact.id), json!({ "code": "used" }));
        Ok(CodeAnswer::Right(SignedIn { contact: contact.id, company: contact.company, workplace: contact.workplace, session }))
    }
}

impl UseSignInCode {
    async fn open_session(&self, app: &App, work: &Work<'_>, contact: &Contact) -> Result<SessionId, Fault> {
        let hold = &app.settings.sign_in;
        let session = Session {
            token_hash: self.session_hash.clone(),
            id: SessionId(work.new_id()),
            tenant: work.tenant(),
            account: None,
            contact: Some(contact.id),
            last_seen_at: work.at(),
            ends_at: work.at() + Duration::hours(hold.longest_hours),
            step_up_until: Some(work.at() + Duration::minutes(hold.step_up_minutes)),
            look: None,
        };
        sessions::insert(work, &session, &self.user_agent).await?;
        Ok(session.id)
    }
}

/// Shows with a code that the mailbox is still one's own, so that names may be shown for some minutes.
#[derive(Clone, Debug)]
pub struct StepUp {
    /// The digits as typed.
    pub digits: String,
    /// SHA-256 of the secret in this browser's cookie.
    pub browser_hash: Vec<u8>,
    /// SHA-256 of the session's token.
    pub session_hash: Vec<u8>,
}

impl Intention for StepUp {
    const NAME: &'static str = "portal.step_up";
    const RIGHT: Right = Right::UsePortal;
    type Done = CodeAnswer<()>;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Self::Done, Failure> {
        let contact = work.actor().contact().ok_or(Failure::NotFound)?;
        match guess(work, &self.digits, &self.browser_hash, Some(contact)).await? {
            CodeAnswer::Right(_) => {
                let until = work.at() + Duration::minutes(app.settings.sign_in.step_up_minutes);
                sessions::step_up(work, &self.session_hash, until).await?;
                work.note(Subject::new("contact", contact), json!({ "code": "used" }));
                Ok(CodeAnswer::Right(()))
            }
            CodeAnswer::Wrong { left } => Ok(CodeAnswer::Wrong { left }),
            CodeAnswer::Gone => Ok(CodeAnswer::Gone),
        }
    }
}

/// Compares typed digits with every code that lives in the browser; a wrong guess counts on all of them.
async fn guess(work: &Work<'_>, typed: &str, browser_hash: &[u8], only: Option<ContactId>) -> Result<CodeAnswer<SignInCode>, Fault> {
    let mut living = codes::living(work, browser_hash).await?;
    living.retain(|code| only.is_none_or(|contact| code.contact == contact));
    let Some(worst) = living.iter().map(|code| code.guesses).max() else { return Ok(CodeAnswer::Gone) };
    let digits: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let right = living.iter().find(|code| same_bytes(&work.keys().sign_in_digits(code.id), &digits));
    if let Some(code) = right {
        codes::use_up(work, code.id).await?;
        return Ok(CodeAnswer::Right(code.clone()));
    }
    let ids: Vec<Uuid> = living.iter().map(|code| code.id).collect();
    codes::count_guess(work, &ids).await?;
    Ok(CodeAnswer::Wrong { left: MOST_GUESSES.saturating_sub(worst + 1) })
}
