//! Errors as RFC 9457 problem documents with a stable code.

use std::error::Error;

use axum::{
    Json,
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    base::{fault::Fault, nul},
    domain::{
        permission::Right,
        refusal::{FieldRefused, Holder, Refusal},
        rulebook::is_about_function,
        terms::Language,
    },
    i18n::Texts,
    use_cases::failure::Failure,
};

/// When a program may try again after a fault that may pass.
const RETRY_AFTER_SECONDS: u64 = 5;
/// What a problem says it is.
const KIND: &str = "application/problem+json";

/// What is wrong, in a code that programs rely on and in words for people.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Problem {
    /// HTTP status.
    status: u16,
    /// Stable; programs decide by it.
    pub code: String,
    /// `invalid`: the fields that need another value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<BadField>,
    #[serde(flatten)]
    words: Box<Words>,
    #[serde(flatten)]
    reasons: Box<Reasons>,
    #[serde(skip)]
    retry_after: Option<u64>,
}

/// A problem in words.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
struct Words {
    /// Address of the code's meaning.
    #[serde(rename = "type")]
    kind: String,
    /// In few words.
    title: String,
    /// What to do.
    detail: String,
    /// The request, on 500 and 503 only, for whoever asks for help.
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<String>,
}

/// What stands behind a no from the rules, by its code.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
struct Reasons {
    /// `company_paused`: the last day of the pause.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<chrono::NaiveDate>,
    /// `company_blocked`, `company_paused`: the colleague to ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    ask: Option<String>,
    /// `law_unknown`: the missing facts, by their names in `rules evaluate`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<String>,
    /// `law_unknown`: where each missing fact is filled in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fill_in: Vec<FillIn>,
    /// `law_blocks`: the rules that say no.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rules: Vec<String>,
    /// `no_free_seat`: who holds the seats; only for staff of the same municipality.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Object>)]
    holders: Vec<Holder>,
    /// `wrong_state`: the state that it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    /// `cap_reached`: how many proposals the company has had this month, how many it takes, and from when they count anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<Month>,
    /// `stale`: the version that is there now.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
}

/// The proposals of a company in a month.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Month {
    /// Sent so far.
    used: u32,
    /// Sent at most.
    cap: u32,
    /// The first day of the next month.
    anew_on: chrono::NaiveDate,
}

/// One field and why its value was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BadField {
    /// Name, as in the call.
    pub field: String,
    /// Why.
    pub reason: String,
    /// What to write instead, where something is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
}

impl From<FieldRefused> for BadField {
    fn from(refused: FieldRefused) -> Self {
        Self {
            field: refused.field.to_owned(),
            reason: refused.reason.to_owned(),
            advice: (!refused.advice.is_empty()).then(|| refused.advice.join(", ")),
        }
    }
}

/// A missing fact and the thing that holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FillIn {
    /// Name of the fact.
    fact: String,
    /// `citizen`, `workplace` or `placement`.
    at: &'static str,
}

impl Problem {
    /// A problem by its code.
    pub fn new(status: StatusCode, code: &str) -> Self {
        let words = Box::new(Words { kind: format!("/openapi.json#{code}"), ..Words::default() });
        Self { status: status.as_u16(), code: code.to_owned(), words, ..Self::default() }
    }

    /// No token, or one that is not alive.
    pub fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized")
    }

    /// There is no such thing, or the caller may not know of it.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found")
    }

    /// Too many requests; again after so many seconds.
    pub fn too_many_requests(retry_after: u64) -> Self {
        Self { retry_after: Some(retry_after), ..Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests") }
    }

    /// What was sent holds the byte 0, which no database keeps.
    pub fn unstorable() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "unstorable")
    }

    /// One field was not taken.
    pub fn field(field: &str, reason: &str) -> Self {
        let fields = vec![BadField { field: field.to_owned(), reason: reason.to_owned(), advice: None }];
        Self { fields, ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid") }
    }

    /// Says which words would be taken.
    #[must_use]
    pub fn advising(mut self, advice: impl Into<String>) -> Self {
        let advice = advice.into();
        if let Some(field) = self.fields.first_mut() {
            field.advice = Some(advice);
        }
        self
    }

    fn refused(refusal: Refusal) -> Self {
        let problem = Self::new(status_of(&refusal), &refusal.code());
        let because = |reasons: Reasons| Self { reasons: Box::new(reasons), ..problem.clone() };
        match refusal {
            Refusal::NoFreeSeat { holders } => because(Reasons { holders, ..Reasons::default() }),
            Refusal::LawBlocks { rules } => because(Reasons { rules, ..Reasons::default() }),
            Refusal::LawUnknown { missing } => {
                let fill_in = missing.iter().map(|fact| place_of(fact)).collect();
                because(Reasons { missing, fill_in, ..Reasons::default() })
            }
            Refusal::CompanyBlocked { ask } => because(Reasons { ask, ..Reasons::default() }),
            Refusal::CompanyPaused { until, ask } => because(Reasons { until: Some(until), ask, ..Reasons::default() }),
            Refusal::WrongState { state, .. } => because(Reasons { state: Some(state.as_str()), ..Reasons::default() }),
            Refusal::CapReached { used, cap, anew_on } => {
                because(Reasons { month: Some(Month { used, cap, anew_on }), ..Reasons::default() })
            }
            Refusal::Stale { current } => because(Reasons { version: Some(current), ..Reasons::default() }),
            Refusal::Invalid { fields } => Self { fields: fields.into_iter().map(BadField::from).collect(), ..problem },
            Refusal::ExistsAlready { field } => problem.noting(field, "exists-already"),
            _ => problem,
        }
    }

    fn denied(right: Right) -> Self {
        Self::new(StatusCode::FORBIDDEN, "denied").noting("right", right.as_str())
    }

    fn noting(mut self, field: &str, reason: &str) -> Self {
        self.fields.push(BadField { field: field.to_owned(), reason: reason.to_owned(), advice: None });
        self
    }

    /// Puts the words of a language in, and the request's id.
    fn worded(mut self, texts: Texts, request_id: Option<&HeaderValue>) -> Self {
        let (title, text) = (format!("error-{}-title", self.code), format!("error-{}-text", self.code));
        if texts.has(&title) {
            self.words.title = texts.text(&title).into_owned();
            self.words.detail = texts.text(&text).into_owned();
        }
        // An id that is somebody else's answers like an unknown one, to the letter; only what broke is asked about by its request.
        let broke = self.status >= 500;
        self.words.instance = request_id.filter(|_| broke).and_then(|id| id.to_str().ok()).map(|id| format!("urn:uuid:{id}"));
        self
    }
}

