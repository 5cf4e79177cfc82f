//! `/administration/brugere`: who may sign in, and as what.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use serde::Deserialize;

use crate::{
    domain::{ids::AccountId, terms::Language},
    state::AppState,
    use_cases::{
        accounts::{AccountDetails, AccountList, ChangeAccount, CreateAccount, ListAccounts},
        failure::{Failure, OrNotFound},
    },
    web::{
        error::PageError,
        extract::{Administrator, Consultant},
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::{Badge, Choice, FormErrors, Tone},
        refused,
    },
};

/// The list's address.
pub const LIST: &str = "/administration/brugere";

struct UserRow {
    url: String,
    name: String,
    user_name: String,
    roles: String,
    team: String,
    email: String,
    state: Badge,
}

struct TeamRow {
    url: String,
    name: String,
    members: usize,
    state: Badge,
}

#[derive(Template)]
#[template(path = "admin/users.html")]
struct UsersPage {
    shell: Shell,
    users: Vec<UserRow>,
    teams: Vec<TeamRow>,
}

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedUser {
    version: i32,
    user_name: String,
    display_name: String,
    email: String,
    phone: String,
    roles: Vec<String>,
    team: String,
    disabled: String,
}

impl TypedUser {
    fn details(&self) -> AccountDetails {
        let line = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        AccountDetails {
            user_name: self.user_name.trim().to_owned(),
            display_name: self.display_name.trim().to_owned(),
            email: line(&self.email),
            phone: line(&self.phone),
            roles: self.roles.clone(),
            team: self.team.parse().ok(),
        }
    }
}

#[derive(Template)]
#[template(path = "admin/user.html")]
struct UserForm {
    shell: Shell,
    action: String,
    is_new: bool,
    typed: TypedUser,
    errors: FormErrors,
    roles: Vec<Choice>,
    teams: Vec<Choice>,
}

/// In use, or not.
pub fn in_use(me: &Consultant, active: bool) -> Badge {
    let (tone, key) = if active { (Tone::Ok, "admin-active") } else { (Tone::Pause, "admin-disabled") };
    Badge::new(tone, me.visit.texts.text(key))
}

fn role_name(state: &AppState, me: &Consultant, word: &str) -> String {
    let Some(role) = state.app.roles.get(word) else { return word.to_owned() };
    match me.visit.texts.language() {
        Language::Da => role.da.clone(),
        Language::En => role.en.clone(),
    }
}

fn rows(state: &AppState, me: &Consultant, list: &AccountList) -> (Vec<UserRow>, Vec<TeamRow>) {
    let team_of = |id| list.teams.iter().find(|team| Some(team.id) == id).map(|team| team.name.clone()).unwrap_or_default();
    let users = list.accounts.iter().map(|account| UserRow {
        url: format!("{LIST}/{}", account.id),
        name: account.display_name.clone(),
        user_name: account.user_name.clone(),
        roles: account.roles.iter().map(|word| role_name(state, me, word)).collect::<Vec<_>>().join(", "),
        team: team_of(account.team),
        email: account.email.clone().unwrap_or_default(),
        state: in_use(me, account.disabled_at.is_none()),
    });
    let teams = list.teams.iter().map(|team| TeamRow {
        url: format!("/administration/teams/{}", team.id),
        name: team.name.clone(),
        members: list.accounts.iter().filter(|account| account.team == Some(team.id)).count(),
        state: in_use(me, team.active),
    });
    (users.collect(), teams.collect())
}

/// The list of accounts and teams.
pub async fn list(State(state): State<AppState>, Administrator(me): Administrator) -> Result<Page<impl Template>, PageError> {
    let list = state.app.ask(&me.actor, &ListAccounts).await?;
    let (users, teams) = rows(&state, &me, &list);
    let lead = me.visit.texts.count("admin-users-count", users.len());
    Ok(Page(UsersPage { shell: me.shell(Section::Administration, me.visit.texts.text("admin-users")).lead(lead), users, teams }))
}

fn form(state: &AppState, me: &Consultant, list: &AccountList, which: Option<AccountId>, typed: TypedUser) -> UserForm {
    let texts = me.visit.texts;
    let title = texts.text(if which.is_some() { "admin-user-edit" } else { "admin-user-new" });
    let roles = state.app.roles.iter().filter(|(word, _)| *word != "company");
    let teams = list.teams.iter().filter(|team| team.active || team.id.to_string() == typed.team);
    UserForm {
        shell: me.shell(Section::Administration, title).crumb(texts.text("admin-users"), LIST),
        action: format!("{LIST}/{}", which.map_or_else(|| "ny".to_owned(), |id| id.to_string())),
        is_new: which.is_none(),
        roles: roles.map(|(word, _)| Choice::new(word, role_name(state, me, word), typed.roles.iter().any(|one| one == word))).collect(),
        teams: teams.map(|team| Choice::new(team.id.to_string(), &team.name, team.id.to_string() == typed.team)).collect(),
        typed,
        errors: FormErrors::default(),
    }
}

async fn refuse(
    state: &AppState,
    me: &Consultant,
    which: Option<AccountId>,
    typed: TypedUser,
    failure: Failure,
) -> Result<Response, PageError> {
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    let list = state.app.ask(&me.actor, &ListAccounts).await?;
    let page = form(state, me, &list, which, typed);
    Ok(FormAgain(UserForm { shell: page.shell.with_errors(true), errors, ..page }).into_response())
}

/// An empty form.
pub async fn fresh(State(state): State<AppState>, Administrator(me): Administrator) -> Result<Page<impl Template>, PageError> {
    let list = state.app.ask(&me.actor, &ListAccounts).await?;
    Ok(Page(form(&state, &me, &list, None, TypedUser::default())))
}

/// Makes an account; its owner sets a password by letter.
pub async fn create(
    State(state): State<AppState>,
    Administrator(me): Administrator,
    Form(typed): Form<TypedUser>,
) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &CreateAccount { details: typed.details(), password_hash: None }).await {
        Ok(_) => Ok(on_to(LIST, "user-created")),
        Err(failure) => refuse(&state, &me, None, typed, failure).await,
    }
}

/// The form with what is known.
pub async fn edit(
    State(state): State<AppState>,
    Administrator(me): Administrator,
    Path(id): Path<AccountId>,
) -> Result<Page<impl Template>, PageError> {
    let list = state.app.ask(&me.actor, &ListAccounts).await?;
    let account = list.accounts.iter().find(|account| account.id == id).or_not_found()?;
    let typed = TypedUser {
        version: account.version,
        user_name: account.user_name.clone(),
        display_name: account.display_name.clone(),
        email: account.email.clone().unwrap_or_default(),
        phone: account.phone.clone().unwrap_or_default(),
        roles: account.roles.clone(),
        team: account.team.map(|team| team.to_string()).unwrap_or_default(),
        disabled: if account.disabled_at.is_some() { "ja" } else { "" }.to_owned(),
    };
    Ok(Page(form(&state, &me, &list, Some(id), typed)))
}

/// Changes or disables an account.
pub async fn change(
    State(state): State<AppState>,
    Administrator(me): Administrator,
    Path(id): Path<AccountId>,
    Form(typed): Form<TypedUser>,
) -> Result<Response, PageError> {
    let change = ChangeAccount { account: id, version: typed.version, details: typed.details(), disabled: typed.disabled == "ja" };
    match state.app.carry_out(&me.actor, &change).await {
        Ok(()) => Ok(on_to(LIST, "saved")),
        Err(failure) => refuse(&state, &me, Some(id), typed, failure).await,
    }
}
