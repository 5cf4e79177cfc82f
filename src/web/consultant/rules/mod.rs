//! `/konsulent/regler`: the law in plain words on a day, compared, changed by two persons, and tried before it applies.

mod compare;
mod edition;
mod file;
mod list;
mod new;
mod simulation;
mod words;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{state::AppState, web::layout::Section};

const SECTION: Section = Section::Rules;
const ROOM: &str = "/konsulent/regler";

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/konsulent/regler", get(list::show))
        .route("/konsulent/regler/sammenlign", get(compare::show))
        .route("/konsulent/regler/ny", get(new::show).post(new::copy))
        .route("/konsulent/regler/{edition}", get(edition::show).post(edition::change))
        .route("/konsulent/regler/{edition}/fil", get(file::show).post(file::save))
        .route("/konsulent/regler/{edition}/fjern-fil", post(file::take_out))
        .route("/konsulent/regler/{edition}/simulering", get(simulation::show))
        .route("/konsulent/regler/{edition}/indstil", post(edition::propose))
        .route("/konsulent/regler/{edition}/godkend", post(edition::approve))
        .route("/konsulent/regler/{edition}/send-tilbage", post(edition::send_back))
        .route("/konsulent/regler/{edition}/traek", post(edition::withdraw))
        .route("/konsulent/regler/{edition}/kasser", post(edition::drop_draft))
}
