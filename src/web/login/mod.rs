//! Signing in and out of the staff pages.

use askama::Template;
use axum::{
    Router,
    extract::{Form, Query, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;

use super::{
    cookies,
    error::PageError,
    extract::Visit,
    layout::Shell,
    page::{FormAgain, Page},
    parts::{Choice, FormErrors},
    query::own_path,
};
use crate::{
    domain::{ids::TenantId, permission::Actor, refusal::Refusal},
    state::AppState,
    use_cases::{
        failure::Failure,
        sign_in::{self, CloseSession, SessionToken},
    },
};

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new().route("/log-ind", get(show).post(sign_in_now)).route("/log-ud", post(sign_out))
}

/// `/`: on to the desk, or to the sign-in.
pub async fn front_door(visit: Visit) -> Redirect {
    Redirect::to(if visit.token.is_some() { "/konsulent/start" } else { "/log-ind" })
}

#[derive(Template)]
#[template(path = "login/log_ind.html")]
struct SignInPage {
    shell: Shell,
    municipalities: Vec<Choice>,
    form: SignInForm,
    errors: FormErrors,
}

/// Where to go after signing in.
#[derive(Debug, Default, Deserialize)]
pub struct Onwards {
    #[serde(default)]
    videre: String,
}

/// What the sign-in form sends.
#[derive(Debug, Default, Deserialize)]
pub struct SignInForm {
    #[serde(default)]
    kommune: i32,
    #[serde(default)]
    brugernavn: String,
    #[serde(default)]
    adgangskode: String,
    #[serde(default)]
    videre: String,
}

async fn page(state: &AppState, visit: &Visit, form: SignInForm, errors: FormErrors) -> Result<SignInPage, PageError> {
    let municipalities = sign_in::municipalities(&state.app).await?;
    let name = municipalities.first().map_or_else(|| state.app.settings.municipality.name.clone(), |(_, name)| name.clone());
    let choices = municipalities.into_iter().map(|(id, name)| Choice::new(id.to_string(), name, id.0 == form.kommune)).collect();
    let shell = visit.shell(&name).title(visit.texts.text("sign-in-title")).with_errors(!errors.is_empty());
    Ok(SignInPage { shell, municipalities: choices, form: SignInForm { adgangskode: String::new(), ..form }, errors })
}

async fn show(State(state): State<AppState>, visit: Visit, Query(onwards): Query<Onwards>) -> Result<Page<SignInPage>, PageError> {
    let form = SignInForm { videre: onwards.videre, ..SignInForm::default() };
    Ok(Page(page(&state, &visit, form, FormErrors::default()).await?))
}

async fn sign_in_now(State(state): State<AppState>, visit: Visit, Form(form): Form<SignInForm>) -> Result<Response, PageError> {
    let result = try_sign_in(&state, &visit, &form).await;
    match result {
        Ok(token) => {
            let jar = CookieJar::new().add(cookies::bound(cookies::SESSION, token.0));
            Ok((jar, Redirect::to(own_path(&form.videre).unwrap_or("/konsulent/start"))).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let mut errors = FormErrors::default();
            errors.add("brugernavn", visit.texts.text(&format!("sign-in-{refusal}")));
            Ok(FormAgain(page(&state, &visit, form, errors).await?).into_response())
        }
        Err(failure) => Err(PageError(failure)),
    }
}

async fn try_sign_in(state: &AppState, visit: &Visit, form: &SignInForm) -> Result<SessionToken, Failure> {
    let municipalities = sign_in::municipalities(&state.app).await?;
    let chosen =
        municipalities.iter().find(|(id, _)| id.0 == form.kommune).or(municipalities.first().filter(|_| municipalities.len() == 1));
    let tenant: TenantId = chosen.map(|(id, _)| *id).ok_or(Refusal::WrongSecret)?;
    visit.must_be_let_through(state, Some(tenant), &form.brugernavn)?;
    sign_in::with_password(&state.app, tenant, &form.brugernavn, &form.adgangskode, &visit.user_agent).await
}

async fn sign_out(State(state): State<AppState>, visit: Visit) -> Result<Response, PageError> {
    if let Some(visitor) = sign_in::who_is(&state.app, visit.token.as_deref().unwrap_or_default()).await? {
        state.app.carry_out(&Actor::system(visitor.actor.tenant), &CloseSession { session: visitor.session }).await?;
    }
    let jar = CookieJar::new().add(cookies::gone(cookies::SESSION));
    Ok((jar, Redirect::to("/log-ind")).into_response())
}
