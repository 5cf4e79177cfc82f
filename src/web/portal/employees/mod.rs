//! The page behind the link of an employees' representative: work, hours and period, answered once. Looking uses nothing up.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use axum_extra::extract::Form;
use serde::Deserialize;

use crate::{
    domain::refusal::Refusal,
    state::AppState,
    use_cases::{
        agreements::{AnswerForEmployees, AskedForEmployees, EmployeesQuestion, OpenForEmployees, VoiceHolder, voice_holder},
        failure::Failure,
    },
    web::{
        error::PageError,
        extract::Visit,
        layout::Shell,
        page::{FormAgain, Page, on_to},
        parts::{FormErrors, hours_of, kind_of},
        refused,
    },
};

/// Routes of this room.
pub(super) fn router() -> Router<AppState> {
    Router::new().route("/medarbejder/{token}", get(show).post(answer))
}

struct Line {
    title: String,
    kinds: String,
    seats: u32,
    hours: String,
}

#[derive(Template)]
#[template(path = "portal/employees/medarbejder.html")]
struct QuestionPage {
    shell: Shell,
    url: String,
    lead: String,
    period: String,
    lines: Vec<Line>,
    is_open: bool,
    closed: &'static str,
    note: String,
    errors: FormErrors,
}

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Sent {
    svar: String,
    note: String,
}

/// Whoever holds the link, what it asks, and the request in their language.
struct Guest {
    holder: VoiceHolder,
    asked: AskedForEmployees,
    visit: Visit,
}

impl Guest {
    async fn of(state: &AppState, token: &str, visit: Visit) -> Result<Self, PageError> {
        let holder = voice_holder(&state.app, token).await?;
        let asked = state.app.ask(&holder.actor, &OpenForEmployees::new(&holder.actor, holder.link)).await?;
        let visit = visit.or_in(asked.language);
        Ok(Self { holder, asked, visit })
    }

    fn page(&self, token: &str, (note, errors): (String, FormErrors)) -> QuestionPage {
        let (texts, asked) = (self.visit.texts, &self.asked);
        let line = |line: &crate::domain::agreement::AgreementLine| Line {
            title: line.title.clone(),
            kinds: line.forms.iter().map(|form| kind_of(texts, *form, line.hours)).collect::<Vec<_>>().join(", "),
            seats: line.seats,
            hours: hours_of(texts, line.hours),
        };
        let (title, closed) = match (asked.state, self.visit.notice.is_some()) {
            (EmployeesQuestion::Open, _) => ("employees-title", ""),
            (EmployeesQuestion::Expired, _) => ("employees-expired-title", "employees-expired"),
            (EmployeesQuestion::Answered, true) => ("employees-thanks-title", "employees-thanks"),
            (EmployeesQuestion::Answered, false) => ("employees-answered-title", "employees-answered"),
        };
        QuestionPage {
            shell: self.visit.shell(&asked.municipality).title(texts.text(title)).with_errors(!errors.is_empty()),
            url: format!("/medarbejder/{token}"),
            lead: texts.name("employees-lead", &asked.company).into_owned(),
            period: texts.period(asked.starts_on, asked.ends_on),
            lines: asked.lines.iter().map(line).collect(),
            is_open: asked.state == EmployeesQuestion::Open,
            closed,
            note,
            errors,
        }
    }
}

async fn show(State(state): State<AppState>, Path(token): Path<String>, visit: Visit) -> Result<Response, PageError> {
    let guest = Guest::of(&state, &token, visit).await?;
    Ok(Page(guest.page(&token, Default::default())).into_response())
}

async fn answer(
    State(state): State<AppState>,
    Path(token): Path<String>,
    visit: Visit,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let guest = Guest::of(&state, &token, visit).await?;
    let intention = AnswerForEmployees { link: guest.holder.link, agrees: sent.svar == "ja", note: sent.note.clone() };
    match state.app.carry_out(&guest.holder.actor, &intention).await {
        Ok(()) => Ok(on_to(&format!("/medarbejder/{token}"), "employees-answered")),
        Err(failure @ Failure::Refused(Refusal::Invalid { .. } | Refusal::SeatsInUse { .. })) => {
            let errors = refused::into_form(guest.visit.texts, &state.app.conditions, failure)?;
            Ok(FormAgain(guest.page(&token, (sent.note, errors))).into_response())
        }
        Err(Failure::Refused(Refusal::AlreadyAnswered | Refusal::Expired)) => {
            Ok((StatusCode::CONFLICT, Page(guest.page(&token, Default::default()))).into_response())
        }
        Err(failure) => Err(PageError(failure)),
    }
}
