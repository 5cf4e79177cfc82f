//! Accounts and teams of staff: made, changed and disabled by an administrator.

use serde_json::json;

use super::{
    app::{App, same_version},
    failure::{Failure, OrNotFound},
    intention::{Intention, Question},
};
use crate::{
    base::{fault::Fault, password},
    domain::{
        ids::{AccountId, TeamId},
        names::is_mail_address,
        permission::Right,
        refusal::{FieldRefused, Refusal},
        terms::Language,
    },
    store::{
        accounts::{self, Account, Team},
        scope::{Reader, Scope},
        sessions, tenants,
        work::{Subject, Work},
    },
};

/// What an administrator types about an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountDetails {
    /// What is typed at sign-in.
    pub user_name: String,
    /// Name that colleagues and companies see.
    pub display_name: String,
    /// Work address; letters to set a password go there.
    pub email: Option<String>,
    /// Work phone.
    pub phone: Option<String>,
    /// Stored words of the roles.
    pub roles: Vec<String>,
    /// Team.
    pub team: Option<TeamId>,
}

impl AccountDetails {
    fn check(&self, app: &App) -> Result<(), Refusal> {
        let mut fields = Vec::new();
        let name_fits = self.user_name.len() >= 2 && self.user_name.len() <= 64 && !self.user_name.contains(char::is_whitespace);
        if !name_fits {
            fields.push(FieldRefused::new("user_name", "account-user-name-invalid"));
        }
        if self.display_name.trim().is_empty() {
            fields.push(FieldRefused::new("display_name", "error-required"));
        }
        if self.email.as_ref().is_some_and(|email| !is_mail_address(email)) {
            fields.push(FieldRefused::new("email", "error-email"));
        }
        if self.roles.is_empty() || self.roles.iter().any(|role| role == "company" || app.roles.get(role).is_none()) {
            fields.push(FieldRefused::new("roles", "account-roles-missing"));
        }
        if fields.is_empty() { Ok(()) } else { Err(Refusal::Invalid { fields }) }
    }
}

/// Makes an account.
pub struct CreateAccount {
    /// What was typed.
    pub details: AccountDetails,
    /// Hash of a first password; none = the person sets one by letter.
    pub password_hash: Option<String>,
}

impl CreateAccount {
    /// An account with one role and a given password, for the command line.
    ///
    /// # Errors
    /// The password cannot be hashed.
    pub async fn first(app: &App, user_name: &str, role: &str, password: &str) -> Result<Self, Failure> {
        let details = AccountDetails {
            user_name: user_name.to_owned(),
            display_name: user_name.to_owned(),
            roles: vec![role.to_owned()],
            ..AccountDetails::default()
        };
        Ok(Self { details, password_hash: Some(hashed(app, password).await?) })
    }
}

/// Hashes a password on a thread that may take its time.
///
/// # Errors
/// The thread was stopped.
pub async fn hashed(app: &App, typed: &str) -> Result<String, Fault> {
    let (ids, typed) = (app.ids.clone(), typed.to_owned());
    super::hashing::in_turn(move || password::hash(&typed, ids.as_ref())).await?
}

impl Intention for CreateAccount {
    const NAME: &'static str = "account.create";
    const RIGHT: Right = Right::ManageAccounts;
    type Done = AccountId;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<AccountId, Failure> {
        self.details.check(app)?;
        check_team(work, self.details.team).await?;
        let account = Account {
            id: AccountId(work.new_id()),
            user_name: self.details.user_name.clone(),
            display_name: self.details.display_name.clone(),
            email: self.details.email.clone(),
            phone: self.details.phone.clone(),
            roles: self.details.roles.clone(),
            team: self.details.team,
            language: Language::Da,
            disabled_at: None,
            version: 1,
        };
        if !accounts::insert(work, &account, self.password_hash.clone()).await? {
            return Err(Refusal::ExistsAlready { field: "user_name" }.into());
        }
        work.note(Subject::new("account", account.id), json!({ "roles": account.roles }));
        Ok(account.id)
    }
}

/// Changes an account, or disables it; a disabled account's sessions end at once.
pub struct ChangeAccount {
    /// Which.
    pub account: AccountId,
    /// The version that the form showed.
    pub version: i32,
    /// What was typed.
    pub details: AccountDetails,
    /// Whether it may not sign in.
    pub disabled: bool,
}

