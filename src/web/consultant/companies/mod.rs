//! The virksomhedskartotek: list, one company, and the forms of what belongs to it.

mod alike;
mod bar;
mod bulk;
mod contact;
mod facts;
mod filters;
mod form;
mod history;
mod list;
mod log;
mod merge;
mod merged;
mod part;
mod relation;
mod show;
mod step;
mod views;
mod willing;
mod workplace;

use axum::{
    Router,
    routing::{get, post},
};
pub(super) use filters::Filters;
pub(super) use history::{HistoryEntry, entries};
pub(super) use list::choices;
pub(super) use log::{LogRow, agree_with, asks_for_second_look, collision_line, owner_line, row as log_row};
pub(super) use relation::{PageNotice, bar_notice, radar_notice};

use crate::{
    state::AppState,
    use_cases::{contacts::TypedContact, workplaces::TypedWorkplace},
};

/// Routes of this room.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/konsulent/virksomheder", get(list::show))
        .route("/konsulent/virksomheder/ny", get(form::fresh).post(form::create))
        .route("/konsulent/virksomheder/slaa-op", post(form::look_it_up))
        .route("/konsulent/virksomheder/dubletter", get(alike::show))
        .route("/konsulent/virksomheder/flere", get(bulk::bare).post(bulk::preview))
        .route("/konsulent/virksomheder/flere/udfoer", get(bulk::bare).post(bulk::begin))
        .route("/konsulent/virksomheder/flere/{bulk}", get(bulk::outcome))
        .route("/konsulent/virksomheder/flere/{bulk}/videre", post(bulk::go_on))
        .route("/konsulent/virksomheder/flere/{bulk}/fortryd", post(bulk::undo))
        .route("/konsulent/virksomheder/visninger", get(views::show).post(views::save))
        .route("/konsulent/virksomheder/visninger/alle-foerst", post(views::begin_with_all))
        .route("/konsulent/virksomheder/visninger/{view}", post(views::change))
        .route("/konsulent/virksomheder/visninger/{view}/slet", post(views::delete))
        .route("/konsulent/virksomheder/visninger/{view}/fortryd", post(views::bring_back))
        .route("/konsulent/virksomheder/visninger/{view}/foerst", post(views::begin))
        .route("/konsulent/virksomheder/{company}", get(show::overview))
        .route("/konsulent/virksomheder/{company}/siger", get(willing::form).post(willing::say))
        .route("/konsulent/virksomheder/{company}/stop", get(bar::form).post(bar::decide))
        .route("/konsulent/virksomheder/{company}/genoptag", post(bar::lift))
        .route("/konsulent/virksomheder/{company}/trin", post(step::answer))
        .route("/konsulent/virksomheder/{company}/flet", get(merge::choose))
        .route("/konsulent/virksomheder/{company}/flet/{gone}", get(merge::preview).post(merge::carry_out))
        .route("/konsulent/virksomheder/{company}/skil-ad", post(merge::undo))
        .route("/konsulent/virksomheder/{company}/ret", get(form::edit).post(form::change))
        .route("/konsulent/virksomheder/{company}/log", get(log::all).post(log::write))
        .route("/konsulent/virksomheder/{company}/log/{entry}", get(log::edit).post(log::correct))
        .route("/konsulent/virksomheder/{company}/log/{entry}/traek", post(log::withdraw))
        .route(
            "/konsulent/virksomheder/{company}/arbejdspladser/ny",
            get(part::fresh::<TypedWorkplace>).post(part::create::<TypedWorkplace>),
        )
        .route(
            "/konsulent/virksomheder/{company}/arbejdspladser/{workplace}",
            get(part::edit::<TypedWorkplace>).post(part::change::<TypedWorkplace>),
        )
        .route("/konsulent/virksomheder/{company}/kontakter/ny", get(part::fresh::<TypedContact>).post(part::create::<TypedContact>))
        .route("/konsulent/virksomheder/{company}/kontakter/{contact}", get(part::edit::<TypedContact>).post(part::change::<TypedContact>))
}

/// The address of a company's page.
pub(super) fn url_of(company: crate::domain::ids::CompanyId) -> String {
    format!("/konsulent/virksomheder/{company}")
}
