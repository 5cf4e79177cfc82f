//! Signing in and out, and who stands behind a session's token.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Duration;
use serde_json::json;

use super::{
    app::App,
    failure::{Failure, OrNotFound},
    hashing,
    intention::Intention,
};
use crate::{
    base::{clock::Moment, fault::Fault, password, secret::hash_of},
    domain::{
        company::Contact,
        ids::{AccountId, CitizenId, ContactId, SessionId, TenantId},
        permission::{Actor, Right, Rights, Who},
        refusal::Refusal,
        terms::{Language, LookPurpose},
    },
    store::{
        accounts, citizens, contacts,
        sessions::{self, Session},
        tenants,
        work::{Subject, Work},
    },
};

/// Who sits behind a browser.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The session.
    pub session: SessionId,
    /// What they may do.
    pub actor: Actor,
    /// Their name.
    pub name: String,
    /// Stored words of their roles.
    pub roles: Vec<String>,
    /// The municipality's name.
    pub municipality: String,
    /// The language of their account.
    pub language: Language,
    /// The citizen whose pages are visited, and why.
    pub look: Option<(CitizenId, LookPurpose)>,
}

/// The secret of a new session, for the cookie; it is shown once and stored nowhere.
#[derive(Clone)]
pub struct SessionToken(pub String);

/// Checks name and password and opens a session.
///
/// Takes the time of one argon2 hash whether or not there is such an account.
///
/// # Errors
/// [`Refusal::WrongSecret`] for any wrong pair and for a disabled account.
pub async fn with_password(app: &App, tenant: TenantId, user_name: &str, typed: &str, user_agent: &str) -> Result<SessionToken, Failure> {
    let reader = app.reader(tenant).await?;
    let found = accounts::by_user_name(&reader, user_name.trim()).await?;
    reader.end().await?;
    let (account, hash) = found.unzip();
    let (typed, hash) = (typed.to_owned(), hash.flatten());
    let is_right = hashing::in_turn(move || password::verify(&typed, hash.as_deref())).await?;
    let account = account.filter(|account| is_right && account.disabled_at.is_none()).ok_or(Refusal::WrongSecret)?;
    open_session(app, tenant, Person::Staff(account.id), user_agent).await
}

/// Whose session is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    /// A member of staff.
    Staff(AccountId),
    /// A company contact; names may be shown for a while, since the code has just been typed.
    Contact(ContactId),
}

/// Opens a session for somebody whose secret has been checked.
///
/// # Errors
/// The database refuses.
pub async fn open_session(app: &App, tenant: TenantId, person: Person, user_agent: &str) -> Result<SessionToken, Failure> {
    let token = URL_SAFE_NO_PAD.encode(app.ids.token());
    let intention = OpenSession { token_hash: hash_of(token.as_bytes()), person, user_agent: user_agent.to_owned() };
    app.carry_out(&Actor::system(tenant), &intention).await?;
    Ok(SessionToken(token))
}

/// Opens a session.
pub struct OpenSession {
    token_hash: Vec<u8>,
    person: Person,
    user_agent: String,
}

impl Intention for OpenSession {
    const NAME: &'static str = "session.open";
    const RIGHT: Right = Right::Housekeeping;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        use crate::store::scope::Scope;
        let (account, contact) = match self.person {
            Person::Staff(account) => (Some(account), None),
            Person::Contact(contact) => (None, Some(contact)),
        };
        let set = &app.settings.sign_in;
        let session = Session {
            token_hash: self.token_hash.clone(),
            id: SessionId(work.new_id()),
            tenant: work.tenant(),
            account,
            contact,
            last_seen_at: work.at(),
            ends_at: work.at() + Duration::hours(set.longest_hours),
            step_up_until: contact.map(|_| work.at() + Duration::minutes(set.step_up_minutes)),
            look: None,
        };
        sessions::insert(work, &session, &self.user_agent).await?;
        if let Some(contact) = contact {
            contacts::seen(work, contact).await?;
        }
        let person = account.map(|id| id.0).or(contact.map(|id| id.0)).unwrap_or_default();
        work.note(Subject::new("session", session.id), json!({ "person": person }));
        Ok(())
    }
}

/// Ends a session.
pub struct CloseSession {
    /// Which.
    pub session: SessionId,
}

impl Intention for CloseSession {
    const NAME: &'static str = "session.close";
    const RIGHT: Right = Right::Housekeeping;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        sessions::revoke(work, self.session).await?;
        work.note(Subject::new("session", self.session), json!({}));
        Ok(())
    }
}

