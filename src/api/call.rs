//! A write's body and key, and how the write is done and answered.

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};

use super::{Api, problem::Problem};
use crate::{
    base::{nul, secret::hash_of},
    use_cases::once::CallKey,
};

/// Longest key of a call, characters.
const LONGEST_KEY: usize = 200;

/// A write: its body, read, and the key under which it may be repeated.
pub struct Call<T> {
    /// The body.
    pub body: T,
    /// `Idempotency-Key` with the hash of the call.
    pub key: Option<(String, Vec<u8>)>,
}

impl<T> Call<T> {
    /// The key as the use case knows it.
    pub fn key_of(&self, token: uuid::Uuid) -> Option<CallKey> {
        self.key.clone().map(|(key, fingerprint)| CallKey { token, key, fingerprint })
    }
}

impl<T: DeserializeOwned> FromRequest<Api> for Call<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, api: &Api) -> Result<Self, Problem> {
        let (headers, line) = (request.headers().clone(), format!("{} {}\n", request.method(), request.uri()));
        let bytes = Bytes::from_request(request, api).await.map_err(|rejection| {
            Problem::new(rejection.status(), if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE { "too_large" } else { "unreadable" })
        })?;
        let body = read(&headers, &bytes)?;
        let key = key(&headers)?.map(|key| (key, hash_of(&[line.as_bytes(), &bytes].concat())));
        Ok(Self { body, key })
    }
}

fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().unwrap_or_default().trim();
    if key.is_empty() || key.chars().count() > LONGEST_KEY {
        return Err(Problem::field("Idempotency-Key", "out-of-bounds"));
    }
    Ok(Some(key.to_owned()))
}

/// An absent body counts as an empty object, so that verbs without input need none.
fn read<T: DeserializeOwned>(headers: &HeaderMap, bytes: &[u8]) -> Result<T, Problem> {
    if bytes.is_empty() {
        return parse(b"{}");
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if essence == "application/json" || essence.ends_with("+json") {
        parse(bytes)
    } else {
        Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"))
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    if nul::is_in_json(bytes) {
        return Err(Problem::unstorable());
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize(&mut reader);
    match read {
        Ok(body) => reader.end().map(|()| body).map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "unreadable")),
        Err(error) if error.inner().is_data() => Err(refused(&error)),
        Err(_) => Err(Problem::new(StatusCode::BAD_REQUEST, "unreadable")),
    }
}

/// Names the field that was missing, unknown or of another kind.
fn refused(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let (path, text) = (error.path().to_string(), error.inner().to_string());
    let reason = match text.split(' ').next().unwrap_or_default() {
        "missing" => "field-missing",
        "unknown" if text.starts_with("unknown field") => "field-unknown",
        _ => "value-not-taken",
    };
    let named = if reason == "value-not-taken" { None } else { named_in(&text) };
    let field = match (path.as_str(), named) {
        (".", named) => named.unwrap_or_else(|| "body".to_owned()),
        (path, Some(named)) if path != named && !path.ends_with(&format!(".{named}")) => format!("{path}.{named}"),
        (path, _) => path.to_owned(),
    };
    let expected = text.split_once("expected ").map(|(_, words)| words.split(" at line").next().unwrap_or(words).to_owned());
    match expected {
        Some(expected) => Problem::field(&field, reason).advising(expected),
        None => Problem::field(&field, reason),
    }
}

/// The first name between backticks.
pub(super) fn named_in(text: &str) -> Option<String> {
    text.split('`').nth(1).map(str::to_owned)
}

/// An answer as JSON text with its status.
pub fn answer(status: StatusCode, body: &impl Serialize) -> Result<(u16, String), Problem> {
    let text = serde_json::to_string(body).map_err(|_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault"))?;
    Ok((status.as_u16(), text))
}

/// Sends an answer that was kept or has just been written.
pub fn send((status, text): (u16, String)) -> Response {
    let mut response = (StatusCode::from_u16(status).unwrap_or(StatusCode::OK), Body::from(text)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
