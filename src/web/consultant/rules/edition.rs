//! One edition: who stands behind it, its files, what changes by it, and the next step.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    ROOM, SECTION,
    words::{ChangesView, EditionView, state_badge},
};
use crate::{
    domain::{edition::EditionState, ids::EditionId, permission::Right, refusal::Refusal},
    state::AppState,
    use_cases::{
        failure::Failure,
        rules::editions::{ChangeDraft, DraftChange, DropDraft, MoveEdition, OpenEdition, OpenedEdition, Step},
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::Shell,
        page::{FormAgain, Page, on_to},
        parts::{Badge, FormErrors},
        refused,
    },
};

/// What the forms send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub version: i32,
    pub navn: String,
    pub fra: String,
    pub begrundelse: String,
}

/// A file of the edition.
struct FileView {
    name: String,
    url: String,
    is_changed: bool,
    is_local: bool,
    faults: usize,
}

#[derive(Template)]
#[template(path = "consultant/rules/edition.html")]
pub(super) struct EditionPage {
    shell: Shell,
    state: Badge,
    url: String,
    version: i32,
    called: String,
    from: NaiveDate,
    signed: String,
    reason: String,
    hash: String,
    faults: Vec<String>,
    files: Vec<FileView>,
    changes: Option<ChangesView>,
    may_write: bool,
    may_propose: bool,
    may_approve: bool,
    needs_other: bool,
    may_withdraw: bool,
    errors: FormErrors,
}

fn files(opened: &OpenedEdition, url: &str) -> Vec<FileView> {
    let all = opened.text.files().iter().map(|file| FileView {
        name: file.name.clone(),
        url: format!("{url}/fil?navn={}", file.name),
        is_changed: opened.before.file(&file.name).is_none_or(|before| before.text != file.text),
        is_local: file.local,
        faults: opened.faults.iter().filter(|fault| fault.starts_with(&format!("{}:", file.name))).count(),
    });
    all.collect()
}

fn page(me: &Consultant, opened: &OpenedEdition, errors: FormErrors) -> EditionPage {
    let (texts, edition) = (me.visit.texts, &opened.named.edition);
    let (url, may_change) = (format!("{ROOM}/{}", edition.id), me.actor.may(Right::ChangeRules));
    let is = |state: EditionState| may_change && edition.state == state;
    let is_mine = edition.proposed.is_some_and(|signed| Some(signed.by) == me.actor.account());
    EditionPage {
        shell: me.shell(SECTION, edition.name.clone()).crumb(texts.text("rules-title"), ROOM).with_errors(!errors.is_empty()),
        state: state_badge(texts, edition.state),
        files: files(opened, &url),
        url,
        version: edition.version,
        called: edition.name.clone(),
        from: edition.valid_from,
        signed: EditionView::of(texts, &opened.named).signed,
        reason: edition.reason.clone().unwrap_or_default(),
        hash: edition.hash.chars().take(12).collect(),
        faults: opened.faults.clone(),
        changes: opened.changes().map(|changes| ChangesView::of(texts, &changes)),
        may_write: is(EditionState::Draft),
        may_propose: is(EditionState::Draft) && opened.faults.is_empty(),
        may_approve: is(EditionState::Proposed) && !is_mine,
        needs_other: is(EditionState::Proposed) && is_mine,
        may_withdraw: is(EditionState::Published),
        errors,
    }
}

async fn open(state: &AppState, me: &Consultant, edition: EditionId) -> Result<OpenedEdition, PageError> {
    Ok(state.app.ask(&me.actor, &OpenEdition { edition }).await?)
}

pub(super) async fn show(
    State(state): State<AppState>,
    me: Consultant,
    Path(edition): Path<EditionId>,
) -> Result<Page<EditionPage>, PageError> {
    let opened = open(&state, &me, edition).await?;
    Ok(Page(page(&me, &opened, FormErrors::default())))
}

/// What an act came to: the page with a notice, or the page with what was wrong.
async fn answer(
    state: &AppState,
    me: &Consultant,
    edition: EditionId,
    (done, notice): (Result<(), Failure>, &'static str),
) -> Result<Response, PageError> {
    let errors = match done {
        Ok(()) => return Ok(on_to(&format!("{ROOM}/{edition}"), notice)),
        Err(Failure::Refused(Refusal::RulesFaulty { .. })) => FormErrors::default(),
        Err(failure) => refused::into_form(me.visit.texts, &state.app.conditions, failure)?,
    };
    let opened = open(state, me, edition).await?;
    Ok(FormAgain(page(me, &opened, errors)).into_response())
}

async fn step(state: &AppState, me: &Consultant, edition: EditionId, by: (Step, i32, &'static str)) -> Result<Response, PageError> {
    let (step, version, notice) = by;
    let done = state.app.carry_out(&me.actor, &MoveEdition { edition, version, step }).await;
    answer(state, me, edition, (done, notice)).await
}

/// Changes name and first day.
pub(super) async fn change(
    State(state): State<AppState>,
    me: Consultant,
    Path(edition): Path<EditionId>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let change = DraftChange::Head { name: typed.navn, valid_from: typed.fra.parse().ok() };
    let done = state.app.carry_out(&me.actor, &ChangeDraft { edition, version: typed.version, change }).await;
    answer(&state, &me, edition, (done, "saved")).await
}

/// Puts it up for approval.
pub(super) async fn propose(
    State(state): State<AppState>,
    me: Consultant,
    Path(edition): Path<EditionId>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    step(&state, &me, edition, (Step::Propose, typed.version, "rules-proposed")).await
}

/// Approves it as the second person.
pub(super) async fn approve(
    State(state): State<AppState>,
    me: Consultant,
    Path(edition): Path<EditionId>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    step(&state, &me, edition, (Step::Approve, typed.version, "rules-published")).await
}

/// Sends it back to its writer.
pub(super) async fn send_back(
    State(state): State<AppState>,
    me: Consultant,
    Path(edition): Path<EditionId>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    step(&state, &me, edition, (Step::SendBack { reason: typed.begrundelse }, typed.version, "rules-sent-back")).await
}

/// Takes it back.
pub(super) async fn withdraw(
    State(state): State<AppState>,
    me: Consultant,
    Path(edition): Path<EditionId>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    step(&state, &me, edition, (Step::Withdraw { reason: typed.begrundelse }, typed.version, "rules-withdrawn")).await
}

/// Throws a draft away.
pub(super) async fn drop_draft(
    State(state): State<AppState>,
    me: Consultant,
    Path(edition): Path<EditionId>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &DropDraft { edition, version: typed.version }).await?;
    Ok(on_to(ROOM, "rules-dropped"))
}
