//! The friendly word to a company: what is sent and to whom, before it goes.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};

use crate::{
    domain::{ids::CompanyId, refusal::Refusal},
    state::AppState,
    use_cases::{companies::PrepareLog, contact_log::ContactsOf, failure::Failure, relations::SendGreeting},
    web::{
        consultant::companies::url_of,
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::{Page, on_to},
        parts::Confirm,
    },
};

#[derive(Template)]
#[template(path = "consultant/relations/greeting.html")]
pub(super) struct GreetingPage {
    shell: Shell,
    is_protected: bool,
    nobody: bool,
    back: String,
    confirm: Confirm,
}

/// What happens, before it does.
pub(super) async fn show(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
) -> Result<Page<GreetingPage>, PageError> {
    let (texts, back) = (me.visit.texts, url_of(company));
    let log = state.app.ask(&me.actor, &ContactsOf { company, asker: me.actor.account(), after: None, limit: 1 }).await?;
    let people = state.app.ask(&me.actor, &PrepareLog { company }).await?;
    let to = people.iter().filter(|one| one.email.is_some()).min_by_key(|one| one.workplace.is_some());
    let confirm = Confirm::new(texts, format!("{back}/hilsen"), texts.text("greeting-send"), &back).happens(texts.text("greeting-happens"));
    let shell = me.shell(Section::Companies, texts.text("greeting-title")).crumb(texts.text("companies-title"), "/konsulent/virksomheder");
    Ok(Page(GreetingPage {
        shell: shell.crumb(&log.company.name, &back),
        is_protected: log.company.advertising_protected == Some(true),
        nobody: to.is_none(),
        back,
        confirm: confirm.told(to.map(|one| texts.name("greeting-to", &one.name).into_owned()).unwrap_or_default()),
    }))
}

/// Sends it.
pub(super) async fn send(State(state): State<AppState>, me: Consultant, Path(company): Path<CompanyId>) -> Result<Response, PageError> {
    match state.app.carry_out(&me.actor, &SendGreeting { company }).await {
        Ok(()) => Ok(on_to(&url_of(company), "greeting-sent")),
        Err(Failure::Refused(Refusal::Invalid { .. } | Refusal::NoContact)) => {
            Ok(on_to(&format!("{}/hilsen", url_of(company)), "greeting-not-sent"))
        }
        Err(failure) => Err(failure.into()),
    }
}
