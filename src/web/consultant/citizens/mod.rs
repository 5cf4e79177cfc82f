//! Citizens: who waits, one file for a stated purpose, the profile, and the places that fit.

mod cards;
mod compare;
mod deadlines;
mod edit;
mod file;
mod form;
mod legal;
mod legal_form;
mod list;
mod matches;
mod new;
mod placements;
mod purpose;
mod sought;
mod take;
mod visit;
mod wording;

use axum::{
    Router,
    routing::{get, post},
};

pub(super) use purpose::ask as ask_purpose;

use crate::state::AppState;

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/konsulent/borgere", get(list::show).post(list::find))
        .route("/konsulent/borgere/ny", get(new::show).post(new::create))
        .route("/konsulent/borgere/{citizen}", get(file::show))
        .route("/konsulent/borgere/{citizen}/formaal", post(purpose::state))
        .route("/konsulent/borgere/{citizen}/profil", get(edit::show).post(edit::save))
        .route("/konsulent/borgere/{citizen}/lovgrundlag", get(legal::show).post(legal::save))
        .route("/konsulent/borgere/{citizen}/match", get(matches::show))
        .route("/konsulent/borgere/{citizen}/match/sammenlign", get(compare::show))
        .route("/konsulent/borgere/{citizen}/match/{slot}/reserver", get(take::show).post(take::reserve))
        .route("/konsulent/borgere/{citizen}/forloeb", get(placements::show))
        .route("/konsulent/titler", get(edit::titles))
}
