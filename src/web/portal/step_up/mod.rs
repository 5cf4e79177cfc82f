//! A contact who has signed in shows with a mailed code that the mailbox is still its own, before a name is shown.

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
    frame::{self, own_page},
    sign_in::{browser_secret, wrong_code},
};
use crate::{
    state::AppState,
    use_cases::portal_sign_in::{AskStepUpCode, CodeAnswer, StepUp},
    web::{
        cookies,
        error::PageError,
        extract::CompanyUser,
        layout::Shell,
        page::{FormAgain, Page},
        parts::FormErrors,
    },
};

/// Routes of this room.
pub(super) fn router() -> Router<AppState> {
    Router::new().route("/virksomhed/kode", get(show).post(use_code)).route("/virksomhed/kode/bestil", post(ask))
}

#[derive(Clone, Debug, Default, Deserialize)]
struct StepUpForm {
    #[serde(default)]
    sendt: String,
    #[serde(default)]
    kode: String,
    #[serde(default)]
    videre: String,
}

#[derive(Template)]
#[template(path = "portal/step_up/kode.html")]
struct StepUpPage {
    shell: Shell,
    form: StepUpForm,
    minutes: i64,
    errors: FormErrors,
}

async fn page(state: &AppState, me: &CompanyUser, form: StepUpForm, errors: FormErrors) -> Result<StepUpPage, PageError> {
    let shell = frame::of_company(state, me, "portal-step-up-title").await?.with_errors(!errors.is_empty());
    Ok(StepUpPage { shell, form: StepUpForm { kode: String::new(), ..form }, minutes: state.app.settings.sign_in.code_minutes, errors })
}

async fn show(State(state): State<AppState>, me: CompanyUser, Query(form): Query<StepUpForm>) -> Result<Page<StepUpPage>, PageError> {
    Ok(Page(page(&state, &me, form, FormErrors::default()).await?))
}

async fn ask(State(state): State<AppState>, me: CompanyUser, jar: CookieJar, Form(form): Form<StepUpForm>) -> Result<Response, PageError> {
    let secret = browser_secret(&state, &jar);
    state.app.carry_out(&me.actor, &AskStepUpCode { browser: secret.clone() }).await?;
    let jar = CookieJar::new().add(cookies::bound(cookies::BROWSER, secret));
    Ok((jar, Redirect::to(&format!("/virksomhed/kode?sendt=ja&videre={}", own_page(&form.videre)))).into_response())
}

async fn use_code(
    State(state): State<AppState>,
    me: CompanyUser,
    jar: CookieJar,
    Form(form): Form<StepUpForm>,
) -> Result<Response, PageError> {
    let secret = browser_secret(&state, &jar);
    me.visit.must_be_let_through(&state, Some(me.actor.tenant), &secret)?;
    let token = me.visit.token.clone().unwrap_or_default();
    let tried = StepUp { digits: form.kode.clone(), browser: secret, token };
    let answer = state.app.carry_out(&me.actor, &tried).await?;
    if answer == CodeAnswer::Right(()) {
        return Ok(Redirect::to(own_page(&form.videre)).into_response());
    }
    let errors = wrong_code(&me.visit, &answer);
    let form = StepUpForm { sendt: "ja".to_owned(), ..form };
    Ok(FormAgain(page(&state, &me, form, errors).await?).into_response())
}
