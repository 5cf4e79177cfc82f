//! Slots: the search page, one slot with its ledger, and its form.

mod acts;
mod filters;
mod form;
pub(super) mod search;
pub(super) mod show;
mod unsettled;
pub mod words;

use axum::{
    Router,
    routing::{get, post},
};

pub(super) use filters::{Filters as SlotFilters, area_named, decimal};

use crate::{domain::ids::SlotId, state::AppState};

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/konsulent/pladser", get(search::show))
        .route("/konsulent/pladser/ny", get(form::fresh).post(form::create))
        .route("/konsulent/pladser/uafklarede", get(unsettled::show))
        .route("/konsulent/pladser/uafklarede/{slot}", post(unsettled::confirm))
        .route("/konsulent/pladser/{slot}", get(show::show))
        .route("/konsulent/pladser/{slot}/ret", get(form::edit).post(form::change))
        .route("/konsulent/pladser/{slot}/pause", post(acts::pause))
        .route("/konsulent/pladser/{slot}/stadig-rigtig", post(acts::confirm))
}

/// The address of a slot's page.
pub fn url_of(slot: SlotId) -> String {
    format!("/konsulent/pladser/{slot}")
}
