//! `/was`: the accessibility statement, on was.digst.dk where it has been made there.

use askama::Template;
use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};

use crate::{
    state::AppState,
    web::{extract::Visit, layout::Shell, page::Page},
};

/// The only host to which the statement may lead.
const STATEMENTS: &str = "https://was.digst.dk/";

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new().route("/was", get(show))
}

#[derive(Template)]
#[template(path = "accessibility/was.html")]
struct StatementPage {
    shell: Shell,
    unit_name: String,
}

async fn show(State(state): State<AppState>, visit: Visit) -> Response {
    let settings = &state.app.settings;
    let statement = &settings.links.accessibility_statement;
    if statement.starts_with(STATEMENTS) {
        return Redirect::to(statement).into_response();
    }
    let shell = visit.shell(&settings.municipality.name).title(visit.texts.text("accessibility-statement"));
    Page(StatementPage { shell, unit_name: settings.municipality.unit_name.clone() }).into_response()
}
