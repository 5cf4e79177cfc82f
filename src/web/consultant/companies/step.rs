//! The answer to a proposed step of the ladder.

use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Form;

use super::url_of;
use crate::{
    domain::ids::CompanyId,
    state::AppState,
    use_cases::companies::{AnswerProposedStep, TypedAnswer},
    web::{error::PageError, extract::Consultant, page::on_to},
};

/// Takes or dismisses it.
pub async fn answer(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
    Form(typed): Form<TypedAnswer>,
) -> Result<Response, PageError> {
    let is_taken = typed.answer == "ja";
    state.app.carry_out(&me.actor, &AnswerProposedStep { company, typed }).await?;
    Ok(on_to(&url_of(company), if is_taken { "ladder-taken" } else { "ladder-dismissed" }))
}
