//! The staff's rooms.

pub mod agreements;
mod calendar;
pub mod campaigns;
pub mod citizens;
pub mod companies;
pub mod enquiries;
mod exports;
pub mod find;
pub mod placements;
mod register;
pub mod relations;
pub mod rules;
pub mod slots;
pub mod start;
mod stated;
pub mod tasks;
pub mod visits;

use axum::Router;

use crate::state::AppState;

/// Routes of the staff's rooms.
pub fn router() -> Router<AppState> {
    Router::new()
        .merge(start::router())
        .merge(companies::router())
        .merge(enquiries::router())
        .merge(exports::router())
        .merge(agreements::router())
        .merge(slots::router())
        .merge(calendar::router())
        .merge(find::router())
        .merge(citizens::router())
        .merge(placements::router())
        .merge(register::router())
        .merge(campaigns::router())
        .merge(relations::router())
        .merge(rules::router())
        .merge(tasks::router())
        .merge(visits::router())
}
