//! The company's own users: a list, a form, and a clear question before somebody's access ends.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use axum_extra::extract::Form;

use super::frame;
use crate::{
    domain::{company::ContactRole, ids::ContactId, permission::Who, terms::Language},
    i18n::Texts,
    state::AppState,
    use_cases::{
        contacts::TypedContact,
        failure::{Failure, OrNotFound},
        portal::users::{ChangeUser, InviteAgain, InviteUser, PortalUser, PortalUsers, RemoveUser, UsersFound},
    },
    web::{
        error::PageError,
        extract::CompanyUser,
        layout::Shell,
        page::{FormAgain, Page, on_to},
        parts::{Badge, Choice, FormErrors, Tone},
        refused,
    },
};

/// The list.
pub(super) const URL: &str = "/virksomhed/brugere";

/// Routes of this room.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/virksomhed/brugere", get(list))
        .route("/virksomhed/brugere/ny", get(fresh).post(invite))
        .route("/virksomhed/brugere/{user}", get(edit).post(change))
        .route("/virksomhed/brugere/{user}/fjern", get(ask_to_remove).post(remove))
        .route("/virksomhed/brugere/{user}/inviter", post(invite_again))
}

/// A user in the list.
struct Line {
    user: PortalUser,
    url: String,
    role: String,
    state: Option<Badge>,
}

#[derive(Template)]
#[template(path = "portal/users/brugere.html")]
struct ListPage {
    shell: Shell,
    users: Vec<Line>,
}

#[derive(Template)]
#[template(path = "portal/users/bruger.html")]
struct UserForm {
    shell: Shell,
    action: String,
    remove_url: Option<String>,
    typed: TypedContact,
    errors: FormErrors,
    roles: Vec<Choice>,
    workplaces: Vec<Choice>,
    languages: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "portal/users/fjern.html")]
struct RemovePage {
    shell: Shell,
    action: String,
    name: String,
    is_self: bool,
    problem: Option<String>,
}

async fn found(state: &AppState, me: &CompanyUser) -> Result<UsersFound, PageError> {
    Ok(state.app.ask(&me.actor, &PortalUsers::new(&me.actor)).await?)
}

async fn shell(state: &AppState, me: &CompanyUser, title: &str) -> Result<Shell, PageError> {
    let shell = frame::of_company(state, me, title).await?.crumb(me.visit.texts.text("portal-home-title"), "/virksomhed");
    Ok(if title == "users-title" { shell } else { shell.crumb(me.visit.texts.text("users-title"), URL) })
}

fn line(texts: Texts, user: PortalUser) -> Line {
    let state = user.is_pending().then(|| Badge::new(Tone::Pause, texts.text("user-pending")));
    Line {
        url: format!("{URL}/{}", user.contact.id),
        role: texts.text(&format!("contact-role-{}", user.contact.role)).into_owned(),
        state,
        user,
    }
}

async fn list(State(state): State<AppState>, me: CompanyUser) -> Result<Page<ListPage>, PageError> {
    let users = found(&state, &me).await?.users.into_iter().map(|user| line(me.visit.texts, user)).collect();
    Ok(Page(ListPage { shell: shell(&state, &me, "users-title").await?, users }))
}

/// What the form shows: an empty one, or one of the company's users.
struct Shown {
    which: Option<ContactId>,
    typed: TypedContact,
    errors: FormErrors,
}

async fn form(state: &AppState, me: &CompanyUser, found: UsersFound, shown: Shown) -> Result<UserForm, PageError> {
    let texts = me.visit.texts;
    let Shown { which, typed, errors } = shown;
    let title = if which.is_some() { "user-edit" } else { "user-new" };
    let role = |role: &ContactRole| {
        let label = texts.text(&format!("contact-role-{role}"));
        Choice::new(role.as_str(), label, role.as_str() == typed.role).hint(texts.text(&format!("contact-role-{role}-hint")))
    };
    let language = |word: &Language| Choice::new(word.as_str(), texts.text(&format!("language-{word}")), word.as_str() == typed.language);
    let place = |(id, name): &(_, String)| {
        let id: crate::domain::ids::WorkplaceId = *id;
        Choice::new(id.to_string(), name, id.to_string() == typed.workplace)
    };
    Ok(UserForm {
        shell: shell(state, me, title).await?.with_errors(!errors.is_empty()),
        action: format!("{URL}/{}", which.map_or_else(|| "ny".to_owned(), |id| id.to_string())),
        remove_url: which.map(|id| format!("{URL}/{id}/fjern")),
        roles: ContactRole::ALL.iter().map(role).collect(),
        workplaces: found.workplaces.iter().map(place).collect(),
        languages: Language::ALL.iter().map(language).collect(),
        typed,
        errors,
    })
}