fn status_of(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Stale { .. } => StatusCode::PRECONDITION_FAILED,
        refusal if refusal.is_about_input() => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    }
}

fn place_of(fact: &str) -> FillIn {
    let at = match fact.split('.').next().unwrap_or_default() {
        _ if is_about_function(fact) || fact == "previous_employment.person_agrees" => "placement",
        "person" | "previous_employment" => "citizen",
        "workplace" | "sector" => "workplace",
        _ => "placement",
    };
    FillIn { fact: fact.to_owned(), at }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => Self::refused(refusal),
            Failure::NotFound => Self::not_found(),
            Failure::Denied(right) => Self::denied(right),
            Failure::Fault(fault) => Self::from(fault),
        }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        let cause = fault.source().map(ToString::to_string).unwrap_or_default();
        tracing::error!(%fault, cause, "a call failed");
        let code = fault.told.unwrap_or("fault");
        if fault.passing {
            return Self { retry_after: Some(RETRY_AFTER_SECONDS), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, code) };
        }
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, code)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Turns away addresses with the byte 0, which no database keeps.
pub(super) async fn refuse_unstorable(request: Request, next: Next) -> Response {
    if nul::is_in_encoded(request.uri().to_string().as_bytes()) {
        return Problem::unstorable().into_response();
    }
    next.run(request).await
}

/// No thing lives at this address.
pub(super) async fn no_such_thing() -> Problem {
    Problem::not_found()
}

/// Writes problems, and the bare error answers of the layers below, in the caller's language.
pub(super) async fn write_out(request: Request, next: Next) -> Response {
    let request_id = request.headers().get("x-request-id").cloned();
    let texts = Texts::new(language_of(request.headers()));
    let response = next.run(request).await;
    let (mut parts, body) = response.into_parts();
    if !(parts.status.is_client_error() || parts.status.is_server_error()) {
        return Response::from_parts(parts, body);
    }
    let problem = parts.extensions.remove::<Problem>().unwrap_or_else(|| bare(parts.status)).worded(texts, request_id.as_ref());
    let mut written = (parts.status, Json(&problem)).into_response();
    let headers = written.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(KIND));
    if let Some(allow) = parts.headers.remove(header::ALLOW) {
        headers.insert(header::ALLOW, allow);
    }
    if parts.status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if let Some(seconds) = problem.retry_after {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    written
}

/// Writes as problems what the layers around the house refuse before a call reaches its route: cross-site calls, timeouts.
pub async fn write_out_of_layers(request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let texts = Texts::new(language_of(request.headers()));
    let response = next.run(request).await;
    let is_error = response.status().is_client_error() || response.status().is_server_error();
    if !is_error || response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == KIND) {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    let problem = bare(parts.status).worded(texts, parts.headers.get("x-request-id"));
    for name in [header::CONTENT_LENGTH, header::CONTENT_ENCODING, header::TRANSFER_ENCODING] {
        parts.headers.remove(name);
    }
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(KIND));
    let text = serde_json::to_string(&problem).unwrap_or_default();
    Response::from_parts(parts, Body::from(text))
}

/// English, unless the caller asks for Danish.
fn language_of(headers: &HeaderMap) -> Language {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if wanted.trim_start().starts_with("da") { Language::Da } else { Language::En }
}

fn bare(status: StatusCode) -> Problem {
    let code = match status {
        StatusCode::NOT_FOUND => "not_found",
        StatusCode::FORBIDDEN => "cross_site",
        StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported_media_type",
        status if status.is_client_error() => "unreadable",
        _ => "fault",
    };
    Problem::new(status, code)
}