/// Remembers which citizen a session visits and why, so that the purpose is asked for once a visit.
pub struct StateLookPurpose {
    /// The session's token.
    pub token: String,
    /// The citizen.
    pub citizen: CitizenId,
    /// Why.
    pub purpose: LookPurpose,
}

impl Intention for StateLookPurpose {
    const NAME: &'static str = "session.state_look_purpose";
    const RIGHT: Right = Right::SeeCitizens;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        citizens::find(work, self.citizen).await?.or_not_found()?;
        sessions::set_look(work, &hash_of(self.token.as_bytes()), self.citizen, self.purpose).await?;
        work.note(Subject::new("citizen", self.citizen), json!({ "purpose": self.purpose }));
        Ok(())
    }
}

/// Finds out who stands behind a session's token; nobody when it has ended, idled out or its person is disabled.
///
/// # Errors
/// The database cannot be reached.
pub async fn who_is(app: &App, token: &str) -> Result<Option<Visitor>, Failure> {
    let Some(session) = sessions::living(&app.database, &hash_of(token.as_bytes())).await? else { return Ok(None) };
    if has_run_out(app, &session) {
        return Ok(None);
    }
    touch(app, &session).await?;
    let visitor = match (session.account, session.contact) {
        (Some(account), _) => staff(app, &session, account).await?,
        (None, Some(contact)) => company(app, &session, contact).await?,
        (None, None) => None,
    };
    Ok(visitor)
}

fn has_run_out(app: &App, session: &Session) -> bool {
    let now = app.now();
    now >= session.ends_at || now >= session.last_seen_at + Duration::minutes(app.settings.sign_in.idle_minutes)
}

/// Writes at most once a minute, so that reading pages stays reading.
async fn touch(app: &App, session: &Session) -> Result<(), Fault> {
    let now: Moment = app.now();
    if now - session.last_seen_at < Duration::minutes(1) {
        return Ok(());
    }
    sessions::touch(&app.database, session, now).await
}

async fn staff(app: &App, session: &Session, id: AccountId) -> Result<Option<Visitor>, Failure> {
    let reader = app.reader(session.tenant).await?;
    let account = accounts::find(&reader, id).await?.filter(|account| account.disabled_at.is_none());
    reader.end().await?;
    let Some(account) = account else { return Ok(None) };
    let rights = app.roles.rights_of(account.roles.iter().map(String::as_str));
    let who = Who::Staff { account: id, team: account.team };
    let actor = Actor { tenant: session.tenant, who, rights, request_id: None };
    visitor(app, session, Named { actor, name: account.display_name, roles: account.roles, language: account.language }).await
}

async fn company(app: &App, session: &Session, id: ContactId) -> Result<Option<Visitor>, Failure> {
    let reader = app.reader(session.tenant).await?;
    let contact = contacts::find(&reader, id).await?.filter(Contact::signs_in);
    reader.end().await?;
    let Some(contact) = contact else { return Ok(None) };
    let stepped_up = session.step_up_until.is_some_and(|until| app.now() < until);
    let who = Who::Contact { contact: id, company: contact.company, workplace: contact.workplace, stepped_up };
    let actor = Actor { tenant: session.tenant, who, rights: rights_of(app, &contact), request_id: None };
    visitor(app, session, Named { actor, name: contact.name, roles: vec!["company".to_owned()], language: contact.language }).await
}

fn rights_of(app: &App, contact: &Contact) -> Rights {
    let mut rights = app.roles.rights_of(["company"]);
    if contact.keeps_users() {
        rights.insert(Right::ManagePortalUsers);
    }
    rights
}

struct Named {
    actor: Actor,
    name: String,
    roles: Vec<String>,
    language: Language,
}

async fn visitor(app: &App, session: &Session, named: Named) -> Result<Option<Visitor>, Failure> {
    let tenants = tenants::all(&app.database).await?;
    let municipality = tenants.into_iter().find(|tenant| tenant.id == session.tenant).map(|tenant| tenant.name).unwrap_or_default();
    let look = session.look.clone().and_then(|(citizen, purpose)| Some((CitizenId(citizen), LookPurpose::parse(&purpose)?)));
    Ok(Some(Visitor {
        session: session.id,
        actor: named.actor,
        name: named.name,
        roles: named.roles,
        municipality,
        language: named.language,
        look,
    }))
}

/// The municipalities that somebody may sign in to, by name.
///
/// # Errors
/// The database cannot be reached.
pub async fn municipalities(app: &App) -> Result<Vec<(TenantId, String)>, Failure> {
    Ok(tenants::all(&app.database).await?.into_iter().map(|tenant| (tenant.id, tenant.name)).collect())
}
