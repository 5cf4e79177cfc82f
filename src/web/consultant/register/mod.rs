//! The CVR register beside the kartotek: what changed there, on a list and on each company's page.

mod acts;
mod changes;
mod section;
mod wording;

use axum::{
    Router,
    routing::{get, post},
};

pub(super) use section::RegisterSection;
pub(super) use wording::notice;

use crate::state::AppState;

/// The list of changes.
const LIST: &str = "/konsulent/virksomheder/cvr-aendringer";

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/konsulent/virksomheder/cvr-aendringer", get(changes::show))
        .route("/konsulent/virksomheder/cvr-aendringer/set", post(acts::mark_seen))
        .route("/konsulent/virksomheder/{company}/cvr/hent", post(acts::look_up_now))
        .route("/konsulent/virksomheder/{company}/cvr/svar", post(acts::decide))
}
