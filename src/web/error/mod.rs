//! Pages for when something is not as hoped: calm, and with what to do next.

use askama::Template;
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

use uuid::Uuid;

use super::{
    extract::{Consultant, Visit},
    layout::Shell,
    page::Page,
};
use crate::{
    base::fault::Fault,
    domain::refusal::{Holder, Refusal},
    i18n::Texts,
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
    /// The colleague to ask.
    ask: Option<String>,
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
        Failure::Refused(Refusal::NoFreeSeat { holders }) => Told { key: "no_free_seat".to_owned(), holders, ask: None },
        Failure::Refused(Refusal::MergeChangedSince { what }) => Told { key: format!("merge-{what}"), holders: Vec::new(), ask: None },
        Failure::Refused(refusal) => {
            let key = refusal.code();
            let (Refusal::CompanyBlocked { ask } | Refusal::CompanyPaused { ask, .. }) = refusal else {
                return Told { key, holders: Vec::new(), ask: None };
            };
            Told { key, holders: Vec::new(), ask }
        }
        Failure::NotFound => Told { key: "not_found".to_owned(), holders: Vec::new(), ask: None },
        Failure::Denied(_) => Told { key: "denied".to_owned(), holders: Vec::new(), ask: None },
        Failure::Fault(fault) => {
            log(&fault);
            Told { key: fault.told.unwrap_or("fault").to_owned(), holders: Vec::new(), ask: None }
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
    response.extensions_mut().insert(Told { key: "unstorable".to_owned(), holders: Vec::new(), ask: None });
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
    words: Words,
}

/// The same inside the frame of somebody of the staff, who keeps menu and search.
#[derive(Template)]
#[template(path = "error/staff.html")]
struct StaffErrorPage {
    shell: Shell,
    words: Words,
}

/// What both pages say.
struct Words {
    text: String,
    holders: Vec<String>,
    request_id: String,
    back: Option<String>,
}

/// Turns refusals, and bare error answers of the layers below, into pages in the reader's language.
pub async fn write_out(State(state): State<AppState>, visit: Visit, request: Request, next: Next) -> Response {
    let wants_page = !request.uri().path().starts_with("/api/");
    let (parts, body) = request.into_parts();
    let response = next.run(Request::from_parts(parts.clone(), body)).await;
    let status = response.status();
    let is_empty = response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if !wants_page || !(status.is_client_error() || status.is_server_error()) || !is_empty {
        return response;
    }
    let told = response.extensions().get::<Told>().cloned().unwrap_or_else(|| bare(status));
    let mut written = (status, page(&state, &visit, parts, &told, status).await).into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        written.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER_SECONDS.into());
    }
    written
}

/// The page in the frame of whoever asked; a broken house is not asked once more who that is.
async fn page(state: &AppState, visit: &Visit, mut parts: Parts, told: &Told, status: StatusCode) -> Response {
    let title = visit.texts.text(&format!("error-{}-title", told.key)).into_owned();
    let words = words(visit.texts, told, &parts, status);
    let is_inside = ["/konsulent/", "/administration/"].iter().any(|room| parts.uri.path().starts_with(room));
    if is_inside
        && !status.is_server_error()
        && let Ok(me) = <Consultant as FromRequestParts<AppState>>::from_request_parts(&mut parts, state).await
    {
        return Page(StaffErrorPage { shell: me.shell_of(None, title), words }).into_response();
    }
    Page(ErrorPage { shell: visit.shell(&state.app.settings.municipality.name).title(title), words }).into_response()
}

/// Who holds a seat, and until when.
#[must_use]
pub fn held_by(texts: Texts, holder: &Holder) -> String {
    let words = match holder.until {
        Some(until) => texts.with("error-held-by", &[("name", holder.name.clone().into()), ("until", texts.moment(until).into())]),
        None => texts.with("error-taken-by", &[("name", holder.name.clone().into()), ("until", texts.date(holder.ends_on).into())]),
    };
    words.into_owned()
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
    Told { key: key.to_owned(), holders: Vec::new(), ask: None }
}

/// What the page says; the number of the request only where somebody has to look for it.
fn words(texts: Texts, told: &Told, parts: &Parts, status: StatusCode) -> Words {
    let request_id = parts.headers.get("x-request-id").and_then(|id| id.to_str().ok()).filter(|_| status.is_server_error());
    Words {
        text: match &told.ask {
            Some(name) => format!("{} {}", texts.text(&format!("error-{}-text", told.key)), texts.name("error-ask", name)),
            None => texts.text(&format!("error-{}-text", told.key)).into_owned(),
        },
        holders: told.holders.iter().map(|holder| held_by(texts, holder)).collect(),
        request_id: request_id.unwrap_or_default().to_owned(),
        back: way_back(parts),
    }
}

/// The page from which a refused form was sent: a form is shown at the address it is sent to, an act stands below its thing.
fn way_back(parts: &Parts) -> Option<String> {
    const FORMS: [&str; 5] = ["ny", "ret", "profil", "lovgrundlag", "reserver"];
    let path = parts.uri.path();
    let (above, last) = path.rsplit_once('/')?;
    let is_form = FORMS.contains(&last) && (last == "ny" || !above.starts_with("/konsulent/forloeb/"));
    let is_thing = Uuid::parse_str(last).is_ok() || above.matches('/').count() < 2;
    (parts.method == Method::POST).then(|| if is_form || is_thing { path } else { above }.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(method: Method, path: &str) -> Option<String> {
        way_back(&axum::http::Request::builder().method(method).uri(path).body(()).expect("a request").into_parts().0)
    }

    #[test]
    fn a_refused_form_leads_back_to_its_page() {
        let id = "019cad58-c80d-7b52-a080-c52b7c4ee1be";
        let leads = |path: String, to: String| assert_eq!(back(Method::POST, &path), Some(to));
        leads(format!("/konsulent/forloeb/{id}/aftal"), format!("/konsulent/forloeb/{id}"));
        leads(format!("/konsulent/forloeb/{id}/reserver"), format!("/konsulent/forloeb/{id}"));
        leads(format!("/konsulent/pladser/{id}/ret"), format!("/konsulent/pladser/{id}/ret"));
        leads(format!("/konsulent/pladser/{id}/pause"), format!("/konsulent/pladser/{id}"));
        leads("/administration/brugere/ny".to_owned(), "/administration/brugere/ny".to_owned());
        leads(format!("/virksomhed/forloeb/{id}"), format!("/virksomhed/forloeb/{id}"));
        leads("/virksomhed/pladser".to_owned(), "/virksomhed/pladser".to_owned());
        assert_eq!(back(Method::GET, "/konsulent/pladser"), None);
    }
}
