//! The company portal: for five minutes a week, on a phone, one question a screen.

mod answer;
mod card;
mod companies;
mod course;
mod frame;
mod home;
mod sign_in;
mod slots;
mod step_up;

use axum::Router;

use crate::state::AppState;

/// Routes of the portal.
pub fn router() -> Router<AppState> {
    Router::new()
        .merge(answer::router())
        .merge(companies::router())
        .merge(course::router())
        .merge(home::router())
        .merge(sign_in::router())
        .merge(slots::router())
        .merge(step_up::router())
}
