//! Forgotten passwords: ask for a letter, and set a new one by its link.

use askama::Template;
use axum::{
    Router,
    extract::{Form, Path, State},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;

use super::{
    error::PageError,
    extract::Visit,
    layout::Shell,
    page::{FormAgain, Page, on_to},
    parts::{Choice, FormErrors},
    refused,
};
use crate::{
    domain::{permission::Actor, refusal::Refusal},
    state::AppState,
    use_cases::{
        failure::Failure,
        password_reset::{self, AskPasswordReset},
        sign_in,
    },
};

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new().route("/glemt-adgangskode", get(forgotten).post(ask)).route("/ny-adgangskode/{token}", get(open).post(set))
}

/// Whose password was forgotten.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    kommune: i32,
    brugernavn: String,
}

#[derive(Template)]
#[template(path = "password/forgotten.html")]
struct ForgottenPage {
    shell: Shell,
    municipalities: Vec<Choice>,
    typed: Typed,
    errors: FormErrors,
    is_asked: bool,
}

async fn page(state: &AppState, visit: &Visit, typed: Typed) -> Result<ForgottenPage, PageError> {
    let all = sign_in::municipalities(&state.app).await?;
    let name = all.first().map_or_else(|| state.app.settings.municipality.name.clone(), |(_, name)| name.clone());
    let municipalities = all.into_iter().map(|(id, name)| Choice::new(id.to_string(), name, id.0 == typed.kommune)).collect();
    let shell = visit.shell(&name).title(visit.texts.text("password-forgotten-title"));
    Ok(ForgottenPage { shell, municipalities, typed, errors: FormErrors::default(), is_asked: false })
}

async fn forgotten(State(state): State<AppState>, visit: Visit) -> Result<Page<ForgottenPage>, PageError> {
    Ok(Page(page(&state, &visit, Typed::default()).await?))
}

/// The answer is the same whether there is such an account or not.
async fn ask(State(state): State<AppState>, visit: Visit, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    if typed.brugernavn.trim().is_empty() {
        let mut page = page(&state, &visit, typed).await?;
        page.errors.add("brugernavn", visit.texts.text("error-required"));
        return Ok(FormAgain(ForgottenPage { shell: page.shell.with_errors(true), ..page }).into_response());
    }
    ask_for_letter(&state, &visit, &typed).await?;
    let page = page(&state, &visit, typed).await?;
    Ok(Page(ForgottenPage { is_asked: true, ..page }).into_response())
}

async fn ask_for_letter(state: &AppState, visit: &Visit, typed: &Typed) -> Result<(), Failure> {
    let all = sign_in::municipalities(&state.app).await?;
    let chosen = all.iter().find(|(id, _)| id.0 == typed.kommune).or(all.first().filter(|_| all.len() == 1));
    let Some((tenant, _)) = chosen else { return Ok(()) };
    visit.must_be_let_through(state, Some(*tenant), &typed.brugernavn)?;
    let asked = AskPasswordReset { user_name: typed.brugernavn.trim().to_owned() };
    state.app.carry_out(&Actor::system(*tenant), &asked).await
}

/// The new password, typed twice.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewPassword {
    adgangskode: String,
    igen: String,
}

#[derive(Template)]
#[template(path = "password/renew.html")]
struct RenewPage {
    shell: Shell,
    action: String,
    errors: FormErrors,
}

fn renew(state: &AppState, visit: &Visit, token: &str, errors: FormErrors) -> RenewPage {
    let shell = visit.shell(&state.app.settings.municipality.name).title(visit.texts.text("password-new-title"));
    RenewPage { shell: shell.with_errors(!errors.is_empty()), action: format!("/ny-adgangskode/{token}"), errors }
}

/// A link that is used, old or unknown leads back to where a new one is asked for.
#[derive(Template)]
#[template(path = "password/stale_link.html")]
struct StaleLinkPage {
    shell: Shell,
}

fn stale_link(state: &AppState, visit: &Visit, failure: Failure) -> Result<Response, PageError> {
    match failure {
        Failure::NotFound | Failure::Refused(Refusal::AlreadyAnswered | Refusal::Expired) => {
            let shell = visit.shell(&state.app.settings.municipality.name).title(visit.texts.text("password-link-over-title"));
            Ok((axum::http::StatusCode::GONE, Page(StaleLinkPage { shell })).into_response())
        }
        other => Err(PageError(other)),
    }
}

async fn open(State(state): State<AppState>, visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    match password_reset::open(&state.app, &token).await {
        Ok(_) => Ok(Page(renew(&state, &visit, &token, FormErrors::default())).into_response()),
        Err(failure) => stale_link(&state, &visit, failure),
    }
}

async fn set(
    State(state): State<AppState>,
    visit: Visit,
    Path(token): Path<String>,
    Form(typed): Form<NewPassword>,
) -> Result<Response, PageError> {
    if typed.adgangskode != typed.igen {
        let mut errors = FormErrors::default();
        errors.add("igen", visit.texts.text("password-not-the-same"));
        return Ok(FormAgain(renew(&state, &visit, &token, errors)).into_response());
    }
    match password_reset::set_password(&state.app, &token, &typed.adgangskode).await {
        Ok(()) => Ok(on_to("/log-ind", "password-set")),
        Err(failure @ Failure::Refused(Refusal::Invalid { .. })) => {
            let errors = refused::into_form(visit.texts, &state.app.conditions, failure)?;
            Ok(FormAgain(renew(&state, &visit, &token, errors)).into_response())
        }
        Err(failure) => stale_link(&state, &visit, failure),
    }
}
