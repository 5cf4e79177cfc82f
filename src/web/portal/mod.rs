//! The company portal: for five minutes a week, on a phone, one question a screen.

mod agreements;
mod answer;
mod call_back;
mod card;
mod companies;
mod course;
mod employees;
mod frame;
mod home;
mod sign_in;
mod slots;
mod step_up;
mod users;

use axum::Router;

use crate::state::AppState;

/// Routes of the portal.
pub fn router() -> Router<AppState> {
    Router::new()
        .merge(agreements::router())
        .merge(answer::router())
        .merge(call_back::router())
        .merge(companies::router())
        .merge(course::router())
        .merge(employees::router())
        .merge(home::router())
        .merge(sign_in::router())
        .merge(slots::router())
        .merge(step_up::router())
        .merge(users::router())
}
