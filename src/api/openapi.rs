//! The document at `/openapi.json`: its head here, its paths from the handlers.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        OpenApi as Document,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::{Api, problem::Problem};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Brobygger",
        description = "Places of partner companies, waiting citizens, and the placements between them. \
            Errors are RFC 9457 problem documents with a stable `code`. Writes take an optional `Idempotency-Key` (kept 24 hours). \
            Times are RFC 3339, dates ISO, distances km, hours a week. 50 requests a second a token, then 429 with `Retry-After`.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    components(schemas(Problem)),
    modifiers(&Bearer),
    security(("token" = []))
)]
struct Head;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut Document) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("Made by `brobygger token create`")).build();
        document.components.get_or_insert_default().add_security_scheme("token", SecurityScheme::Http(bearer));
    }
}

/// The document without its paths.
pub(super) fn head() -> Document {
    Head::openapi()
}

pub(super) async fn show(State(api): State<Api>) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], api.document.to_string()).into_response()
}
