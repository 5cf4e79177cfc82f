//! Keys for programs: made once, shown once, and who stands behind one.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Duration;
use serde_json::json;
use uuid::Uuid;

use super::{
    app::App,
    failure::{Failure, OrNotFound},
    intention::Intention,
};
use crate::{
    base::secret::hash_of,
    domain::{
        company::Contact,
        company::ContactRole,
        ids::{AccountId, CompanyId, ContactId},
        numbers::CvrNumber,
        permission::{Actor, Right, Rights, Who},
        refusal::Refusal,
        terms::Language,
    },
    store::{
        accounts::{self, Account},
        companies, contacts,
        scope::Scope,
        tokens::{self, Token},
        work::{Subject, Work},
    },
};

/// What every token begins with, so that one that has leaked is recognised.
const PREFIX: &str = "bb_";
/// The role whose tokens act as a company contact.
const COMPANY: &str = "company";

/// The secret of a new token; it is shown once and stored nowhere.
#[derive(Clone)]
pub struct TokenSecret(pub String);

impl TokenSecret {
    /// A fresh secret of 256 bits.
    #[must_use]
    pub fn fresh(app: &App) -> Self {
        Self(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(app.ids.token())))
    }
}

/// Makes a token for a program.
pub struct CreateToken {
    /// Stored word of the role.
    pub role: String,
    /// What it is for.
    pub name: String,
    /// User name of the person that it acts as; none = an account of its own (a company's: its first contact).
    pub user: Option<String>,
    /// The company, for the role `company`.
    pub company: Option<CvrNumber>,
    /// The secret.
    pub secret: TokenSecret,
}

impl Intention for CreateToken {
    const NAME: &'static str = "token.create";
    const RIGHT: Right = Right::ManageAccounts;
    type Done = Uuid;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Uuid, Failure> {
        if app.roles.get(&self.role).is_none() {
            return Err(Refusal::field("role", "role-unknown").into());
        }
        let (account, person) =
            if self.role == COMPANY { (None, Some(self.contact(work).await?)) } else { (Some(self.account(work).await?), None) };
        let token = Token {
            id: work.new_id(),
            tenant: work.tenant(),
            name: self.name.trim().to_owned(),
            role: self.role.clone(),
            account,
            contact: person.as_ref().map(|contact| contact.id),
            company: person.map(|contact| contact.company),
            last_used_at: None,
        };
        tokens::insert(work, &token, hash_of(self.secret.0.as_bytes())).await?;
        work.note(Subject::new("api_token", token.id), json!({ "role": self.role, "account": account, "contact": token.contact }));
        Ok(token.id)
    }
}

impl CreateToken {
    async fn account(&self, work: &Work<'_>) -> Result<AccountId, Failure> {
        let Some(user) = &self.user else { return self.own_account(work).await };
        let found = accounts::by_user_name(work, user.trim()).await?.map(|(account, _)| account);
        let account = found.filter(|account| account.disabled_at.is_none()).ok_or_else(|| Refusal::field("user", "user-unknown"))?;
        if account.roles.contains(&self.role) { Ok(account.id) } else { Err(Refusal::field("role", "role-not-held").into()) }
    }

    /// An account without a password: nobody signs in with it, and it can be disabled like any other.
    async fn own_account(&self, work: &Work<'_>) -> Result<AccountId, Failure> {
        let id = AccountId(work.new_id());
        let random = work.ids().random().simple().to_string();
        let account = Account {
            id,
            user_name: format!("program.{}", &random[..12]),
            display_name: self.name.trim().to_owned(),
            email: None,
            phone: None,
            roles: vec![self.role.clone()],
            team: None,
            language: Language::Da,
            disabled_at: None,
            version: 1,
        };
        if accounts::insert(work, &account, None).await? { Ok(id) } else { Err(Refusal::ExistsAlready { field: "name" }.into()) }
    }

    async fn contact(&self, work: &Work<'_>) -> Result<Contact, Failure> {
        let cvr = self.company.as_ref().ok_or_else(|| Refusal::field("company", "field-missing"))?;
        let company = companies::by_cvr(work, cvr).await?.or_not_found()?;
        let is_meant = |contact: &Contact| match &self.user {
            Some(address) => contact.email.as_deref() == Some(address.trim().to_lowercase().as_str()),
            None => contact.workplace.is_none(),
        };
        let active: Vec<Contact> = contacts::of_company(work, company.id).await?.into_iter().filter(|contact| contact.active).collect();
        match active.iter().find(|contact| is_meant(contact)) {
            Some(contact) => Ok(contact.clone()),
            None if self.user.is_some() => Err(Refusal::field("user", "user-unknown").into()),
            None => self.own_contact(work, company.id).await,
        }
    }

    /// A contact without an address: no letter goes to a program.
    async fn own_contact(&self, work: &Work<'_>, company: CompanyId) -> Result<Contact, Failure> {
        let contact = Contact {
            id: ContactId(work.new_id()),
            company,
            workplace: None,
            name: self.name.trim().to_owned(),
            email: None,
            phone: None,
            language: Language::Da,
            role: ContactRole::Contact,
            active: true,
            version: 1,
        };
        contacts::insert(work, &contact).await?;
        Ok(contact)
    }
}

/// Who calls.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The token.
    pub token: Uuid,
    /// What they may do.
    pub actor: Actor,
}

/// Finds out who stands behind a token; nobody when it was ended or its person is disabled.
///
/// # Errors
/// The database cannot be reached.
pub async fn who_calls(app: &App, secret: &str) -> Result<Option<Caller>, Failure> {
    let Some(token) = tokens::living(&app.database, &hash_of(secret.as_bytes())).await? else { return Ok(None) };
    let Some((who, rights)) = person(app, &token).await? else { return Ok(None) };
    let now = app.now();
    if token.last_used_at.is_none_or(|last| now - last >= Duration::minutes(1)) {
        tokens::touch(&app.database, &token, now).await?;
    }
    Ok(Some(Caller { token: token.id, actor: Actor { tenant: token.tenant, who, rights, request_id: None } }))
}

/// The person behind a token, with the rights that both the token's role and the person still have.
async fn person(app: &App, token: &Token) -> Result<Option<(Who, Rights)>, Failure> {
    let reader = app.reader(token.tenant).await?;
    let account = match token.account {
        Some(id) => accounts::find(&reader, id).await?.filter(|account| account.disabled_at.is_none()),
        None => None,
    };
    let contact = match token.contact {
        Some(id) => contacts::find(&reader, id).await?.filter(|contact| contact.active && Some(contact.company) == token.company),
        None => None,
    };
    reader.end().await?;
    let rights = app.roles.rights_of([token.role.as_str()]);
    if let Some(account) = account {
        let own = app.roles.rights_of(account.roles.iter().map(String::as_str));
        let both = rights.intersection(&own).copied().collect();
        return Ok(Some((Who::Staff { account: account.id, team: account.team }, both)));
    }
    Ok(contact.map(|contact| {
        let who = Who::Contact { contact: contact.id, company: contact.company, workplace: contact.workplace, stepped_up: false };
        (who, rights)
    }))
}
