//! Lists of companies by how things stand: dormant, never contacted, without an owner; and the friendly word to one.

mod greeting;
mod hand_over;
mod list;

use axum::{Router, routing::get};

use crate::state::AppState;

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/konsulent/virksomheder/sovende", get(list::dormant))
        .route("/konsulent/virksomheder/aldrig-kontaktet", get(list::never_contacted))
        .route("/konsulent/virksomheder/uden-ejer", get(list::ownerless))
        .route("/konsulent/virksomheder/overdrag", get(hand_over::show).post(hand_over::hand_over))
        .route("/konsulent/virksomheder/{company}/hilsen", get(greeting::show).post(greeting::send))
}
