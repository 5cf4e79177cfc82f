//! The API: what programs read and write. One room a noun under `v1`; every error is a problem with a stable code.

pub mod call;
pub mod health;
pub mod metrics;
pub mod openapi;
pub mod problem;
pub mod query;
pub mod token;
pub mod v1;

use std::sync::Arc;

use axum::{Router, extract::FromRef, middleware, routing::get};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use self::token::TokenLimits;
use crate::{state::AppState, use_cases::app::App};

/// Handed to every handler; cheap to clone.
#[derive(Clone)]
pub struct Api {
    /// The house.
    pub app: App,
    /// Counts each token's requests.
    pub limits: Arc<TokenLimits>,
    /// What `/openapi.json` answers.
    document: Arc<str>,
}

impl FromRef<Api> for App {
    fn from_ref(api: &Api) -> Self {
        api.app.clone()
    }
}

fn routes() -> OpenApiRouter<Api> {
    let versions = v1::routes().fallback(problem::no_such_thing);
    let versions = versions.layer(middleware::from_fn(problem::refuse_unstorable)).layer(middleware::from_fn(problem::write_out));
    OpenApiRouter::with_openapi(openapi::head()).nest("/api/v1", versions)
}

/// The document that describes every route.
#[must_use]
pub fn document() -> OpenApi {
    routes().into_openapi()
}

/// All routes for programs, without the layers around the house.
pub fn router(state: AppState) -> Router {
    let (router, document) = routes().split_for_parts();
    let document = document.to_pretty_json().unwrap_or_default().into();
    router
        .route("/openapi.json", get(openapi::show))
        .route("/healthz", get(health::process))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metrics::show))
        .with_state(Api { app: state.app, limits: Arc::default(), document })
}
