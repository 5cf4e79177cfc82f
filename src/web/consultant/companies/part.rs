//! The forms of what belongs to a company, new and changed: the same steps for agreement, contact and workplace.

use std::{fmt::Display, future::Future};

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use serde::de::DeserializeOwned;

use super::url_of;
use crate::{
    domain::ids::CompanyId,
    state::AppState,
    use_cases::{
        companies::{CompanyParts, PreparePart},
        failure::{Failure, OrNotFound},
    },
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{FormAgain, Page, on_to},
        parts::FormErrors,
        refused,
    },
};

/// What stands around the fields of a form.
pub(super) struct Frame {
    pub shell: Shell,
    pub action: String,
    pub back: String,
    pub is_new: bool,
    pub errors: FormErrors,
}

/// A thing that belongs to a company, as its form sends it.
pub(super) trait Part: Clone + DeserializeOwned + Send + Sync + 'static {
    /// Which one.
    type Id: Copy + Display + DeserializeOwned + Send + Sync + 'static;
    /// The page of the form.
    type Form: Template + Send;
    /// The word in the address.
    const ADDRESS: &'static str;
    /// Keys of the titles: of a new one, of a change.
    const TITLES: [&'static str; 2];

    /// What an empty form begins with.
    fn fresh(state: &AppState, parts: &CompanyParts) -> Self;

    /// What is known of one of the company's.
    fn known(parts: &CompanyParts, id: Self::Id) -> Option<Self>;

    /// The page.
    fn form(self, state: &AppState, me: &Consultant, parts: &CompanyParts, frame: Frame) -> Self::Form;

    /// Makes a new one, or changes the one named.
    fn save(
        self,
        state: &AppState,
        me: &Consultant,
        company: CompanyId,
        which: Option<Self::Id>,
    ) -> impl Future<Output = Result<(), Failure>> + Send;
}

fn frame<P: Part>(me: &Consultant, parts: &CompanyParts, which: Option<P::Id>, errors: FormErrors) -> Frame {
    let texts = me.visit.texts;
    let back = url_of(parts.company.id);
    let [new, edit] = P::TITLES;
    let (title, last) = which.map_or_else(|| (new, "ny".to_owned()), |id| (edit, id.to_string()));
    let shell = me.shell(Section::Companies, texts.text(title)).crumb(texts.text("companies-title"), "/konsulent/virksomheder");
    Frame {
        shell: shell.crumb(&parts.company.name, &back).with_errors(!errors.is_empty()),
        action: format!("{back}/{}/{last}", P::ADDRESS),
        back,
        is_new: which.is_none(),
        errors,
    }
}

/// An empty form.
pub(super) async fn fresh<P: Part>(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
) -> Result<Page<P::Form>, PageError> {
    let parts = state.app.ask(&me.actor, &PreparePart { company }).await?;
    let frame = frame::<P>(&me, &parts, None, FormErrors::default());
    Ok(Page(P::fresh(&state, &parts).form(&state, &me, &parts, frame)))
}

/// Makes it.
pub(super) async fn create<P: Part>(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
    Form(typed): Form<P>,
) -> Result<Response, PageError> {
    save(&state, &me, (company, None), typed).await
}

/// The form with what is known.
pub(super) async fn edit<P: Part>(
    State(state): State<AppState>,
    me: Consultant,
    Path((company, id)): Path<(CompanyId, P::Id)>,
) -> Result<Page<P::Form>, PageError> {
    let parts = state.app.ask(&me.actor, &PreparePart { company }).await?;
    let typed = P::known(&parts, id).or_not_found()?;
    let frame = frame::<P>(&me, &parts, Some(id), FormErrors::default());
    Ok(Page(typed.form(&state, &me, &parts, frame)))
}

/// Changes it.
pub(super) async fn change<P: Part>(
    State(state): State<AppState>,
    me: Consultant,
    Path((company, id)): Path<(CompanyId, P::Id)>,
    Form(typed): Form<P>,
) -> Result<Response, PageError> {
    save(&state, &me, (company, Some(id)), typed).await
}

async fn save<P: Part>(
    state: &AppState,
    me: &Consultant,
    (company, which): (CompanyId, Option<P::Id>),
    typed: P,
) -> Result<Response, PageError> {
    let Err(failure) = typed.clone().save(state, me, company, which).await else { return Ok(on_to(&url_of(company), "saved")) };
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    let parts = state.app.ask(&me.actor, &PreparePart { company }).await?;
    let frame = frame::<P>(me, &parts, which, errors);
    Ok(FormAgain(typed.form(state, me, &parts, frame)).into_response())
}
