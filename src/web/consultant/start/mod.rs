//! The desk: what waits today.

use askama::Template;
use axum::{Router, extract::State, routing::get};

use crate::{
    state::AppState,
    web::{
        error::PageError,
        extract::Consultant,
        layout::{Section, Shell},
        page::Page,
    },
};

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new().route("/konsulent/start", get(show))
}

#[derive(Template)]
#[template(path = "consultant/start/start.html")]
struct StartPage {
    shell: Shell,
}

async fn show(State(_state): State<AppState>, me: Consultant) -> Result<Page<StartPage>, PageError> {
    Ok(Page(StartPage { shell: me.shell(Section::Start, me.visit.texts.text("start-title")) }))
}
