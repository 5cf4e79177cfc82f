//! Agreements as the staff see them: list, form, one agreement with its versions, and what is done to it.

mod acts;
mod form;
mod list;
mod show;
mod version;
mod words;

use axum::{
    Router,
    routing::{get, post},
};
pub(in crate::web) use show::{DutyRow, figure_rows, sides};
pub(in crate::web) use words::{group_names, phase_badge, version_badge};

use crate::{domain::ids::AgreementId, state::AppState, web::layout::Section};

/// The room's place in the menu.
const SECTION: Section = Section::Agreements;

/// The room's address.
const ROOM: &str = "/konsulent/aftaler";

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/konsulent/aftaler", get(list::show))
        .route("/konsulent/aftaler/ny", get(form::fresh).post(form::create))
        .route("/konsulent/aftaler/{agreement}", get(show::show))
        .route("/konsulent/aftaler/{agreement}/ret", get(form::edit).post(form::change))
        .route("/konsulent/aftaler/{agreement}/send", post(acts::send))
        .route("/konsulent/aftaler/{agreement}/hent-tilbage", post(acts::recall))
        .route("/konsulent/aftaler/{agreement}/underskrevet", post(acts::signed))
        .route("/konsulent/aftaler/{agreement}/ny-udgave", post(acts::new_version))
        .route("/konsulent/aftaler/{agreement}/slut", post(acts::end))
        .route("/konsulent/aftaler/{agreement}/pligt", post(acts::judge))
        .route("/konsulent/aftaler/{agreement}/udgaver/{version}", get(version::show))
        .route("/konsulent/aftaler/{agreement}/udgaver/{version}/aftale.pdf", get(version::pdf))
}

/// The address of an agreement's page.
pub(super) fn url_of(agreement: AgreementId) -> String {
    format!("{ROOM}/{agreement}")
}
