//! Version 1 of the API, one room a noun.

mod citizen_query;
mod citizens;
mod companies;
mod one_slot;
mod placement_view;
mod placements;
mod slots;
mod verbs;

pub use placement_view::placement_fields;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::Api;

/// All routes below `/api/v1`.
pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(slots::search))
        .routes(routes!(one_slot::open, one_slot::change))
        .routes(routes!(companies::list))
        .routes(routes!(companies::open))
        .routes(routes!(citizens::list))
        .routes(routes!(citizens::open))
        .routes(routes!(citizens::matches))
        .routes(routes!(placements::propose, placements::list))
        .routes(routes!(placements::one))
        .merge(verbs::routes())
}
