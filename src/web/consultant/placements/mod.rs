//! Placements: the list, one placement with all that belongs to it, and what is done with it.

mod act;
mod ask;
mod attests;
mod choices;
mod extend;
mod list;
mod new;
mod page;
mod typed;
mod verdicts;
mod visit;
mod vitas;
mod vitas_files;

use axum::{Router, routing::get};

pub(super) use list::Line;

use crate::state::AppState;

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/konsulent/forloeb", get(list::show))
        .route("/konsulent/forloeb/ny", get(new::show).post(new::propose))
        .route("/konsulent/forloeb/{id}", get(page::show))
        .route("/konsulent/forloeb/{id}/afgoerelser", get(verdicts::show))
        .route("/konsulent/forloeb/{id}/afgoerelser/{verdict}", get(verdicts::replay))
        .route("/konsulent/forloeb/{id}/attester", get(attests::show).post(attests::note))
        .route("/konsulent/forloeb/{id}/vitas", get(vitas::show).post(vitas::record))
        .route("/konsulent/forloeb/{id}/vitas.json", get(vitas_files::json))
        .route("/konsulent/forloeb/{id}/vitas.csv", get(vitas_files::csv))
        .route("/konsulent/forloeb/{id}/{handling}", get(act::show).post(act::perform))
}