async fn fresh(State(state): State<AppState>, me: CompanyUser) -> Result<Page<UserForm>, PageError> {
    let found = found(&state, &me).await?;
    let typed = TypedContact { role: ContactRole::Contact.to_string(), ..TypedContact::fresh() };
    Ok(Page(form(&state, &me, found, Shown { which: None, typed, errors: FormErrors::default() }).await?))
}

async fn again(state: &AppState, me: &CompanyUser, mut shown: Shown, failure: Failure) -> Result<Response, PageError> {
    shown.errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    let found = found(state, me).await?;
    Ok(FormAgain(form(state, me, found, shown).await?).into_response())
}

async fn invite(State(state): State<AppState>, me: CompanyUser, Form(typed): Form<TypedContact>) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &InviteUser { typed: typed.clone() }).await {
        Ok(_) => Ok(on_to(URL, "user-invited")),
        Err(failure) => again(&state, &me, Shown { which: None, typed, errors: FormErrors::default() }, failure).await,
    }
}

async fn edit(State(state): State<AppState>, me: CompanyUser, Path(user): Path<ContactId>) -> Result<Page<UserForm>, PageError> {
    let found = found(&state, &me).await?;
    let typed = found.users.iter().find(|one| one.contact.id == user).map(|one| TypedContact::from(&one.contact)).or_not_found()?;
    Ok(Page(form(&state, &me, found, Shown { which: Some(user), typed, errors: FormErrors::default() }).await?))
}

async fn change(
    State(state): State<AppState>,
    me: CompanyUser,
    Path(user): Path<ContactId>,
    Form(typed): Form<TypedContact>,
) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &ChangeUser { user, typed: typed.clone() }).await {
        Ok(()) => Ok(after(&me, user, keeps_list(&typed), "user-saved")),
        Err(failure) => again(&state, &me, Shown { which: Some(user), typed, errors: FormErrors::default() }, failure).await,
    }
}

fn keeps_list(typed: &TypedContact) -> bool {
    typed.role == ContactRole::Admin.as_str()
}

/// Whoever gave the list out of hand, is led to the portal's first page.
fn after(me: &CompanyUser, user: ContactId, keeps_list: bool, notice: &'static str) -> Response {
    let is_self = matches!(me.actor.who, Who::Contact { contact, .. } if contact == user);
    if is_self && !keeps_list { Redirect::to("/virksomhed").into_response() } else { on_to(URL, notice) }
}

async fn ask_to_remove(State(state): State<AppState>, me: CompanyUser, Path(user): Path<ContactId>) -> Result<Page<RemovePage>, PageError> {
    Ok(Page(remove_page(&state, &me, user, None).await?))
}

async fn remove_page(state: &AppState, me: &CompanyUser, user: ContactId, problem: Option<String>) -> Result<RemovePage, PageError> {
    let one = found(state, me).await?.users.into_iter().find(|one| one.contact.id == user).or_not_found()?;
    let shell = shell(state, me, "user-remove-title").await?.with_errors(problem.is_some());
    Ok(RemovePage { shell, action: format!("{URL}/{user}/fjern"), name: one.contact.name, is_self: one.is_self, problem })
}

async fn remove(State(state): State<AppState>, me: CompanyUser, Path(user): Path<ContactId>) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &RemoveUser { user }).await {
        Ok(()) => Ok(after(&me, user, false, "user-removed")),
        Err(failure) => {
            let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
            let page = remove_page(&state, &me, user, Some(errors.at("role").to_owned())).await?;
            Ok(FormAgain(page).into_response())
        }
    }
}

async fn invite_again(State(state): State<AppState>, me: CompanyUser, Path(user): Path<ContactId>) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &InviteAgain { user }).await?;
    Ok(on_to(URL, "user-invited-again"))
}
