//! Pages for when something is not as hoped: calm, and with what to do next.

use askama::Template;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{extract::Visit, layout::Shell, page::Page};
use crate::{
    base::fault::Fault,
    domain::refusal::{Holder, Refusal},
    state::AppState,
    use_cases::failure::Failure,
};

/// When a reader may try again after a fault that may pass.
const RETRY_AFTER_SECONDS: u16 = 5;

/// A failure on its way to become a page.
#[derive(Debug)]
pub struct PageError(pub Failure);

impl<E: Into<Failure>> From<E> for PageError {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// What the page says; put beside the empty answer until [`write_out`] knows language and frame.
#[derive(Clone, Debug)]
struct Told {
    key: String,
    holders: Vec<Holder>,
}

fn status_of(failure: &Failure) -> StatusCode {
    match failure {
        Failure::Refused(Refusal::TooManyAttempts) => StatusCode::TOO_MANY_REQUESTS,
        Failure::Refused(Refusal::Stale { .. }) => StatusCode::CONFLICT,
        Failure::Refused(refusal) if refusal.is_about_input() => StatusCode::UNPROCESSABLE_ENTITY,
        Failure::Refused(_) => StatusCode::CONFLICT,
        Failure::NotFound => StatusCode::NOT_FOUND,
        Failure::Denied(_) => StatusCode::FORBIDDEN,
        Failure::Fault(fault) if fault.passing => StatusCode::SERVICE_UNAVAILABLE,
        Failure::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn told(failure: Failure) -> Told {
    match failure {
        Failure::Refused(Refusal::NoFreeSeat { holders }) => Told { key: "no_free_seat".to_owned(), holders },
        Failure::Refused(refusal) => Told { key: refusal.code(), holders: Vec::new() },
        Failure::NotFound => Told { key: "not_found".to_owned(), holders: Vec::new() },
        Failure::Denied(_) => Told { key: "denied".to_owned(), holders: Vec::new() },
        Failure::Fault(fault) => {
            log(&fault);
            Told { key: fault.told.unwrap_or("fault").to_owned(), holders: Vec::new() }
        }
    }
}

/// Logs a fault once, here at the boundary.
fn log(fault: &Fault) {
    use std::error::Error;
    let cause = fault.source().map(ToString::to_string).unwrap_or_default();
    tracing::error!(%fault, cause, "a request failed");
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = status_of(&self.0).into_response();
        response.extensions_mut().insert(told(self.0));
        response
    }
}

/// What was sent holds the byte 0, which no database keeps.
pub fn unstorable() -> Response {
    let mut response = StatusCode::BAD_REQUEST.into_response();
    response.extensions_mut().insert(Told { key: "unstorable".to_owned(), holders: Vec::new() });
    response
}

/// No page lives at this address.
pub async fn no_such_page() -> PageError {
    PageError(Failure::NotFound)
}

#[derive(Template)]
#[template(path = "error/error.html")]
struct ErrorPage {
    shell: Shell,
    text: String,
    holders: Vec<String>,
    request_id: String,
}

/// Turns refusals, and bare error answers of the layers below, into pages in the reader's language.
pub async fn write_out(State(state): State<AppState>, visit: Visit, request: Request, next: Next) -> Response {
    let request_id = request.headers().get("x-request-id").cloned();
    let wants_page = !request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    let status = response.status();
    let is_empty = response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if !wants_page || !(status.is_client_error() || status.is_server_error()) || !is_empty {
        return response;
    }
    let told = response.extensions().get::<Told>().cloned().unwrap_or_else(|| bare(status));
    let page = page(&state, &visit, &told, request_id.as_ref());
    let mut written = (status, Page(page)).into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        written.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER_SECONDS.into());
    }
    written
}

fn bare(status: StatusCode) -> Told {
    let key = match status {
        StatusCode::NOT_FOUND => "not_found",
        StatusCode::METHOD_NOT_ALLOWED => "method",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        StatusCode::FORBIDDEN => "denied",
        status if status.is_client_error() => "unreadable",
        _ => "fault",
    };
    Told { key: key.to_owned(), holders: Vec::new() }
}

fn page(state: &AppState, visit: &Visit, told: &Told, request_id: Option<&HeaderValue>) -> ErrorPage {
    let texts = visit.texts;
    let held = |holder: &Holder| match holder.until {
        Some(until) => texts.with("error-held-by", &[("name", holder.name.clone().into()), ("until", texts.moment(until).into())]),
        None => texts.with("error-taken-by", &[("name", holder.name.clone().into()), ("until", texts.date(holder.ends_on).into())]),
    };
    ErrorPage {
        shell: visit.shell(&state.app.settings.municipality.name).title(texts.text(&format!("error-{}-title", told.key))),
        text: texts.text(&format!("error-{}-text", told.key)).into_owned(),
        holders: told.holders.iter().map(|holder| held(holder).into_owned()).collect(),
        request_id: request_id.and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned(),
    }
}
