//! The seats over time: the calendar of slots, workplaces and agreements, and the days on which they are closed.

mod closed;
pub(super) mod closed_days;
mod weeks;

pub(super) use weeks::cell;

use axum::{
    Router,
    routing::{get, post},
};

use crate::state::AppState;

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/konsulent/kalender", get(weeks::of_company))
        .route("/konsulent/pladser/{slot}/kalender", get(weeks::of_slot))
        .route("/konsulent/virksomheder/{company}/arbejdspladser/{workplace}/kalender", get(weeks::of_workplace))
        .route("/konsulent/pladser/{slot}/lukket", get(closed::of_slot).post(closed::close_slot))
        .route(
            "/konsulent/virksomheder/{company}/arbejdspladser/{workplace}/lukket",
            get(closed::of_workplace).post(closed::close_workplace),
        )
        .route("/konsulent/lukninger/{closure}", post(closed::end))
}
