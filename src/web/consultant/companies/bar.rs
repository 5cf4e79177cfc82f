//! `/konsulent/virksomheder/{id}/stop`: a company is paused or blocked; and taken back.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::{list::choices, url_of};
use crate::{
    domain::{ids::CompanyId, relation::BlockReason},
    state::AppState,
    use_cases::companies::{BarCompany, CompanyParts, LiftBar, PreparePart, TypedBar},
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::{Choice, FormErrors},
        refused,
    },
};

#[derive(Template)]
#[template(path = "consultant/companies/bar.html")]
struct BarForm {
    shell: Shell,
    action: String,
    back: String,
    today: String,
    typed: TypedBar,
    errors: FormErrors,
    kinds: Vec<Choice>,
    reasons: Vec<Choice>,
    told: Vec<String>,
}

fn page(state: &AppState, me: &Consultant, parts: &CompanyParts, typed: TypedBar, errors: FormErrors) -> BarForm {
    let (texts, back) = (me.visit.texts, url_of(parts.company.id));
    let shell = me.shell(Section::Companies, texts.text("company-bar")).crumb(texts.text("companies-title"), "/konsulent/virksomheder");
    let is_admin = |role| role == crate::domain::company::ContactRole::Admin;
    let admins = parts.contacts.iter().filter(|one| one.active && one.email.is_some() && is_admin(one.role));
    let consultant = parts.company.consultant.filter(|id| Some(*id) != me.actor.account());
    BarForm {
        shell: shell.crumb(&parts.company.name, &back).with_errors(!errors.is_empty()),
        action: format!("{back}/stop"),
        back,
        today: state.app.clock.today().to_string(),
        kinds: choices(me, "bar-kind", &["pause", "block"], &typed.kind),
        reasons: choices(me, "block-reason", BlockReason::ALL, &typed.reason),
        told: admins.map(|one| one.name.clone()).chain(parts.staff_name(consultant).map(str::to_owned)).collect(),
        typed,
        errors,
    }
}

/// An empty form.
pub async fn form(State(state): State<AppState>, me: Consultant, Path(company): Path<CompanyId>) -> Result<Page<impl Template>, PageError> {
    let parts = state.app.ask(&me.actor, &PreparePart { company }).await?;
    let typed = TypedBar { version: parts.company.version, kind: "pause".to_owned(), ..TypedBar::default() };
    Ok(Page(page(&state, &me, &parts, typed, FormErrors::default())))
}

/// Decides it.
pub async fn decide(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
    Form(typed): Form<TypedBar>,
) -> Result<Response, PageError> {
    let Err(failure) = state.app.carry_out(&me.actor, &BarCompany { company, typed: typed.clone() }).await else {
        return Ok(on_to(&url_of(company), "company-barred"));
    };
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    let parts = state.app.ask(&me.actor, &PreparePart { company }).await?;
    Ok(FormAgain(page(&state, &me, &parts, typed, errors)).into_response())
}

/// The version that the page showed.
#[derive(Debug, Deserialize)]
pub struct Seen {
    version: i32,
}

/// Takes it back.
pub async fn lift(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
    Form(seen): Form<Seen>,
) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &LiftBar { company, version: seen.version }).await?;
    Ok(on_to(&url_of(company), "company-bar-lifted"))
}
