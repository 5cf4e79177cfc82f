//! Short acts on a slot's page: pause, open again, still true.

use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::url_of;
use crate::{
    domain::ids::SlotId,
    state::AppState,
    use_cases::slots::{ConfirmSlotIsTrue, PauseSlot},
    web::{error::PageError, extract::Consultant, page::on_to},
};

/// What the buttons send.
#[derive(Debug, Deserialize)]
pub struct Act {
    version: i32,
    #[serde(default)]
    paused: bool,
}

/// Pauses the slot, or opens it again.
pub async fn pause(
    State(state): State<AppState>,
    me: Consultant,
    Path(slot): Path<SlotId>,
    Form(act): Form<Act>,
) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &PauseSlot { slot, version: act.version, paused: act.paused }).await?;
    Ok(on_to(&url_of(slot), if act.paused { "slot-paused" } else { "slot-opened" }))
}

/// Notes that the slot is still true.
pub async fn confirm(
    State(state): State<AppState>,
    me: Consultant,
    Path(slot): Path<SlotId>,
    Form(act): Form<Act>,
) -> Result<Response, PageError> {
    state.app.carry_out(&me.actor, &ConfirmSlotIsTrue { slot, version: act.version }).await?;
    Ok(on_to(&url_of(slot), "slot-confirmed"))
}
