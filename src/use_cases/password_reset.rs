//! A member of staff who has forgotten the password sets a new one by a mailed link.

use chrono::Duration;
use serde_json::json;

use super::{app::App, failure::Failure, intention::Intention};
use crate::{
    base::password,
    domain::{
        event::Event,
        ids::{AccountId, LinkId, TenantId},
        permission::{Actor, Right},
        refusal::Refusal,
    },
    store::{
        accounts, codes,
        links::{self, Link, LinkKind},
        scope::Scope,
        sessions,
        work::{Subject, Work},
    },
};

/// Minutes for which a reset link opens.
const LINK_MINUTES: i64 = 10;
/// Reset links that an account gets within an hour; more are not sent, and nobody is told.
const MOST_IN_AN_HOUR: u64 = 3;

/// Asks for a link to set a new password. The answer is the same whether there is such an account or not.
#[derive(Clone, Debug)]
pub struct AskPasswordReset {
    /// The user name as typed.
    pub user_name: String,
}

impl Intention for AskPasswordReset {
    const NAME: &'static str = "account.ask_reset";
    const RIGHT: Right = Right::Housekeeping;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let known = accounts::by_user_name(work, self.user_name.trim()).await?;
        let Some((account, _)) = known.filter(|(account, _)| account.disabled_at.is_none() && account.email.is_some()) else {
            work.leave_no_trace();
            return Ok(());
        };
        if codes::resets_within(work, account.id, Duration::hours(1)).await? >= MOST_IN_AN_HOUR {
            work.leave_no_trace();
            return Ok(());
        }
        let link = Link {
            subject: None,
            tenant: work.tenant(),
            id: LinkId(work.ids().random()),
            kind: LinkKind::Reset,
            placement: None,
            contact: None,
            account: Some(account.id),
            expires_at: work.at() + Duration::minutes(LINK_MINUTES),
            used_at: None,
        };
        links::insert(work, &link).await?;
        work.happened(Event::PasswordResetAsked { account: account.id, link: link.id });
        work.note(Subject::new("account", account.id), json!({ "reset": "asked" }));
        Ok(())
    }
}

/// A reset link that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenReset {
    /// Municipality.
    pub tenant: TenantId,
    link: LinkId,
    account: AccountId,
}

/// Looks at the link behind a token without using it up, so that a mail scanner's visit changes nothing.
///
/// # Errors
/// [`Failure::NotFound`] for no such link, [`Refusal::AlreadyAnswered`] for a used one, [`Refusal::Expired`] after
/// ten minutes.
pub async fn open(app: &App, token: &str) -> Result<OpenReset, Failure> {
    let link = links::of_token(&app.database, &app.keys, token).await?.filter(|link| link.kind == LinkKind::Reset);
    let link = link.ok_or(Failure::NotFound)?;
    let account = link.account.ok_or(Failure::NotFound)?;
    if link.used_at.is_some() {
        return Err(Refusal::AlreadyAnswered.into());
    }
    if link.expires_at <= app.now() {
        return Err(Refusal::Expired.into());
    }
    Ok(OpenReset { tenant: link.tenant, link: link.id, account })
}

/// Sets a new password by a link, and ends every session of the account.
///
/// # Errors
/// As [`open`], and [`Refusal::Invalid`] for a password that cannot be chosen (`field` "adgangskode").
pub async fn set_password(app: &App, token: &str, password: &str) -> Result<(), Failure> {
    let reset = open(app, token).await?;
    password::check(password).map_err(|weak| Refusal::field("adgangskode", weak.key()))?;
    let (password, ids) = (password.to_owned(), app.ids.clone());
    // Hashing takes tens of milliseconds of a whole core, so it is done before the transaction.
    let hash = super::hashing::in_turn(move || password::hash(&password, ids.as_ref())).await??;
    app.carry_out(&Actor::system(reset.tenant), &SetPassword { reset, hash }).await
}

/// Puts the hash in place; reached through [`set_password`].
pub struct SetPassword {
    reset: OpenReset,
    hash: String,
}

impl Intention for SetPassword {
    const NAME: &'static str = "account.set_password";
    const RIGHT: Right = Right::Housekeeping;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let account = accounts::find(work, self.reset.account).await?.filter(|account| account.disabled_at.is_none());
        let account = account.ok_or(Failure::NotFound)?;
        if !codes::use_resets(work, self.reset.link, account.id).await? {
            return Err(Refusal::AlreadyAnswered.into());
        }
        accounts::set_password(work, account.id, self.hash.clone()).await?;
        sessions::revoke_all_of(work, account.id).await?;
        work.note(Subject::new("account", account.id), json!({ "reset": "used" }));
        Ok(())
    }
}
