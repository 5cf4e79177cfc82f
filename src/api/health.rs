//! `/healthz` says that the process lives; `/readyz` that database, index and disk do their part.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::Api;
use crate::use_cases::health;

pub(super) async fn process() -> Response {
    Json(json!({ "status": "ok" })).into_response()
}

pub(super) async fn ready(State(api): State<Api>) -> Response {
    let health = health::of(&api.app).await;
    let word = |fine: bool| if fine { "ok" } else { "red" };
    let body = json!({
        "status": word(health.is_ready()),
        "parts": {
            "database": { "status": word(health.database) },
            "index": { "status": word(health.index()), "lag": health.index_lag },
            "disk": { "status": word(health.disk) },
        },
    });
    let status = if health.is_ready() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(body)).into_response()
}
