//! Administration: accounts of staff and teams.

mod routing;
mod teams;
mod users;

use axum::{
    Router,
    routing::{get, post},
};

use crate::state::AppState;

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/administration/brugere", get(users::list))
        .route("/administration/brugere/ny", get(users::fresh).post(users::create))
        .route("/administration/brugere/{account}", get(users::edit).post(users::change))
        .route("/administration/fordeling", get(routing::list).post(routing::add))
        .route("/administration/fordeling/{rule}/op", post(routing::up))
        .route("/administration/fordeling/{rule}/slet", post(routing::delete))
        .route("/administration/teams/ny", get(teams::fresh).post(teams::create))
        .route("/administration/teams/{team}", get(teams::edit).post(teams::change))
}