impl Intention for ChangeAccount {
    const NAME: &'static str = "account.change";
    const RIGHT: Right = Right::ManageAccounts;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        // Of two administrators who disable each other at once, the second must see what the first did.
        tenants::lock(work).await?;
        let account = accounts::find(work, self.account).await?.or_not_found()?;
        same_version(self.version, account.version)?;
        self.details.check(app)?;
        check_team(work, self.details.team).await?;
        let changed = self.applied_to(&account, work);
        keep_an_administrator(app, work, &changed).await?;
        if !accounts::update(work, &changed).await? {
            return Err(Refusal::ExistsAlready { field: "user_name" }.into());
        }
        let rights_shrank = changed.disabled_at.is_some() || changed.roles != account.roles;
        if rights_shrank {
            sessions::revoke_all_of(work, account.id).await?;
        }
        let detail = json!({ "roles_before": account.roles, "roles": changed.roles, "disabled": self.disabled });
        work.note(Subject::new("account", account.id), detail);
        Ok(())
    }
}

impl ChangeAccount {
    fn applied_to(&self, account: &Account, work: &Work<'_>) -> Account {
        Account {
            user_name: self.details.user_name.clone(),
            display_name: self.details.display_name.clone(),
            email: self.details.email.clone(),
            phone: self.details.phone.clone(),
            roles: self.details.roles.clone(),
            team: self.details.team,
            disabled_at: self.disabled.then(|| account.disabled_at.unwrap_or(work.at())),
            ..account.clone()
        }
    }
}

async fn check_team(work: &Work<'_>, team: Option<TeamId>) -> Result<(), Failure> {
    let Some(id) = team else { return Ok(()) };
    let is_there = accounts::teams(work).await?.iter().any(|team| team.id == id);
    if is_there { Ok(()) } else { Err(Refusal::field("team", "error-choose").into()) }
}

/// Nobody can lock everybody out.
async fn keep_an_administrator(app: &App, work: &Work<'_>, changed: &Account) -> Result<(), Failure> {
    let manages = |account: &Account| {
        let rights = app.roles.rights_of(account.roles.iter().map(String::as_str));
        account.disabled_at.is_none() && rights.contains(&Right::ManageAccounts)
    };
    let others = accounts::all(work).await?;
    let left = manages(changed) || others.iter().any(|account| account.id != changed.id && manages(account));
    if left { Ok(()) } else { Err(Refusal::LastAdministrator.into()) }
}

/// Gives an account a password; its sessions end.
pub struct GivePassword {
    /// Which.
    pub account: AccountId,
    /// Hash of the password.
    pub password_hash: String,
}

impl Intention for GivePassword {
    const NAME: &'static str = "account.give_password";
    const RIGHT: Right = Right::ManageAccounts;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        accounts::find(work, self.account).await?.or_not_found()?;
        accounts::set_password(work, self.account, self.password_hash.clone()).await?;
        sessions::revoke_all_of(work, self.account).await?;
        work.note(Subject::new("account", self.account), json!({}));
        Ok(())
    }
}

/// Makes or changes a team.
pub struct SaveTeam {
    /// Which; none = a new one.
    pub team: Option<(TeamId, i32)>,
    /// Name.
    pub name: String,
    /// Whether it is in use.
    pub active: bool,
}

impl Intention for SaveTeam {
    const NAME: &'static str = "team.save";
    const RIGHT: Right = Right::ManageAccounts;
    type Done = TeamId;

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<TeamId, Failure> {
        if self.name.trim().is_empty() {
            return Err(Refusal::field("name", "error-required").into());
        }
        let (id, version) = self.team.unwrap_or((TeamId(work.new_id()), 1));
        if self.team.is_some() {
            let current = accounts::teams(work).await?.into_iter().find(|team| team.id == id).or_not_found()?;
            same_version(version, current.version)?;
        }
        let team = Team { id, name: self.name.trim().to_owned(), active: self.active, version };
        if !accounts::save_team(work, &team, self.team.is_none()).await? {
            return Err(Refusal::ExistsAlready { field: "name" }.into());
        }
        work.note(Subject::new("team", id), json!({ "active": team.active }));
        Ok(id)
    }
}

/// All accounts and teams.
pub struct ListAccounts;

/// Accounts and teams, by name.
#[derive(Clone, Debug)]
pub struct AccountList {
    /// Accounts.
    pub accounts: Vec<Account>,
    /// Teams.
    pub teams: Vec<Team>,
}

impl Question for ListAccounts {
    const NAME: &'static str = "account.list";
    const RIGHT: Right = Right::ManageAccounts;
    type Answer = AccountList;

    async fn answer(&self, _app: &App, reader: &Reader<'_>) -> Result<AccountList, Failure> {
        Ok(AccountList { accounts: accounts::all(reader).await?, teams: accounts::teams(reader).await? })
    }
}
