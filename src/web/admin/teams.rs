//! `/administration/teams`: the teams that staff belong to.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::users::LIST;
use crate::{
    domain::ids::TeamId,
    state::AppState,
    use_cases::{
        accounts::{ListAccounts, SaveTeam},
        failure::{Failure, OrNotFound},
    },
    web::{
        error::PageError,
        extract::{Administrator, Consultant},
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::FormErrors,
        refused,
    },
};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedTeam {
    version: i32,
    name: String,
    active: String,
}

#[derive(Template)]
#[template(path = "admin/team.html")]
struct TeamForm {
    shell: Shell,
    action: String,
    typed: TypedTeam,
    errors: FormErrors,
}

fn form(me: &Consultant, which: Option<TeamId>, typed: TypedTeam) -> TeamForm {
    let texts = me.visit.texts;
    let title = texts.text(if which.is_some() { "admin-team-edit" } else { "admin-team-new" });
    TeamForm {
        shell: me.shell(Section::Administration, title).crumb(texts.text("admin-users"), LIST),
        action: format!("/administration/teams/{}", which.map_or_else(|| "ny".to_owned(), |id| id.to_string())),
        typed,
        errors: FormErrors::default(),
    }
}

async fn save(state: &AppState, me: &Consultant, which: Option<TeamId>, typed: TypedTeam) -> Result<Response, PageError> {
    let team = which.map(|id| (id, typed.version));
    let saved = state.app.carry_out(&me.actor, &SaveTeam { team, name: typed.name.clone(), active: typed.active == "ja" }).await;
    match saved {
        Ok(_) => Ok(on_to(LIST, "saved")),
        Err(failure) => refuse(state, me, which, typed, failure),
    }
}

fn refuse(state: &AppState, me: &Consultant, which: Option<TeamId>, typed: TypedTeam, failure: Failure) -> Result<Response, PageError> {
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    let page = form(me, which, typed);
    Ok(FormAgain(TeamForm { shell: page.shell.with_errors(true), errors, ..page }).into_response())
}

/// An empty form.
pub async fn fresh(Administrator(me): Administrator) -> Page<impl Template> {
    Page(form(&me, None, TypedTeam { active: "ja".to_owned(), ..TypedTeam::default() }))
}

/// Makes a team.
pub async fn create(
    State(state): State<AppState>,
    Administrator(me): Administrator,
    Form(typed): Form<TypedTeam>,
) -> Result<Response, PageError> {
    save(&state, &me, None, typed).await
}

/// The form with what is known.
pub async fn edit(
    State(state): State<AppState>,
    Administrator(me): Administrator,
    Path(id): Path<TeamId>,
) -> Result<Page<impl Template>, PageError> {
    let list = state.app.ask(&me.actor, &ListAccounts).await?;
    let team = list.teams.into_iter().find(|team| team.id == id).or_not_found()?;
    let active = if team.active { "ja" } else { "" }.to_owned();
    Ok(Page(form(&me, Some(id), TypedTeam { version: team.version, name: team.name, active })))
}

/// Changes a team.
pub async fn change(
    State(state): State<AppState>,
    Administrator(me): Administrator,
    Path(id): Path<TeamId>,
    Form(typed): Form<TypedTeam>,
) -> Result<Response, PageError> {
    save(&state, &me, Some(id), typed).await
}
