//! The form of a company's contact: new, and changed.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;

use super::{list::choices, url_of};
use crate::{
    domain::{
        ids::{CompanyId, ContactId},
        terms::Language,
    },
    state::AppState,
    use_cases::{
        companies::{CompanyParts, PreparePart},
        contacts::{ChangeContact, CreateContact, TypedContact},
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
#[template(path = "consultant/companies/contact.html")]
struct ContactForm {
    shell: Shell,
    action: String,
    back: String,
    is_new: bool,
    typed: TypedContact,
    errors: FormErrors,
    languages: Vec<Choice>,
    workplaces: Vec<Choice>,
}

fn page(me: &Consultant, parts: &CompanyParts, which: Option<ContactId>, typed: TypedContact) -> ContactForm {
    let texts = me.visit.texts;
    let back = url_of(parts.company.id);
    let (title, last) = match which {
        Some(id) => (texts.text("contact-edit"), id.to_string()),
        None => (texts.text("contact-new"), "ny".to_owned()),
    };
    let shell = me.shell(Section::Companies, title).crumb(texts.text("companies-title"), "/konsulent/virksomheder");
    ContactForm {
        shell: shell.crumb(&parts.company.name, &back),
        action: format!("{back}/kontakter/{last}"),
        is_new: which.is_none(),
        back,
        errors: FormErrors::default(),
        languages: choices(me, "language", Language::ALL, &typed.language),
        workplaces: parts
            .workplaces
            .iter()
            .map(|place| Choice::new(place.id.to_string(), &place.name, place.id.to_string() == typed.workplace))
            .collect(),
        typed,
    }
}

impl ContactForm {
    fn again(self, errors: FormErrors) -> Response {
        FormAgain(Self { shell: self.shell.with_errors(true), errors, ..self }).into_response()
    }
}

async fn refuse(
    state: &AppState,
    me: &Consultant,
    (company, which): (CompanyId, Option<ContactId>),
    typed: TypedContact,
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
    let typed = TypedContact::fresh();
    Ok(Page(page(&me, &parts, None, typed)))
}

/// Makes it.
pub async fn create(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
    Form(typed): Form<TypedContact>,
) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &CreateContact { company, typed: typed.clone() }).await {
        Ok(_) => Ok(on_to(&url_of(company), "saved")),
        Err(failure) => refuse(&state, &me, (company, None), typed, failure).await,
    }
}

/// The form with what is known.
pub async fn edit(
    State(state): State<AppState>,
    me: Consultant,
    Path((company, id)): Path<(CompanyId, ContactId)>,
) -> Result<Page<impl Template>, PageError> {
    let parts = state.app.ask(&me.actor, &PreparePart { company }).await?;
    let known = parts.contacts.iter().find(|one| one.id == id).or_not_found()?;
    Ok(Page(page(&me, &parts, Some(id), TypedContact::from(known))))
}

/// Changes it.
pub async fn change(
    State(state): State<AppState>,
    me: Consultant,
    Path((company, id)): Path<(CompanyId, ContactId)>,
    Form(typed): Form<TypedContact>,
) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &ChangeContact { contact: id, typed: typed.clone() }).await {
        Ok(_) => Ok(on_to(&url_of(company), "saved")),
        Err(failure) => refuse(&state, &me, (company, Some(id)), typed, failure).await,
    }
}
