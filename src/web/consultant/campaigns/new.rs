//! A new campaign of the companies that were chosen on a list.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};

use crate::{
    domain::permission::Right,
    state::AppState,
    use_cases::{
        app::require,
        campaigns::{CreateCampaign, TypedCampaign},
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

#[derive(Template)]
#[template(path = "consultant/campaigns/new.html")]
pub(super) struct NewPage {
    shell: Shell,
    typed: TypedCampaign,
    errors: FormErrors,
}

fn laid(me: &Consultant, typed: TypedCampaign, errors: FormErrors) -> NewPage {
    let texts = me.visit.texts;
    let shell = me.shell(Section::Companies, texts.text("campaign-new")).crumb(texts.text("campaigns-title"), "/konsulent/kampagner");
    NewPage { shell: shell.with_errors(!errors.is_empty()), typed, errors }
}

/// The form.
pub(super) async fn fresh(me: Consultant, Query(typed): Query<TypedCampaign>) -> Result<Page<NewPage>, PageError> {
    require(&me.actor, Right::LogContact)?;
    Ok(Page(laid(&me, typed, FormErrors::default())))
}

/// Makes it.
pub(super) async fn create(State(state): State<AppState>, me: Consultant, Form(typed): Form<TypedCampaign>) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &CreateCampaign { typed: typed.clone() }).await {
        Ok(id) => Ok(on_to(&format!("/konsulent/kampagner/{id}"), "campaign-created")),
        Err(failure) => {
            let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
            Ok(FormAgain(laid(&me, typed, errors)).into_response())
        }
    }
}
