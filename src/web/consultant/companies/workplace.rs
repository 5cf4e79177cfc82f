//! The form of a company's workplace: new, and changed.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

use super::{
    list::{branch_choices, choices},
    url_of,
};
use crate::{
    domain::{
        ids::{CompanyId, WorkplaceId},
        terms::Sector,
    },
    state::AppState,
    use_cases::{
        companies::{CompanyParts, PreparePart},
        failure::{Failure, OrNotFound},
        workplaces::{ChangeWorkplace, CreateWorkplace, TypedWorkplace},
    },
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
#[template(path = "consultant/companies/workplace.html")]
struct WorkplaceForm {
    shell: Shell,
    action: String,
    back: String,
    is_new: bool,
    typed: TypedWorkplace,
    errors: FormErrors,
    sectors: Vec<Choice>,
    branches: Vec<Choice>,
}

fn page(state: &AppState, me: &Consultant, parts: &CompanyParts, which: Option<WorkplaceId>, typed: TypedWorkplace) -> WorkplaceForm {
    let texts = me.visit.texts;
    let back = url_of(parts.company.id);
    let (title, last) = match which {
        Some(id) => (texts.text("workplace-edit"), id.to_string()),
        None => (texts.text("workplace-new"), "ny".to_owned()),
    };
    let shell = me.shell(Section::Companies, title).crumb(texts.text("companies-title"), "/konsulent/virksomheder");
    WorkplaceForm {
        shell: shell.crumb(&parts.company.name, &back),
        action: format!("{back}/arbejdspladser/{last}"),
        is_new: which.is_none(),
        back,
        errors: FormErrors::default(),
        sectors: choices(me, "sector", Sector::ALL, &typed.sector),
        branches: branch_choices(state),
        typed,
    }
}

impl WorkplaceForm {
    fn again(self, errors: FormErrors) -> Response {
        FormAgain(Self { shell: self.shell.with_errors(true), errors, ..self }).into_response()
    }
}

async fn refuse(
    state: &AppState,
    me: &Consultant,
    (company, which): (CompanyId, Option<WorkplaceId>),
    typed: TypedWorkplace,
    failure: Failure,
) -> Result<Response, PageError> {
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    let parts = state.app.ask(&me.actor, &PreparePart { company }).await?;
    Ok(page(state, me, &parts, which, typed).again(errors))
}

/// An empty form.
pub async fn fresh(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
) -> Result<Page<impl Template>, PageError> {
    let parts = state.app.ask(&me.actor, &PreparePart { company }).await?;
    let typed = TypedWorkplace {
        name: parts.company.name.clone(),
        sector: parts.company.sector.to_string(),
        street: parts.company.address.street.clone().unwrap_or_default(),
        postcode: parts.company.address.postcode.clone().unwrap_or_default(),
        branch: parts.company.branch.as_ref().map(|branch| branch.code.clone()).unwrap_or_default(),
        ..TypedWorkplace::default()
    };
    Ok(Page(page(&state, &me, &parts, None, typed)))
}

/// Makes it.
pub async fn create(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
    Form(typed): Form<TypedWorkplace>,
) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &CreateWorkplace { company, typed: typed.clone() }).await {
        Ok(_) => Ok(on_to(&url_of(company), "saved")),
        Err(failure) => refuse(&state, &me, (company, None), typed, failure).await,
    }
}

/// The form with what is known.
pub async fn edit(
    State(state): State<AppState>,
    me: Consultant,
    Path((company, id)): Path<(CompanyId, WorkplaceId)>,
) -> Result<Page<impl Template>, PageError> {
    let parts = state.app.ask(&me.actor, &PreparePart { company }).await?;
    let known = parts.workplaces.iter().find(|one| one.id == id).or_not_found()?;
    Ok(Page(page(&state, &me, &parts, Some(id), TypedWorkplace::from(known))))
}

/// Changes it.
pub async fn change(
    State(state): State<AppState>,
    me: Consultant,
    Path((company, id)): Path<(CompanyId, WorkplaceId)>,
    Form(typed): Form<TypedWorkplace>,
) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &ChangeWorkplace { workplace: id, typed: typed.clone() }).await {
        Ok(_) => Ok(on_to(&url_of(company), "saved")),
        Err(failure) => refuse(&state, &me, (company, Some(id)), typed, failure).await,
    }
}
