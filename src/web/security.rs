//! The layers around every answer: headers that forbid, cross-site posts refused, bounds on size and time.

use std::{net::SocketAddr, time::Duration};

use axum::{
    Router,
    extract::{ConnectInfo, DefaultBodyLimit, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::Response,
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    csrf::CsrfLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
    trace::TraceLayer,
};

use crate::{
    base::client_address::{CameFrom, is_loopback_host},
    state::AppState,
};

/// Nothing from elsewhere, nothing inline, nobody frames us.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("cross-origin-opener-policy", "same-origin"),
];

const REQUEST_ID: &str = "x-request-id";
pub(super) const LARGEST_BODY: usize = 1024 * 1024;
const LONGEST_REQUEST: Duration = Duration::from_secs(30);

/// Puts the layers around all routes.
pub fn around(routes: Router, state: AppState) -> Router {
    let request_id = HeaderName::from_static(REQUEST_ID);
    routes
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CsrfLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_REQUEST))
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new())
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(PropagateRequestIdLayer::new(request_id.clone()))
        .layer(SetRequestIdLayer::new(request_id, MakeRequestUuid))
        .layer(middleware::from_fn_with_state(state, find_out_whence))
        .layer(middleware::from_fn(forbid))
}

/// Headers by which a proxy says that it stands between.
const PROXY_HEADERS: [&str; 4] = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/// Writes down where the request comes from, once, for everybody further in.
async fn find_out_whence(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let headers = request.headers();
    let values: Vec<&str> = headers.get_all("x-forwarded-for").iter().map(|value| value.to_str().unwrap_or_default()).collect();
    let address = peer.map(|peer| state.app.settings.server.trusted_proxies.caller(peer, &values));
    let through_proxy = PROXY_HEADERS.iter().any(|name| headers.contains_key(*name));
    let is_local = !through_proxy && peer.is_some_and(|peer| peer.to_canonical().is_loopback()) && calls_this_machine(&request);
    // Whoever set a public address has a door to the street, which may pass on any Host.
    let is_public = state.app.settings.server.is_public();
    request.extensions_mut().insert(CameFrom { address, is_this_machine: is_local && !is_public });
    next.run(request).await
}

fn calls_this_machine(request: &Request) -> bool {
    host_of(request.headers()).or_else(|| request.uri().host()).is_some_and(is_loopback_host)
}

fn host_of(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST).and_then(|host| host.to_str().ok())
}

/// A request's place in the log: its route and id, never the path or query, which may hold a link's token or a search.
fn span(request: &axum::http::Request<axum::body::Body>) -> tracing::Span {
    let id = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok()).unwrap_or_default();
    tracing::info_span!("request", method = %request.method(), id)
}

async fn forbid(mut request: Request, next: Next) -> Response {
    // Ids in audit, access log and problems are ours: a caller's own could point at somebody else's request.
    request.headers_mut().remove(REQUEST_ID);
    let is_asset = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if !is_asset {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
