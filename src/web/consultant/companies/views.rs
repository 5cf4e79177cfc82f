//! `/konsulent/virksomheder/visninger`: lists saved under a name, renamed, shared, deleted and brought back.

use askama::Template;
use axum::{
    extract::{Path, RawQuery, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::filters::{Filters, LIST};
use crate::{
    domain::{ids::SavedViewId, permission::Who},
    state::AppState,
    use_cases::companies::{BeginWithView, ChangeView, DeleteView, ListViews, SaveView, SavedView, Views},
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::FormErrors,
        query, refused,
    },
};

/// This page's address.
const VIEWS: &str = "/konsulent/virksomheder/visninger";

/// A view in a form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    name: String,
    shared: String,
    filter: String,
}

struct Line {
    id: SavedViewId,
    url: String,
    name: String,
    shared: bool,
    is_own: bool,
    is_first: bool,
}

#[derive(Template)]
#[template(path = "consultant/companies/views.html")]
struct ViewsPage {
    shell: Shell,
    errors: FormErrors,
    typed: Typed,
    /// Whether a list is being saved.
    saves: bool,
    has_team: bool,
    lines: Vec<Line>,
    has_first: bool,
    /// The view that was deleted just now.
    deleted: Option<SavedViewId>,
}

/// What is being saved, and what was deleted just now.
#[derive(Default)]
struct Frame {
    typed: Typed,
    saves: bool,
    deleted: Option<SavedViewId>,
    errors: FormErrors,
}

fn line(me: &Consultant, views: &Views, view: &SavedView) -> Line {
    Line {
        id: view.id,
        url: if view.query.is_empty() { query::url(LIST, &[("alle", "ja")]) } else { format!("{LIST}?{}", view.query) },
        name: view.name.clone(),
        shared: view.team.is_some(),
        is_own: me.actor.account() == Some(view.account),
        is_first: views.first == Some(view.id),
    }
}

fn page(me: &Consultant, views: &Views, frame: Frame) -> ViewsPage {
    let texts = me.visit.texts;
    let shell = me.shell(Section::Companies, texts.text("views-title")).crumb(texts.text("companies-title"), LIST);
    ViewsPage {
        shell: shell.with_errors(!frame.errors.is_empty()),
        errors: frame.errors,
        typed: frame.typed,
        saves: frame.saves,
        has_team: matches!(me.actor.who, Who::Staff { team: Some(_), .. }),
        lines: views.all.iter().map(|view| line(me, views, view)).collect(),
        has_first: views.first.is_some(),
        deleted: frame.deleted,
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    gem: String,
    slettet: String,
}

/// The views; with a list behind the address, also the form that saves it.
pub(super) async fn show(State(state): State<AppState>, me: Consultant, RawQuery(raw): RawQuery) -> Result<Page<impl Template>, PageError> {
    let raw = raw.unwrap_or_default();
    let asked: Asked = query::read(&raw);
    let views = state.app.ask(&me.actor, &ListViews::of(&me.actor)?).await?;
    let typed = Typed { filter: Filters::read(&raw).query(), ..Typed::default() };
    let frame = Frame { typed, saves: asked.gem == "ja", deleted: asked.slettet.parse().ok(), errors: FormErrors::default() };
    Ok(Page(page(&me, &views, frame)))
}

/// Saves the list.
pub(super) async fn save(State(state): State<AppState>, me: Consultant, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let list = Filters::read(&typed.filter).query();
    let save = SaveView { name: typed.name.clone(), query: list.clone(), shared: typed.shared == "ja" };
    match state.app.carry_out(&me.actor, &save).await {
        Ok(_) if list.is_empty() => Ok(on_to(&query::url(LIST, &[("alle", "ja")]), "view-saved")),
        Ok(_) => Ok(on_to(&format!("{LIST}?{list}"), "view-saved")),
        Err(failure) => {
            let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
            let views = state.app.ask(&me.actor, &ListViews::of(&me.actor)?).await?;
            Ok(FormAgain(page(&me, &views, Frame { typed, saves: true, deleted: None, errors })).into_response())
        }
    }
}

/// Gives a view another name, shares it or stops sharing.
pub(super) async fn change(
    State(state): State<AppState>,
    me: Consultant,
    Path(view): Path<SavedViewId>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let change = ChangeView { view, name: typed.name, shared: typed.shared == "ja" };
    match state.app.carry_out(&me.actor, &change).await {
        Ok(()) => Ok(on_to(VIEWS, "saved")),
        Err(failure) => {
            let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
            let views = state.app.ask(&me.actor, &ListViews::of(&me.actor)?).await?;
            Ok(FormAgain(page(&me, &views, Frame { errors, ..Frame::default() })).into_response())
        }
    }
}

/// Deletes a view; the page then offers to bring it back.
pub(super) async fn delete(State(state): State<AppState>, me: Consultant, Path(view): Path<SavedViewId>) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &DeleteView { view, back: false }).await?;
    Ok(on_to(&query::url(VIEWS, &[("slettet", &view.to_string())]), "view-deleted"))
}

/// Brings a view back.
pub(super) async fn bring_back(
    State(state): State<AppState>,
    me: Consultant,
    Path(view): Path<SavedViewId>,
) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &DeleteView { view, back: true }).await?;
    Ok(on_to(VIEWS, "view-back"))
}

/// Says that one begins with this view.
pub(super) async fn begin(State(state): State<AppState>, me: Consultant, Path(view): Path<SavedViewId>) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &BeginWithView { view: Some(view) }).await?;
    Ok(on_to(VIEWS, "saved"))
}

/// Says that one begins with all companies.
pub(super) async fn begin_with_all(State(state): State<AppState>, me: Consultant) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &BeginWithView { view: None }).await?;
    Ok(on_to(VIEWS, "saved"))
}
