//! What the law asks about a citizen, as a form; nothing of it gives points.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    legal_form::LegalForm,
    visit::{Sent, Visited},
    wording::{self, capital},
};
use crate::{
    domain::{permission::Right, refusal::Refusal, terms::LookPurpose},
    state::AppState,
    use_cases::{
        citizens::{ChangeLegalSituation, CitizenFile, OpenCitizen},
        failure::Failure,
    },
    web::{
        error::PageError,
        layout::Shell,
        page::{Page, on_to},
        parts::{Choice, FormErrors},
    },
};

struct YesOrNo {
    field: &'static str,
    label: String,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "consultant/citizens/legal.html")]
struct LegalPage {
    shell: Shell,
    form: LegalForm,
    errors: FormErrors,
    groups: Vec<Choice>,
    facts: Vec<YesOrNo>,
    back: String,
    opslag: LookPurpose,
}

fn page(state: &AppState, visited: &Visited, file: &CitizenFile, form: LegalForm, errors: FormErrors) -> LegalPage {
    let texts = visited.me.visit.texts;
    let group = |code: &str| Choice::new(code, capital(&wording::group(state, &visited.me, code)), form.maalgruppe == code);
    let choices = |chosen: &str| {
        ["ja", "nej"].map(|word| Choice::new(word, texts.text(if word == "ja" { "yes" } else { "no" }), chosen == word)).into()
    };
    let fact =
        |(field, key, chosen): (&'static str, &str, &str)| YesOrNo { field, label: texts.text(key).into_owned(), choices: choices(chosen) };
    let book = state.app.rules.seen(visited.me.actor.tenant);
    LegalPage {
        shell: visited.shell_below(state, file, "citizen-edit-legal").with_errors(!errors.is_empty()),
        groups: book.target_groups().into_iter().map(|row| group(&row.head.id)).collect(),
        facts: form.yes_or_no().map(fact).into(),
        back: visited.url(""),
        opslag: visited.purpose,
        form,
        errors,
    }
}

async fn open(state: &AppState, visited: &Visited) -> Result<CitizenFile, PageError> {
    if !visited.me.actor.may(Right::ChangeCitizens) {
        return Err(PageError(Failure::Denied(Right::ChangeCitizens)));
    }
    Ok(state.app.ask(&visited.me.actor, &OpenCitizen { citizen: visited.citizen.into(), purpose: visited.purpose }).await?)
}

/// The form with what is known now.
pub(super) async fn show(State(state): State<AppState>, visited: Visited) -> Result<Response, PageError> {
    let file = open(&state, &visited).await?;
    let form = LegalForm::of(&file.citizen.legal, file.citizen.version);
    Ok(Page(page(&state, &visited, &file, form, FormErrors::default())).into_response())
}

/// Saves the facts, or shows the form again.
pub(super) async fn save(State(state): State<AppState>, Sent { visited, mut form }: Sent<LegalForm>) -> Result<Response, PageError> {
    let texts = visited.me.visit.texts;
    let (legal, mut errors) = form.read(texts);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if errors.is_empty() {
        let change = ChangeLegalSituation { citizen: visited.citizen, version: form.version, legal };
        match state.app.carry_out(&visited.me.actor, &change).await {
            Ok(()) => return Ok(on_to(&visited.url(""), "citizen-saved")),
            Err(Failure::Refused(Refusal::Invalid { fields })) => wording::refused(&state, texts, &fields, &mut errors),
            Err(Failure::Refused(Refusal::Stale { current })) => {
                (form.version, status) = (current, StatusCode::CONFLICT);
                errors.add("", texts.text("citizen-changed-meanwhile"));
            }
            Err(failure) => return Err(PageError(failure)),
        }
    }
    let file = open(&state, &visited).await?;
    Ok((status, Page(page(&state, &visited, &file, form, errors))).into_response())
}
