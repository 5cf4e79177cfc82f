//! All doors of the house: the pages and the API, each blind to the other, behind the same layers.

use axum::{Router, middleware};

use crate::{
    api::{self, metrics, problem},
    state::AppState,
    web::{self, security},
};

/// Every route, behind the layers that every answer passes.
pub fn router(state: AppState) -> Router {
    let all = web::pages(state.clone()).merge(api::router(state.clone()));
    let around = security::around(all.layer(middleware::from_fn(metrics::count)), state);
    around.layer(middleware::from_fn(problem::write_out_of_layers))
}
