//! A company's contact signs in to the portal, or shows anew who it is, with six digits mailed to the stored address.

use chrono::Duration;
use serde_json::json;
use uuid::Uuid;

use super::{
    app::App,
    failure::Failure,
    intention::Intention,
    sign_in::{Person, SessionToken, open_session},
};
use crate::{
    base::{
        fault::Fault,
        secret::{hash_of, same_bytes},
    },
    domain::{
        company::Contact,
        event::Event,
        ids::{ContactId, TenantId},
        permission::{Actor, Right},
    },
    store::{
        codes::{self, MOST_GUESSES, SignInCode},
        contacts,
        scope::Scope,
        sessions,
        work::{Subject, Work},
    },
};

/// Codes that a contact gets within a quarter of an hour; more are not sent, and nobody is told.
const MOST_IN_A_QUARTER: u64 = 5;
/// Codes that a contact gets within a day.
const MOST_IN_A_DAY: u64 = 20;

/// Asks for a code in a browser that is not signed in. The answer is the same whether the address is known or not.
#[derive(Clone)]
pub struct AskSignInCode {
    /// The address as typed.
    pub email: String,
    /// The secret in this browser's cookie; the code works nowhere else.
    pub browser: String,
}

impl Intention for AskSignInCode {
    const NAME: &'static str = "portal.ask_code";
    const RIGHT: Right = Right::Housekeeping;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        // Somebody who speaks for two companies gets one code: the mailbox is the same, and the choice comes after it.
        let known = contacts::by_email(work, &self.email).await?;
        match known.iter().find(|contact| contact.signs_in()) {
            Some(contact) => send_code(app, work, contact.id, &self.browser).await,
            None => {
                work.leave_no_trace();
                Ok(())
            }
        }
    }
}

/// Asks for a code to show, while signed in, that the mailbox is still one's own.
#[derive(Clone)]
pub struct AskStepUpCode {
    /// The secret in this browser's cookie.
    pub browser: String,
}

impl Intention for AskStepUpCode {
    const NAME: &'static str = "portal.ask_step_up_code";
    const RIGHT: Right = Right::UsePortal;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let contact = work.actor().contact().ok_or(Failure::NotFound)?;
        send_code(app, work, contact, &self.browser).await
    }
}

async fn send_code(app: &App, work: &mut Work<'_>, contact: ContactId, browser: &str) -> Result<(), Failure> {
    let lately = codes::asked_within(work, contact, Duration::minutes(15)).await?;
    let today = codes::asked_within(work, contact, Duration::days(1)).await?;
    if lately >= MOST_IN_A_QUARTER || today >= MOST_IN_A_DAY {
        work.leave_no_trace();
        return Ok(());
    }
    let code = SignInCode {
        id: work.ids().random(),
        contact,
        browser_hash: hash_of(browser.as_bytes()),
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

/// Signs in with a code: opens a session in which names may be shown for some minutes.
///
/// # Errors
/// The database refuses.
pub async fn with_code(app: &App, tenant: TenantId, typed: &UseSignInCode, user_agent: &str) -> Result<CodeAnswer<SessionToken>, Failure> {
    match app.carry_out(&Actor::system(tenant), typed).await? {
        CodeAnswer::Right(contact) => open_session(app, tenant, Person::Contact(contact), user_agent).await.map(CodeAnswer::Right),
        CodeAnswer::Wrong { left } => Ok(CodeAnswer::Wrong { left }),
        CodeAnswer::Gone => Ok(CodeAnswer::Gone),
    }
}

/// Uses a code in a browser that is not signed in; reached through [`with_code`].
#[derive(Clone)]
pub struct UseSignInCode {
    /// The digits as typed; blanks do not matter.
    pub digits: String,
    /// The secret in this browser's cookie.
    pub browser: String,
}

impl Intention for UseSignInCode {
    const NAME: &'static str = "portal.use_code";
    const RIGHT: Right = Right::Housekeeping;
    type Done = CodeAnswer<ContactId>;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<Self::Done, Failure> {
        let answer = guess(work, &self.digits, &self.browser, None).await?;
        let CodeAnswer::Right(contact) = answer else { return Ok(answer) };
        let known = contacts::find(work, contact).await?.filter(Contact::signs_in);
        if known.is_none() {
            work.leave_no_trace();
            return Ok(CodeAnswer::Gone);
        }
        work.note(Subject::new("contact", contact), json!({ "code": "used" }));
        Ok(CodeAnswer::Right(contact))
    }
}

/// Shows with a code that the mailbox is still one's own, so that names may be shown for some minutes.
#[derive(Clone)]
pub struct StepUp {
    /// The digits as typed.
    pub digits: String,
    /// The secret in this browser's cookie.
    pub browser: String,
    /// The session's token.
    pub token: String,
}

impl Intention for StepUp {
    const NAME: &'static str = "portal.step_up";
    const RIGHT: Right = Right::UsePortal;
    type Done = CodeAnswer<()>;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Self::Done, Failure> {
        let contact = work.actor().contact().ok_or(Failure::NotFound)?;
        match guess(work, &self.digits, &self.browser, Some(contact)).await? {
            CodeAnswer::Right(_) => {
                let until = work.at() + Duration::minutes(app.settings.sign_in.step_up_minutes);
                sessions::step_up(work, &hash_of(self.token.as_bytes()), until).await?;
                work.note(Subject::new("contact", contact), json!({ "code": "used" }));
                Ok(CodeAnswer::Right(()))
            }
            CodeAnswer::Wrong { left } => Ok(CodeAnswer::Wrong { left }),
            CodeAnswer::Gone => Ok(CodeAnswer::Gone),
        }
    }
}

/// Compares typed digits with the codes that live in the browser for the contact who asked there last: a guess never
/// tries the codes of several people at once. A wrong one counts on all of them, and is not audited: strangers could
/// fill the audit with it.
async fn guess(work: &mut Work<'_>, typed: &str, browser: &str, only: Option<ContactId>) -> Result<CodeAnswer<ContactId>, Fault> {
    let mut living = codes::living(work, &hash_of(browser.as_bytes())).await?;
    let whose = only.or_else(|| living.first().map(|code| code.contact));
    living.retain(|code| Some(code.contact) == whose);
    let Some(worst) = living.iter().map(|code| code.guesses).max() else {
        work.leave_no_trace();
        return Ok(CodeAnswer::Gone);
    };
    let digits: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    if let Some(code) = living.iter().find(|code| same_bytes(&work.keys().sign_in_digits(code.id), &digits)) {
        codes::use_up(work, code.id).await?;
        return Ok(CodeAnswer::Right(code.contact));
    }
    let ids: Vec<Uuid> = living.iter().map(|code| code.id).collect();
    codes::count_guess(work, &ids).await?;
    work.leave_no_trace();
    Ok(CodeAnswer::Wrong { left: MOST_GUESSES.saturating_sub(worst + 1) })
}
