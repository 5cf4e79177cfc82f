//! The company's own slots, and the button that says they are still right.

use askama::Template;
use axum::{Router, extract::State, response::Response, routing::get};
use chrono::NaiveDate;

use super::frame;
use crate::{
    state::AppState,
    use_cases::portal::{
        meters::OwnMeters,
        slots::{ConfirmOwnSlots, OwnSlot, OwnSlots},
    },
    web::{
        error::PageError,
        extract::CompanyUser,
        layout::Shell,
        page::{Page, on_to},
        parts::{Badge, MeterReader, RatioView, Tone},
    },
};

/// Routes of this room.
pub(super) fn router() -> Router<AppState> {
    Router::new().route("/virksomhed/pladser", get(show).post(confirm))
}

#[derive(Template)]
#[template(path = "portal/slots/pladser.html")]
struct SlotsPage {
    shell: Shell,
    slots: Vec<(OwnSlot, Badge)>,
    today: NaiveDate,
    meters: Vec<RatioView>,
}

async fn show(State(state): State<AppState>, me: CompanyUser) -> Result<Page<SlotsPage>, PageError> {
    let texts = me.visit.texts;
    let shell = frame::of_company(&state, &me, "portal-slots").await?.crumb(texts.text("portal-home-title"), "/virksomhed");
    let slots = state.app.ask(&me.actor, &OwnSlots::new(&me.actor)).await?;
    let badge = |slot: &OwnSlot| match slot.paused {
        true => Badge::new(Tone::Pause, texts.text("portal-slot-paused")),
        false => Badge::seats(texts, slot.free_today, slot.seats),
    };
    let slots = slots.into_iter().map(|slot| (slot.clone(), badge(&slot))).collect();
    let meters = state.app.ask(&me.actor, &OwnMeters::new(&me.actor)).await?;
    let meters = meters.iter().map(|own| RatioView::new(texts, &own.workplace, &own.meter, &MeterReader::Company)).collect();
    Ok(Page(SlotsPage { shell, slots, today: state.app.clock.today(), meters }))
}

async fn confirm(State(state): State<AppState>, me: CompanyUser) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &ConfirmOwnSlots).await?;
    Ok(on_to("/virksomhed/pladser", "slots-confirmed"))
}
