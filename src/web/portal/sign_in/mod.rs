//! Signing in to the portal: an address, then the six digits that were mailed to it, in the same browser.

use askama::Template;
use axum::{
    Router,
    extract::{Form, Query, State},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use axum_extra::extract::cookie::CookieJar;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

use super::{companies, frame::own_page};
use crate::{
    base::sign_in_guard::LONGEST_NAME,
    domain::{ids::TenantId, permission::Actor},
    state::AppState,
    use_cases::{
        failure::Failure,
        portal_sign_in::{self, AskSignInCode, CodeAnswer, UseSignInCode},
        sign_in,
    },
    web::{
        cookies,
        error::PageError,
        extract::Visit,
        layout::Shell,
        page::{FormAgain, Page},
        parts::{Choice, FormErrors},
        query::url,
    },
};

/// Routes of this room.
pub(super) fn router() -> Router<AppState> {
    Router::new().route("/virksomhed/log-ind", get(show).post(ask)).route("/virksomhed/log-ind/kode", get(show_code).post(use_code))
}

/// What both forms send.
#[derive(Clone, Debug, Default, Deserialize)]
struct SignInForm {
    #[serde(default)]
    kommune: i32,
    #[serde(default)]
    email: String,
    #[serde(default)]
    kode: String,
    #[serde(default)]
    videre: String,
}

#[derive(Template)]
#[template(path = "portal/sign_in/log_ind.html")]
struct AddressPage {
    shell: Shell,
    municipalities: Vec<Choice>,
    form: SignInForm,
    errors: FormErrors,
}

#[derive(Template)]
#[template(path = "portal/sign_in/kode.html")]
struct CodePage {
    shell: Shell,
    form: SignInForm,
    minutes: i64,
    errors: FormErrors,
}

/// The secret of this browser, by which a code works here only; made where there is none.
pub(super) fn browser_secret(state: &AppState, jar: &CookieJar) -> String {
    let known =
        jar.get(cookies::BROWSER).map(|cookie| cookie.value().to_owned()).filter(|secret| (40..=LONGEST_NAME).contains(&secret.len()));
    known.unwrap_or_else(|| URL_SAFE_NO_PAD.encode(state.app.ids.token()))
}

async fn tenant_of(state: &AppState, form: &SignInForm) -> Result<Option<TenantId>, Failure> {
    let all = sign_in::municipalities(&state.app).await?;
    let chosen = all.iter().find(|(id, _)| id.0 == form.kommune).or(all.first().filter(|_| all.len() == 1));
    Ok(chosen.map(|(id, _)| *id))
}

async fn shell(state: &AppState, visit: &Visit, tenant: i32, title: &str) -> Result<Shell, PageError> {
    let all = sign_in::municipalities(&state.app).await?;
    let name = all.iter().find(|(id, _)| id.0 == tenant).or(all.first().filter(|_| all.len() == 1)).map(|(_, name)| name.clone());
    Ok(visit.shell(&name.unwrap_or_default()).title(visit.texts.text(title)))
}

async fn address_page(state: &AppState, visit: &Visit, form: SignInForm, errors: FormErrors) -> Result<AddressPage, PageError> {
    let all = sign_in::municipalities(&state.app).await?;
    let municipalities = all.into_iter().map(|(id, name)| Choice::new(id.to_string(), name, id.0 == form.kommune)).collect();
    let shell = shell(state, visit, form.kommune, "portal-sign-in-title").await?.with_errors(!errors.is_empty());
    Ok(AddressPage { shell, municipalities, form, errors })
}

async fn show(State(state): State<AppState>, visit: Visit, Query(form): Query<SignInForm>) -> Result<Page<AddressPage>, PageError> {
    Ok(Page(address_page(&state, &visit, form, FormErrors::default()).await?))
}

/// Answers the same whether the address is known or not.
async fn ask(State(state): State<AppState>, visit: Visit, jar: CookieJar, Form(form): Form<SignInForm>) -> Result<Response, PageError> {
    let mut errors = FormErrors::default();
    let tenant = tenant_of(&state, &form).await?;
    if !looks_like_address(&form.email) {
        errors.add("email", visit.texts.text("portal-email-unreadable"));
    } else {
        visit.must_be_let_through(&state, tenant, &form.email)?;
    }
    let Some(tenant) = tenant.filter(|_| errors.is_empty()) else {
        return Ok(FormAgain(address_page(&state, &visit, form, errors).await?).into_response());
    };
    let secret = browser_secret(&state, &jar);
    let asked = AskSignInCode { email: form.email.clone(), browser: secret.clone() };
    state.app.carry_out(&Actor::system(tenant), &asked).await?;
    let jar = CookieJar::new().add(cookies::bound(cookies::BROWSER, secret));
    Ok((jar, Redirect::to(&code_url(tenant, &form.videre))).into_response())
}

fn looks_like_address(typed: &str) -> bool {
    let typed = typed.trim();
    typed.len() <= 254
        && !typed.contains(char::is_whitespace)
        && typed.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// The address itself stays out of the URL.
fn code_url(tenant: TenantId, onwards: &str) -> String {
    url("/virksomhed/log-ind/kode", &[("kommune", &tenant.0.to_string()), ("videre", own_page(onwards))])
}

async fn code_page(state: &AppState, visit: &Visit, form: SignInForm, errors: FormErrors) -> Result<CodePage, PageError> {
    let shell = shell(state, visit, form.kommune, "portal-code-title").await?.with_errors(!errors.is_empty());
    Ok(CodePage { shell, form: SignInForm { kode: String::new(), ..form }, minutes: state.app.settings.sign_in.code_minutes, errors })
}

async fn show_code(State(state): State<AppState>, visit: Visit, Query(form): Query<SignInForm>) -> Result<Page<CodePage>, PageError> {
    Ok(Page(code_page(&state, &visit, form, FormErrors::default()).await?))
}

async fn use_code(
    State(state): State<AppState>,
    visit: Visit,
    jar: CookieJar,
    Form(form): Form<SignInForm>,
) -> Result<Response, PageError> {
    let secret = browser_secret(&state, &jar);
    let tenant = tenant_of(&state, &form).await?.ok_or(Failure::NotFound)?;
    visit.must_be_let_through(&state, Some(tenant), &secret)?;
    let tried = UseSignInCode { digits: form.kode.clone(), browser: secret };
    let answer = portal_sign_in::with_code(&state.app, tenant, &tried, &visit.user_agent).await?;
    if let CodeAnswer::Right(token) = answer {
        let first_page = companies::first_page(&state, tenant, &token, &form.videre).await?;
        let jar = CookieJar::new().add(cookies::bound(cookies::SESSION, token.0));
        return Ok((jar, Redirect::to(&first_page)).into_response());
    }
    let errors = wrong_code(&visit, &answer);
    Ok(FormAgain(code_page(&state, &visit, form, errors).await?).into_response())
}

/// What a code that did not open says at its field.
pub(super) fn wrong_code<T>(visit: &Visit, answer: &CodeAnswer<T>) -> FormErrors {
    let mut errors = FormErrors::default();
    match answer {
        CodeAnswer::Wrong { left } if *left > 0 => errors.add("kode", visit.texts.count("portal-code-wrong", left)),
        _ => errors.add("kode", visit.texts.text("portal-code-gone")),
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::looks_like_address;

    #[test]
    fn an_address_has_a_name_and_a_host() {
        assert!(looks_like_address(" karim@nordhavn.example "));
        for wrong in ["", "karim", "@nordhavn.example", "karim@nordhavn", "karim @nordhavn.example"] {
            assert!(!looks_like_address(wrong), "{wrong}");
        }
    }
}
