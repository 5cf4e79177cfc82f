//! One file of a draft: its text, and what is wrong with it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::{ROOM, SECTION};
use crate::{
    domain::{edition::EditionState, ids::EditionId, permission::Right, refusal::Refusal},
    state::AppState,
    use_cases::{
        app::require,
        failure::Failure,
        rules::editions::{ChangeDraft, DraftChange, OpenEdition, OpenedEdition},
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::Shell,
        page::{FormAgain, Page, on_to},
        parts::FormErrors,
        refused,
    },
};

/// Which file.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    navn: String,
}

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub version: i32,
    pub fil: String,
    pub tekst: String,
}

#[derive(Template)]
#[template(path = "consultant/rules/file.html")]
pub(super) struct FilePage {
    shell: Shell,
    url: String,
    is_new: bool,
    is_local: bool,
    may_write: bool,
    faults: Vec<String>,
    typed: Typed,
    errors: FormErrors,
}

fn page(me: &Consultant, opened: &OpenedEdition, typed: Typed, errors: FormErrors) -> FilePage {
    let (texts, edition) = (me.visit.texts, &opened.named.edition);
    let url = format!("{ROOM}/{}", edition.id);
    let file = opened.text.file(&typed.fil);
    let title = if file.is_some() { typed.fil.clone() } else { texts.text("rules-file-new").into_owned() };
    FilePage {
        shell: me
            .shell(SECTION, title)
            .crumb(texts.text("rules-title"), ROOM)
            .crumb(edition.name.clone(), url.clone())
            .with_errors(!errors.is_empty()),
        is_new: file.is_none(),
        is_local: file.is_some_and(|file| file.local),
        may_write: me.actor.may(Right::ChangeRules) && edition.state == EditionState::Draft,
        faults: opened.faults.iter().filter(|fault| fault.starts_with(&format!("{}:", typed.fil))).cloned().collect(),
        url,
        typed,
        errors,
    }
}

pub(super) async fn show(
    State(state): State<AppState>,
    me: Consultant,
    Path(edition): Path<EditionId>,
    Query(asked): Query<Asked>,
) -> Result<Page<FilePage>, PageError> {
    let opened = state.app.ask(&me.actor, &OpenEdition { edition }).await?;
    let text = opened.text.file(&asked.navn).map(|file| file.text.clone()).unwrap_or_default();
    let typed = Typed { version: opened.named.edition.version, fil: asked.navn, tekst: text };
    Ok(Page(page(&me, &opened, typed, FormErrors::default())))
}

pub(super) async fn save(
    State(state): State<AppState>,
    me: Consultant,
    Path(edition): Path<EditionId>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    require(&me.actor, Right::ChangeRules)?;
    let change = DraftChange::File { name: typed.fil.clone(), text: typed.tekst.clone() };
    match state.app.carry_out(&me.actor, &ChangeDraft { edition, version: typed.version, change }).await {
        Ok(()) => Ok(on_to(&format!("{ROOM}/{edition}"), "saved")),
        Err(failure) => again(&state, &me, edition, (typed, failure)).await,
    }
}

/// The form again with what was typed; also where a colleague saved or moved the edition meanwhile, so that nothing is lost.
async fn again(
    state: &AppState,
    me: &Consultant,
    edition: EditionId,
    (mut typed, failure): (Typed, Failure),
) -> Result<Response, PageError> {
    let opened = state.app.ask(&me.actor, &OpenEdition { edition }).await?;
    let errors = match failure {
        Failure::Refused(Refusal::Stale { .. } | Refusal::EditionState { .. }) => {
            typed.version = opened.named.edition.version;
            let mut errors = FormErrors::default();
            errors.add("tekst", me.visit.texts.text("rules-file-stale"));
            errors
        }
        failure => refused::into_form(me.visit.texts, &state.app.conditions, failure)?,
    };
    Ok(FormAgain(page(me, &opened, typed, errors)).into_response())
}

pub(super) async fn take_out(
    State(state): State<AppState>,
    me: Consultant,
    Path(edition): Path<EditionId>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let change = DraftChange::WithoutFile { name: typed.fil };
    state.app.carry_out(&me.actor, &ChangeDraft { edition, version: typed.version, change }).await?;
    Ok(on_to(&format!("{ROOM}/{edition}"), "saved"))
}
