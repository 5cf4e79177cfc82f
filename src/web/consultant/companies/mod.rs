//! The virksomhedskartotek: list, one company, and the forms of what belongs to it.

mod agreement;
mod contact;
mod form;
mod history;
mod list;
mod show;
mod workplace;

use axum::{
    Router,
    routing::{get, post},
};
pub(super) use history::{HistoryEntry, entries};

use crate::state::AppState;

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/konsulent/virksomheder", get(list::show))
        .route("/konsulent/virksomheder/ny", get(form::fresh).post(form::create))
        .route("/konsulent/virksomheder/slaa-op", post(form::look_it_up))
        .route("/konsulent/virksomheder/{company}", get(show::overview))
        .route("/konsulent/virksomheder/{company}/ret", get(form::edit).post(form::change))
        .route("/konsulent/virksomheder/{company}/arbejdspladser/ny", get(workplace::fresh).post(workplace::create))
        .route("/konsulent/virksomheder/{company}/arbejdspladser/{workplace}", get(workplace::edit).post(workplace::change))
        .route("/konsulent/virksomheder/{company}/kontakter/ny", get(contact::fresh).post(contact::create))
        .route("/konsulent/virksomheder/{company}/kontakter/{contact}", get(contact::edit).post(contact::change))
        .route("/konsulent/virksomheder/{company}/aftaler/ny", get(agreement::fresh).post(agreement::create))
        .route("/konsulent/virksomheder/{company}/aftaler/{agreement}", get(agreement::edit).post(agreement::change))
}

/// The address of a company's page.
pub(super) fn url_of(company: crate::domain::ids::CompanyId) -> String {
    format!("/konsulent/virksomheder/{company}")
}
