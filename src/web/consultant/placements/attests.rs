//! `/konsulent/forloeb/{id}/attester`: which certificates the place asks for, and the note that one has been obtained.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    page,
    visit::{Sent, Visited},
};
use crate::{
    domain::{permission::Right, refusal::Refusal, terms::LookPurpose},
    state::AppState,
    use_cases::{
        failure::Failure,
        placements::attests::{Attests, NoteAttest},
    },
    web::{
        error::PageError,
        layout::Shell,
        page::{FormAgain, Page, on_to},
        parts::FormErrors,
        wording,
    },
};

struct AttestView {
    code: String,
    name: String,
    obtained: Option<(NaiveDate, String)>,
}

#[derive(Template)]
#[template(path = "consultant/placements/attests.html")]
pub(super) struct AttestsPage {
    shell: Shell,
    action: String,
    back: String,
    opslag: LookPurpose,
    may_note: bool,
    today: NaiveDate,
    asked: Vec<AttestView>,
    errors: FormErrors,
}

/// What the form sends.
#[derive(Debug, Deserialize)]
pub(super) struct AttestForm {
    #[serde(default)]
    kode: String,
    #[serde(default)]
    dato: String,
}

async fn open(state: &AppState, visited: &Visited) -> Result<AttestsPage, PageError> {
    let (me, texts) = (&visited.me, visited.me.visit.texts);
    let attests = state.app.ask(&me.actor, &Attests { placement: visited.placement, purpose: visited.purpose }).await?;
    let dossier = visited.open(state).await?;
    let back = format!("/konsulent/forloeb/{}", visited.placement);
    let title = format!("{} · {}", dossier.citizen.name.reveal(), dossier.slot.title);
    let view = |one: crate::use_cases::placements::attests::AskedAttest| AttestView {
        name: crate::web::consultant::slots::words::capital(state.app.conditions.text(&one.code, texts.language())),
        code: one.code,
        obtained: one.obtained,
    };
    Ok(AttestsPage {
        shell: page::shell(me, &dossier).title(texts.text("attests-title")).crumb(title, back.clone()).lead(texts.text("attests-lead")),
        action: format!("{back}/attester"),
        back,
        opslag: visited.purpose,
        may_note: me.actor.may(Right::FollowUp),
        today: state.app.clock.today(),
        asked: attests.asked.into_iter().map(view).collect(),
        errors: FormErrors::default(),
    })
}

pub(super) async fn show(State(state): State<AppState>, visited: Visited) -> Result<Page<AttestsPage>, PageError> {
    Ok(Page(open(&state, &visited).await?))
}

pub(super) async fn note(State(state): State<AppState>, Sent { visited, form }: Sent<AttestForm>) -> Result<Response, PageError> {
    let done = match form.dato.trim().parse::<NaiveDate>() {
        Ok(obtained_on) => {
            let note = NoteAttest { placement: visited.placement, code: form.kode.clone(), obtained_on };
            state.app.carry_out(&visited.me.actor, &note).await
        }
        Err(_) => Err(Refusal::field("obtained_on", "error-date").into()),
    };
    match done {
        Ok(()) => Ok(on_to(&format!("/konsulent/forloeb/{}/attester", visited.placement), "attest-noted")),
        Err(Failure::Refused(Refusal::Invalid { fields })) => {
            let in_form = |_: &str| format!("dato-{}", form.kode);
            let errors = wording::errors(visited.me.visit.texts, &state.app.conditions, &fields, in_form);
            let page = open(&state, &visited).await?;
            Ok(FormAgain(AttestsPage { errors, shell: page.shell.with_errors(true), ..page }).into_response())
        }
        Err(failure) => Err(PageError(failure)),
    }
}
