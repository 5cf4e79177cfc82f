//! The staff's rooms.

pub mod start;

use axum::Router;

use crate::state::AppState;

/// Routes of the staff's rooms.
pub fn router() -> Router<AppState> {
    Router::new().merge(start::router())
}
