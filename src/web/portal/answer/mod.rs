//! The page behind a letter's link: the anonymous card without sign-in, answered once. Looking never uses the link up.

use askama::Template;
use axum::{
    Router,
    extract::{Form, Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};

use super::{
    card::{self, Answer, AnswerForm, CardView},
    frame::Guest,
};
use crate::{
    domain::{
        ids::PlacementId,
        permission::{Actor, Who},
        refusal::Refusal,
    },
    state::AppState,
    use_cases::{
        failure::Failure,
        placements::{
            cards::{AnswerPage, Card, OpenCard},
            links::{self, RenewLink},
        },
    },
    web::{
        error::PageError,
        extract::Visit,
        layout::Shell,
        page::{FormAgain, Page, on_to},
        parts::{Choice, FormErrors},
    },
};

/// Routes of this room.
pub(super) fn router() -> Router<AppState> {
    Router::new().route("/virksomhed/forslag/{token}", get(show).post(answer)).route("/virksomhed/forslag/{token}/nyt-link", post(renew))
}

#[derive(Template)]
#[template(path = "portal/answer/svar.html")]
pub(super) struct QuestionPage {
    pub shell: Shell,
    pub card: CardView,
    /// Where the form goes and the choices lead.
    pub url: String,
    pub form: AnswerForm,
    pub reasons: Vec<Choice>,
    pub errors: FormErrors,
}

impl QuestionPage {
    /// The step that the form is at: the card with both ways, or one of them.
    pub(super) fn new(state: &AppState, shell: Shell, card: &Card, url: String, form: AnswerForm) -> Self {
        let texts = shell.texts;
        let title = match form.svar.as_str() {
            "ja" => "portal-yes-title",
            "nej" => "portal-no-title",
            _ => "portal-question-title",
        };
        let reasons = form.reasons(texts);
        let card = CardView::new(texts, &state.app.conditions, card);
        Self { shell: shell.title(texts.text(title)), card, url, form, reasons, errors: FormErrors::default() }
    }

    /// The same with what is to be mended.
    pub(super) fn with(mut self, errors: FormErrors) -> Self {
        self.shell.has_errors = !errors.is_empty();
        self.errors = errors;
        self
    }
}

#[derive(Template)]
#[template(path = "portal/answer/lukket.html")]
struct ClosedPage {
    shell: Shell,
    text: &'static str,
    renew_url: Option<String>,
}

fn holds(actor: &Actor) -> Result<PlacementId, Failure> {
    match actor.who {
        Who::LinkHolder { placement, .. } => Ok(placement),
        _ => Err(Failure::NotFound),
    }
}

async fn show(
    State(state): State<AppState>,
    Path(token): Path<String>,
    Query(form): Query<AnswerForm>,
    visit: Visit,
) -> Result<Response, PageError> {
    let guest = Guest::of(&state, &token, visit).await?;
    let found = state.app.ask(&guest.actor, &OpenCard::new(&guest.actor, holds(&guest.actor)?)).await?;
    let (shell, url) = (guest.shell(), format!("/virksomhed/forslag/{token}"));
    Ok(match found {
        AnswerPage::Open(card) => Page(QuestionPage::new(&state, shell, &card, url, form)).into_response(),
        closed => Page(closed_page(shell, &closed, &url, guest.visit.notice.is_some())).into_response(),
    })
}

fn closed_page(shell: Shell, closed: &AnswerPage, url: &str, just_answered: bool) -> ClosedPage {
    let (title, text, renews) = match closed {
        AnswerPage::Expired { can_renew: true } => ("portal-link-expired-title", "portal-link-expired-text", true),
        AnswerPage::Expired { can_renew: false } => ("portal-expired-title", "portal-expired-text", false),
        AnswerPage::Retracted => ("portal-retracted-title", "portal-retracted-text", false),
        _ if just_answered => ("portal-thanks-title", "portal-thanks-text", false),
        _ => ("portal-answered-title", "portal-answered-text", false),
    };
    let title = shell.texts.text(title);
    ClosedPage { shell: shell.title(title), text, renew_url: renews.then(|| format!("{url}/nyt-link")) }
}

async fn answer(
    State(state): State<AppState>,
    Path(token): Path<String>,
    visit: Visit,
    Form(form): Form<AnswerForm>,
) -> Result<Response, PageError> {
    let guest = Guest::of(&state, &token, visit).await?;
    let (actor, url) = (&guest.actor, format!("/virksomhed/forslag/{token}"));
    match give(&state, actor, &guest.visit, &form, holds(actor)?).await {
        Ok(notice) => Ok(on_to(&url, notice)),
        Err(NotGiven::Mend(errors)) => {
            let AnswerPage::Open(card) = state.app.ask(actor, &OpenCard::new(actor, holds(actor)?)).await? else {
                return Err(Refusal::AlreadyAnswered.into());
            };
            Ok(FormAgain(QuestionPage::new(&state, guest.shell(), &card, url, form).with(errors)).into_response())
        }
        Err(NotGiven::Failed(failure)) => closed_now(&state, &guest, failure).await,
    }
}

/// Why an answer was not given.
pub(super) enum NotGiven {
    /// Something in the form is to be mended.
    Mend(FormErrors),
    /// Anything else.
    Failed(Failure),
}

/// Gives the answer of a form; tells the notice that thanks for it.
pub(super) async fn give(
    state: &AppState,
    actor: &Actor,
    visit: &Visit,
    form: &AnswerForm,
    placement: PlacementId,
) -> Result<&'static str, NotGiven> {
    let (outcome, notice) = match form.answer(visit.texts, placement).map_err(NotGiven::Mend)? {
        Answer::Yes(yes) => (state.app.carry_out(actor, &yes).await, "proposal-accepted"),
        Answer::No(no) => (state.app.carry_out(actor, &no).await, "proposal-declined"),
    };
    match outcome {
        Ok(_) => Ok(notice),
        Err(Failure::Refused(refusal)) => match card::refused_fields(visit.texts, &state.app.conditions, &refusal) {
            Some(errors) => Err(NotGiven::Mend(errors)),
            None => Err(NotGiven::Failed(refusal.into())),
        },
        Err(failure) => Err(NotGiven::Failed(failure)),
    }
}

/// What the link shows now that it cannot be answered with, as a refusal.
async fn closed_now(state: &AppState, guest: &Guest, failure: Failure) -> Result<Response, PageError> {
    let Failure::Refused(_) = failure else { return Err(PageError(failure)) };
    match state.app.ask(&guest.actor, &OpenCard::new(&guest.actor, holds(&guest.actor)?)).await? {
        AnswerPage::Open(_) => Err(PageError(failure)),
        closed => Ok((StatusCode::CONFLICT, Page(closed_page(guest.shell(), &closed, "", false))).into_response()),
    }
}

async fn renew(State(state): State<AppState>, Path(token): Path<String>) -> Result<Response, PageError> {
    let actor = links::holder(&state.app, &token).await?;
    state.app.carry_out(&actor, &RenewLink { placement: holds(&actor)? }).await?;
    Ok(on_to(&format!("/virksomhed/forslag/{token}"), "link-renewed"))
}
