//! `/tilbyd-en-plads`: the public form. No captcha: a field that stays empty, a stamp that says how long somebody typed,
//! and a count by address and network; the receipt gives nothing back that was typed.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Query, State},
    response::{IntoResponse, Response},
    routing::get,
};
use axum_extra::extract::Form;
use serde::Deserialize;

use crate::{
    domain::{enquiry::OfferKind, ids::TenantId, permission::Actor, refusal::Refusal},
    state::AppState,
    use_cases::{
        enquiries::form::{SendEnquiry, StampRefused, TypedOffer, check_stamp, fresh_stamp},
        failure::{Failure, OrNotFound},
        sign_in,
    },
    web::{
        error::PageError,
        extract::Visit,
        layout::Shell,
        page::{FormAgain, Page},
        parts::{Choice, FormErrors},
        refused,
    },
};

/// Largest form, bytes.
const LARGEST_FORM: usize = 32 * 1024;

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new().route("/tilbyd-en-plads", get(show).post(send)).layer(DefaultBodyLimit::max(LARGEST_FORM))
}

/// Which municipality a link to the form means.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    kommune: i32,
}

#[derive(Template)]
#[template(path = "offer/tilbyd.html")]
struct OfferPage {
    shell: Shell,
    municipalities: Vec<Choice>,
    form: TypedOffer,
    kinds: Vec<Choice>,
    errors: FormErrors,
}

#[derive(Template)]
#[template(path = "offer/tak.html")]
struct ThanksPage {
    shell: Shell,
    number: String,
}

async fn municipalities(state: &AppState, chosen: i32) -> Result<(Option<(TenantId, String)>, Vec<Choice>), Failure> {
    let all = sign_in::municipalities(&state.app).await?;
    let found = all.iter().find(|(id, _)| id.0 == chosen).or(all.first().filter(|_| all.len() == 1)).cloned();
    let choices = all.into_iter().map(|(id, name)| Choice::new(id.to_string(), name, id.0 == chosen)).collect();
    Ok((found, choices))
}

async fn page(state: &AppState, visit: &Visit, form: TypedOffer, errors: FormErrors) -> Result<OfferPage, PageError> {
    let texts = visit.texts;
    let (found, municipalities) = municipalities(state, form.kommune).await?;
    let name = found.map(|(_, name)| name).unwrap_or_default();
    let is_chosen = |kind: &OfferKind| form.slags.iter().any(|word| word == kind.as_str());
    let kind = |kind: &OfferKind| Choice::new(kind.as_str(), texts.text(&format!("offer-kind-{kind}")), is_chosen(kind));
    let shell = visit.shell(&name).title(texts.text("enquiry-form-title")).lead(texts.text("enquiry-form-lead"));
    let kinds = OfferKind::ALL.iter().map(kind).collect();
    Ok(OfferPage { shell: shell.with_errors(!errors.is_empty()), municipalities, kinds, form, errors })
}

async fn show(State(state): State<AppState>, visit: Visit, Query(wanted): Query<Wanted>) -> Result<Page<OfferPage>, PageError> {
    let form = TypedOffer { kommune: wanted.kommune, stempel: fresh_stamp(&state.app), ..TypedOffer::default() };
    Ok(Page(page(&state, &visit, form, FormErrors::default()).await?))
}

/// Why a form is shown again before anything in it is looked at.
fn suspicion(state: &AppState, form: &TypedOffer) -> Option<&'static str> {
    if !form.hjemmeside.is_empty() {
        return Some("enquiry-trapped");
    }
    match check_stamp(&state.app, &form.stempel) {
        Ok(()) => None,
        Err(StampRefused::TooFast) => Some("enquiry-too-fast"),
        Err(StampRefused::Stale) => Some("enquiry-stale"),
    }
}

async fn send(State(state): State<AppState>, visit: Visit, Form(form): Form<TypedOffer>) -> Result<Response, PageError> {
    if !state.app.guard.forms.lets_through(visit.address) {
        return Err(Refusal::TooManyAttempts.into());
    }
    if let Some(key) = suspicion(&state, &form) {
        return again(&state, &visit, form, Some(key), FormErrors::default()).await;
    }
    let (found, _) = municipalities(&state, form.kommune).await?;
    let (tenant, municipality) = found.or_not_found()?;
    let sent = SendEnquiry { typed: form.clone(), language: visit.texts.language() };
    match state.app.carry_out(&Actor::system(tenant), &sent).await {
        Ok(number) => {
            let shell = visit.shell(&municipality).title(visit.texts.text("enquiry-thanks-title"));
            Ok(Page(ThanksPage { shell, number: number.to_string() }).into_response())
        }
        Err(failure) => {
            let errors = refused::into_form(visit.texts, &state.app.conditions, failure)?;
            again(&state, &visit, form, None, errors).await
        }
    }
}

/// The form once more: a stamp of ours goes on counting, any other is replaced.
async fn again(
    state: &AppState,
    visit: &Visit,
    mut form: TypedOffer,
    why: Option<&str>,
    mut errors: FormErrors,
) -> Result<Response, PageError> {
    if let Some(key) = why {
        errors.add("", visit.texts.text(key));
    }
    if check_stamp(&state.app, &form.stempel) == Err(StampRefused::Stale) {
        form.stempel = fresh_stamp(&state.app);
    }
    form.hjemmeside.clear();
    Ok(FormAgain(page(state, visit, form, errors).await?).into_response())
}
