//! "Ring mig op": when it suits, and then who rings and by when; also from the pages behind letters' links.

use askama::Template;
use axum::{
    Router,
    extract::{Form, Path, State},
    response::{IntoResponse, Response},
    routing::get,
};

use super::frame::{self, Guest};
use crate::{
    base::clock::Moment,
    domain::permission::Actor,
    i18n::Texts,
    state::AppState,
    use_cases::portal::call_back::{AskCallBack, CallPromised, CallWhen, TypedCall},
    web::{
        error::PageError,
        extract::{CompanyUser, Visit},
        layout::Shell,
        page::{FormAgain, Page},
        parts::{Choice, FormErrors},
        refused,
    },
};

/// Where a call is asked for by somebody who has signed in.
pub(super) const URL: &str = "/virksomhed/ring-op";

/// Where it is asked for by somebody who holds a link.
pub(super) fn url_of(token: &str) -> String {
    format!("{URL}/{token}")
}

/// Routes of this room.
pub(super) fn router() -> Router<AppState> {
    Router::new().route("/virksomhed/ring-op", get(show).post(ask)).route("/virksomhed/ring-op/{token}", get(show_guest).post(ask_as_guest))
}

#[derive(Template)]
#[template(path = "portal/call_back/ring_op.html")]
struct CallPage {
    shell: Shell,
    url: String,
    form: TypedCall,
    whens: Vec<Choice>,
    errors: FormErrors,
}

#[derive(Template)]
#[template(path = "portal/call_back/aftalt.html")]
struct PromisedPage {
    shell: Shell,
    key: &'static str,
    name: String,
    due_at: Moment,
}

fn page(shell: Shell, url: String, form: TypedCall, errors: FormErrors) -> CallPage {
    let texts = shell.texts;
    let chosen = CallWhen::parse(&form.hvornaar).unwrap_or(CallWhen::Today);
    let choice = |when: &CallWhen| Choice::new(when.as_str(), texts.text(&format!("call-when-{when}")), *when == chosen);
    let whens = CallWhen::ALL.iter().map(choice).collect();
    CallPage { shell: shell.title(texts.text("call-title")).with_errors(!errors.is_empty()), url, form, whens, errors }
}

async fn show(State(state): State<AppState>, me: CompanyUser) -> Result<Page<CallPage>, PageError> {
    let shell = of_company(&state, &me).await?;
    Ok(Page(page(shell, URL.to_owned(), TypedCall::default(), FormErrors::default())))
}

async fn of_company(state: &AppState, me: &CompanyUser) -> Result<Shell, PageError> {
    let shell = frame::of_company(state, me, "call-title").await?;
    Ok(shell.crumb(me.visit.texts.text("portal-home-title"), "/virksomhed"))
}

async fn ask(State(state): State<AppState>, me: CompanyUser, Form(form): Form<TypedCall>) -> Result<Response, PageError> {
    let shell = of_company(&state, &me).await?;
    promise(&state, &me.actor, shell, URL.to_owned(), form).await
}

async fn show_guest(State(state): State<AppState>, Path(token): Path<String>, visit: Visit) -> Result<Page<CallPage>, PageError> {
    let guest = Guest::who_asks_for_a_call(&state, &token, visit).await?;
    Ok(Page(page(guest.shell(), url_of(&token), TypedCall::default(), FormErrors::default())))
}

async fn ask_as_guest(
    State(state): State<AppState>,
    Path(token): Path<String>,
    visit: Visit,
    Form(form): Form<TypedCall>,
) -> Result<Response, PageError> {
    let guest = Guest::who_asks_for_a_call(&state, &token, visit).await?;
    promise(&state, &guest.actor, guest.shell(), url_of(&token), form).await
}

/// Asking twice is the same call, so the answer is the page itself and may be sent again.
async fn promise(state: &AppState, actor: &Actor, shell: Shell, url: String, form: TypedCall) -> Result<Response, PageError> {
    match state.app.carry_out(actor, &AskCallBack { typed: form.clone() }).await {
        Ok(promised) => Ok(Page(promised_page(shell, promised)).into_response()),
        Err(failure) => {
            let errors = refused::into_form(shell.texts, &state.app.conditions, failure)?;
            Ok(FormAgain(page(shell, url, form, errors)).into_response())
        }
    }
}

fn promised_page(shell: Shell, promised: CallPromised) -> PromisedPage {
    let texts: Texts = shell.texts;
    let key = if promised.is_new { "call-promised" } else { "call-promised-before" };
    PromisedPage { shell: shell.title(texts.text("call-promised-title")), key, name: promised.adviser.name, due_at: promised.due_at }
}
