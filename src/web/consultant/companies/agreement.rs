//! The form of a company's agreement: new, and changed.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

use super::{form::staff_choices, list::choices, url_of};
use crate::{
    domain::{
        company::{AgreementKind, AgreementState},
        ids::{AgreementId, CompanyId},
    },
    state::AppState,
    use_cases::{
        agreements::{SaveAgreement, TypedAgreement},
        companies::{CompanyParts, PreparePart},
        failure::{Failure, OrNotFound},
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
#[template(path = "consultant/companies/agreement.html")]
struct AgreementForm {
    shell: Shell,
    action: String,
    back: String,
    typed: TypedAgreement,
    errors: FormErrors,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    responsible: Vec<Choice>,
}

fn page(me: &Consultant, parts: &CompanyParts, which: Option<AgreementId>, typed: TypedAgreement) -> AgreementForm {
    let texts = me.visit.texts;
    let back = url_of(parts.company.id);
    let (title, last) = match which {
        Some(id) => (texts.text("agreement-edit"), id.to_string()),
        None => (texts.text("agreement-new"), "ny".to_owned()),
    };
    let shell = me.shell(Section::Companies, title).crumb(texts.text("companies-title"), "/konsulent/virksomheder");
    AgreementForm {
        shell: shell.crumb(&parts.company.name, &back),
        action: format!("{back}/aftaler/{last}"),
        back,
        errors: FormErrors::default(),
        kinds: choices(me, "agreement-kind", AgreementKind::ALL, &typed.kind),
        states: choices(me, "agreement-state", AgreementState::ALL, &typed.state),
        responsible: staff_choices(&parts.staff, &typed.responsible),
        typed,
    }
}

impl AgreementForm {
    fn again(self, errors: FormErrors) -> Response {
        FormAgain(Self { shell: self.shell.with_errors(true), errors, ..self }).into_response()
    }
}

async fn refuse(
    state: &AppState,
    me: &Consultant,
    (company, which): (CompanyId, Option<AgreementId>),
    typed: TypedAgreement,
    failure: Failure,
) -> Result<Response, PageError> {
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    let parts = state.app.ask(&me.actor, &PreparePart { company }).await?;
    Ok(page(me, &parts, which, typed).again(errors))
}

/// An empty form.
pub async fn fresh(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
) -> Result<Page<impl Template>, PageError> {
    let parts = state.app.ask(&me.actor, &PreparePart { company }).await?;
    let typed = TypedAgreement {
        kind: AgreementKind::Partnerskabsaftale.to_string(),
        state: AgreementState::Draft.to_string(),
        starts_on: state.app.clock.today().to_string(),
        responsible: parts.company.consultant.map(|id| id.to_string()).unwrap_or_default(),
        ..TypedAgreement::default()
    };
    Ok(Page(page(&me, &parts, None, typed)))
}

/// Makes it.
pub async fn create(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
    Form(typed): Form<TypedAgreement>,
) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &SaveAgreement { company, agreement: None, typed: typed.clone() }).await {
        Ok(_) => Ok(on_to(&url_of(company), "saved")),
        Err(failure) => refuse(&state, &me, (company, None), typed, failure).await,
    }
}

/// The form with what is known.
pub async fn edit(
    State(state): State<AppState>,
    me: Consultant,
    Path((company, id)): Path<(CompanyId, AgreementId)>,
) -> Result<Page<impl Template>, PageError> {
    let parts = state.app.ask(&me.actor, &PreparePart { company }).await?;
    let known = parts.agreements.iter().find(|one| one.id == id).or_not_found()?;
    Ok(Page(page(&me, &parts, Some(id), TypedAgreement::from(known))))
}

/// Changes it.
pub async fn change(
    State(state): State<AppState>,
    me: Consultant,
    Path((company, id)): Path<(CompanyId, AgreementId)>,
    Form(typed): Form<TypedAgreement>,
) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &SaveAgreement { company, agreement: Some(id), typed: typed.clone() }).await {
        Ok(_) => Ok(on_to(&url_of(company), "saved")),
        Err(failure) => refuse(&state, &me, (company, Some(id)), typed, failure).await,
    }
}
