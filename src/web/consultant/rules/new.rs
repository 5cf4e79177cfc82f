//! A copy of the rules that becomes a municipality's own edition.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::{ROOM, SECTION};
use crate::{
    domain::permission::Right,
    state::AppState,
    use_cases::{app::require, failure::Failure, rules::editions::CopyRules},
    web::{
        error::PageError,
        extract::Consultant,
        layout::Shell,
        page::{FormAgain, Page, on_to},
        parts::FormErrors,
        refused,
    },
};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub navn: String,
    pub fra: String,
}

#[derive(Template)]
#[template(path = "consultant/rules/new.html")]
pub(super) struct NewPage {
    shell: Shell,
    room: &'static str,
    typed: Typed,
    errors: FormErrors,
}

fn page(me: &Consultant, typed: Typed, errors: FormErrors) -> NewPage {
    let texts = me.visit.texts;
    let shell = me.shell(SECTION, texts.text("rules-new")).crumb(texts.text("rules-title"), ROOM);
    NewPage { shell: shell.with_errors(!errors.is_empty()), room: ROOM, typed, errors }
}

pub(super) async fn show(me: Consultant) -> Result<Page<NewPage>, PageError> {
    require(&me.actor, Right::ChangeRules)?;
    Ok(Page(page(&me, Typed::default(), FormErrors::default())))
}

pub(super) async fn copy(State(state): State<AppState>, me: Consultant, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let copy = CopyRules { name: typed.navn.clone(), valid_from: typed.fra.parse().ok() };
    match state.app.carry_out(&me.actor, &copy).await {
        Ok(id) => Ok(on_to(&format!("{ROOM}/{id}"), "rules-copied")),
        Err(failure) => again(&state, &me, typed, failure),
    }
}

fn again(state: &AppState, me: &Consultant, typed: Typed, failure: Failure) -> Result<Response, PageError> {
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    Ok(FormAgain(page(me, typed, errors)).into_response())
}
