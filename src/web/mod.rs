//! The pages: what people see and press. Rooms by who comes in; each page's template lies beside its handler.

pub mod accessibility;
pub mod admin;
pub mod assets;
pub mod consultant;
pub mod cookies;
pub mod demo_post;
pub mod error;
pub mod extract;
pub mod layout;
pub mod login;
pub mod offer;
pub mod page;
pub mod parts;
pub mod password;
pub mod portal;
pub mod print;
pub mod query;
pub mod refused;
pub mod security;
pub mod unstorable;
pub mod wording;

use axum::{Router, middleware, routing::get};

use crate::state::AppState;

/// All pages, behind the layers that every answer passes.
pub fn router(state: AppState) -> Router {
    security::around(pages(state.clone()), state)
}

/// All pages, without the layers around the house.
pub fn pages(state: AppState) -> Router {
    let pages = Router::new()
        .merge(login::router())
        .merge(offer::router())
        .merge(password::router())
        .merge(consultant::router())
        .merge(admin::router())
        .merge(portal::router())
        .merge(demo_post::router())
        .merge(accessibility::router())
        .route("/", get(login::front_door))
        .fallback(error::no_such_page)
        .layer(middleware::from_fn(unstorable::refuse))
        .layer(middleware::from_fn_with_state(state.clone(), error::write_out))
        .layer(middleware::from_fn(cookies::language_and_notice))
        .with_state(state);
    pages.merge(assets::router())
}
