//! `/metrics` for Prometheus: requests by route, how far the index is behind, letters that wait. No route holds an id.

use std::{sync::LazyLock, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use super::{Api, token::secret_of};
use crate::{
    base::client_address::CameFrom,
    use_cases::{health, register::look, tokens},
};

/// Upper bounds of the durations, seconds.
const BOUNDS: [f64; 9] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// One recorder a process.
static RECORDED: LazyLock<PrometheusHandle> = LazyLock::new(|| {
    let builder = PrometheusBuilder::new();
    let recorder = builder.set_buckets(&BOUNDS).unwrap_or_else(|_| PrometheusBuilder::new()).build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::warn!("another recorder of metrics was set before ours");
    }
    handle
});

/// Counts a request and how long it took, by its route.
pub async fn count(request: Request, next: Next) -> Response {
    LazyLock::force(&RECORDED);
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let (method, begun) = (method_label(request.method()), Instant::now());
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    counter!("http_requests_total", "method" => method, "route" => route.clone(), "status" => status).increment(1);
    histogram!("http_request_duration_seconds", "route" => route).record(begun.elapsed().as_secs_f64());
    response
}

/// The methods that HTTP knows; a stranger's own words would each become a series that is kept for good.
fn method_label(method: &Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("other")
}

pub(super) async fn show(State(api): State<Api>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    if !may_read(&api, &parts).await {
        return (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")]).into_response();
    }
    LazyLock::force(&RECORDED);
    measure(&api).await;
    RECORDED.run_upkeep();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], RECORDED.render()).into_response()
}

async fn measure(api: &Api) {
    if let Ok(lag) = health::index_lag(&api.app).await {
        gauge!("index_lag_changes").set(lag.map_or(f64::NAN, |lag| lag as f64));
    }
    if let Ok(state) = look::worst_state(&api.app).await {
        gauge!("register_troubled").set(if state.trouble.is_some() { 1.0 } else { 0.0 });
        gauge!("register_last_good_seconds").set(state.good_at.map_or(f64::NAN, |at| at.timestamp() as f64));
    }
    if let Ok(waiting) = health::letters_waiting(&api.app).await {
        gauge!("letters_waiting").set(waiting as f64);
    }
}

/// Whoever asks on this machine itself (in a house without a public address), or with a living token of the staff.
async fn may_read(api: &Api, parts: &Parts) -> bool {
    if parts.extensions.get::<CameFrom>().is_some_and(|from| from.is_this_machine) {
        return true;
    }
    let Some(secret) = secret_of(parts) else { return false };
    tokens::who_calls(&api.app, secret).await.is_ok_and(|caller| caller.is_some_and(|caller| caller.actor.is_inside()))
}
