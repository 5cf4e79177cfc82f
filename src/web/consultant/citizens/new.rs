//! Somebody new who was not imported.

use askama::Template;
use axum::{
    extract::{Form, State},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{form::Reading, visit::page_url, wording};
use crate::{
    domain::{permission::Right, refusal::Refusal, terms::LookPurpose},
    state::AppState,
    use_cases::{
        citizens::{CreateCitizen, NewCitizen},
        failure::Failure,
        sign_in::StateLookPurpose,
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::FormErrors,
    },
};

/// What the form sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct NewForm {
    fornavn: String,
    efternavn: String,
    cpr: String,
    borger_id: String,
    postnr: String,
    beskyttet: String,
    frist: String,
}

#[derive(Template)]
#[template(path = "consultant/citizens/new.html")]
pub(super) struct NewPage {
    shell: Shell,
    form: NewForm,
    errors: FormErrors,
}

fn page(me: &Consultant, form: NewForm, errors: FormErrors) -> NewPage {
    let texts = me.visit.texts;
    let shell = me.shell(Section::Citizens, texts.text("citizen-new")).crumb(texts.text("nav-citizens"), "/konsulent/borgere");
    NewPage { shell: shell.with_errors(!errors.is_empty()), form, errors }
}

/// The empty form.
pub(super) async fn show(me: Consultant) -> Result<Page<NewPage>, PageError> {
    if !me.actor.may(Right::ChangeCitizens) {
        return Err(PageError(Failure::Denied(Right::ChangeCitizens)));
    }
    Ok(Page(page(&me, NewForm::default(), FormErrors::default())))
}

/// Writes the citizen down and goes on to the profile.
pub(super) async fn create(State(state): State<AppState>, me: Consultant, Form(form): Form<NewForm>) -> Result<Response, PageError> {
    let texts = me.visit.texts;
    let mut reading = Reading { texts, errors: FormErrors::default() };
    let details = details(&form, &mut reading);
    let mut errors = reading.errors;
    if errors.is_empty() {
        match state.app.carry_out(&me.actor, &CreateCitizen { details }).await {
            Ok(citizen) => {
                let token = me.visit.token.clone().unwrap_or_default();
                state.app.carry_out(&me.actor, &StateLookPurpose { token, citizen, purpose: LookPurpose::Case }).await?;
                return Ok(on_to(&page_url(citizen, "profil"), "citizen-created"));
            }
            Err(Failure::Refused(Refusal::Invalid { fields })) => wording::refused(&state, texts, &fields, &mut errors),
            Err(Failure::Refused(Refusal::ExistsAlready { field })) => errors.add(field, texts.text("citizen-exists")),
            Err(failure) => return Err(PageError(failure)),
        }
    }
    Ok(FormAgain(page(&me, form, errors)).into_response())
}

fn details(form: &NewForm, reading: &mut Reading) -> NewCitizen {
    NewCitizen {
        external_id: form.borger_id.clone(),
        cpr: form.cpr.clone(),
        given: form.fornavn.clone(),
        family: form.efternavn.clone(),
        postcode: form.postnr.clone(),
        protected: form.beskyttet == "ja",
        deadline: reading.day("frist", &form.frist),
    }
}
