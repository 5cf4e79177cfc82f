//! `/konsulent/virksomheder/overdrag`: one consultant's companies go to another.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use serde::Deserialize;

use crate::{
    domain::{ids::AccountId, refusal::Refusal},
    state::AppState,
    use_cases::{
        failure::Failure,
        relations::{HandOverCompanies, OwnerCount, OwnersOf},
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

/// The form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    from: String,
    to: String,
    tasks: String,
    /// `ja` once what happens was read.
    agreed: String,
}

#[derive(Template)]
#[template(path = "consultant/relations/hand_over.html")]
pub(super) struct HandOverPage {
    shell: Shell,
    typed: Typed,
    errors: FormErrors,
    from: Vec<Choice>,
    to: Vec<Choice>,
}

fn laid(me: &Consultant, owners: &[OwnerCount], typed: Typed, errors: FormErrors) -> HandOverPage {
    let texts = me.visit.texts;
    let shell = me.shell(Section::Companies, texts.text("hand-over-title")).crumb(texts.text("companies-title"), "/konsulent/virksomheder");
    let giver = |one: &OwnerCount| {
        let key = if one.person.active { "hand-over-of" } else { "hand-over-of-left" };
        let args = [("name", one.person.name.clone().into()), ("count", one.companies.into())];
        Choice::new(one.person.id.to_string(), texts.with(key, &args), one.person.id.to_string() == typed.from)
    };
    let taker = |one: &OwnerCount| Choice::new(one.person.id.to_string(), &one.person.name, one.person.id.to_string() == typed.to);
    HandOverPage {
        shell: shell.crumb(texts.text("ownerless-title"), "/konsulent/virksomheder/uden-ejer").with_errors(!errors.is_empty()),
        from: owners.iter().filter(|one| one.companies > 0).map(giver).collect(),
        to: owners.iter().filter(|one| one.person.active).map(taker).collect(),
        typed,
        errors,
    }
}

/// The form.
pub(super) async fn show(State(state): State<AppState>, me: Consultant) -> Result<Page<HandOverPage>, PageError> {
    let owners = state.app.ask(&me.actor, &OwnersOf).await?;
    Ok(Page(laid(&me, &owners, Typed { tasks: "ja".to_owned(), ..Typed::default() }, FormErrors::default())))
}

fn read(typed: &Typed) -> Result<HandOverCompanies, Failure> {
    let id = |text: &str, field| text.parse::<AccountId>().map_err(|_| Refusal::field(field, "error-choose"));
    let (from, to) = (id(&typed.from, "from")?, id(&typed.to, "to")?);
    if typed.agreed != "ja" {
        return Err(Refusal::field("agreed", "hand-over-agree-first").into());
    }
    Ok(HandOverCompanies { from, to, with_tasks: typed.tasks == "ja" })
}

/// Hands over.
pub(super) async fn hand_over(State(state): State<AppState>, me: Consultant, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let done = match read(&typed) {
        Ok(intention) => state.app.carry_out(&me.actor, &intention).await.map(|_| ()),
        Err(failure) => Err(failure),
    };
    let Err(failure) = done else { return Ok(on_to("/konsulent/virksomheder/uden-ejer", "handed-over")) };
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    let owners = state.app.ask(&me.actor, &OwnersOf).await?;
    Ok(FormAgain(laid(&me, &owners, typed, errors)).into_response())
}
