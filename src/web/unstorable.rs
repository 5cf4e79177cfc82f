//! Turns away what no database keeps: the byte 0 in an address or a form.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{error, security::LARGEST_BODY};
use crate::base::nul;

/// Answers with a calm page (400) where the byte 0 is in the path, the query or a form.
pub async fn refuse(request: Request, next: Next) -> Response {
    if nul::is_in_encoded(request.uri().to_string().as_bytes()) {
        return error::unstorable();
    }
    if !is_form(&request) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match to_bytes(body, LARGEST_BODY).await {
        Err(_) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Ok(form) if nul::is_in_encoded(&form) => error::unstorable(),
        Ok(form) => next.run(Request::from_parts(parts, Body::from(form))).await,
    }
}

fn is_form(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.trim_start().to_ascii_lowercase().starts_with("application/x-www-form-urlencoded")
}
