//! What is done to an agreement from its page; what is wrong with a form stands on the page again.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    show::{Acts, page},
    url_of,
};
use crate::{
    domain::{
        ids::AgreementId,
        refusal::{FieldRefused, Refusal},
    },
    state::AppState,
    use_cases::{
        agreements::{EndAgreement, JudgeDuty, NewVersion, RecallAgreement, SendAgreement, SignOnPaper},
        failure::Failure,
    },
    web::{
        error::PageError,
        extract::Consultant,
        page::{FormAgain, on_to},
        refused,
    },
};

/// What the forms of the page send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    version: i32,
    representative: String,
    reason: String,
    by: String,
    on: String,
    renews: String,
    end_reason: String,
    duty: Uuid,
    judgement: String,
}

/// On to the page with thanks, or the page again with what is wrong.
async fn done(
    state: &AppState,
    me: &Consultant,
    agreement: AgreementId,
    (outcome, notice, sent): (Result<(), Failure>, &'static str, Sent),
) -> Result<Response, PageError> {
    let Err(failure) = outcome else { return Ok(on_to(&url_of(agreement), notice)) };
    let errors = refused::into_form(me.visit.texts, &state.app.conditions, failure)?;
    let typed = Acts { reason: sent.reason, by: sent.by, on: sent.on };
    Ok(FormAgain(page(state, me, agreement, (typed, errors)).await?).into_response())
}

/// To the company, and to the employees' representative.
pub(super) async fn send(
    State(state): State<AppState>,
    me: Consultant,
    Path(agreement): Path<AgreementId>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let intention =
        SendAgreement { agreement, version: sent.version, representative: sent.representative.clone(), reason: sent.reason.clone() };
    let outcome = state.app.carry_out(&me.actor, &intention).await;
    done(&state, &me, agreement, (outcome, "agreement-sent", sent)).await
}

/// Back again, to be changed.
pub(super) async fn recall(
    State(state): State<AppState>,
    me: Consultant,
    Path(agreement): Path<AgreementId>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let outcome = state.app.carry_out(&me.actor, &RecallAgreement { agreement, version: sent.version }).await;
    done(&state, &me, agreement, (outcome, "agreement-recalled", sent)).await
}

/// Signed on paper.
pub(super) async fn signed(
    State(state): State<AppState>,
    me: Consultant,
    Path(agreement): Path<AgreementId>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let intention = SignOnPaper { agreement, version: sent.version, by: sent.by.clone(), on: sent.on.clone() };
    let outcome = state.app.carry_out(&me.actor, &intention).await;
    done(&state, &me, agreement, (outcome, "agreement-signed", sent)).await
}

/// A new version of what is agreed, to be changed.
pub(super) async fn new_version(
    State(state): State<AppState>,
    me: Consultant,
    Path(agreement): Path<AgreementId>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let intention = NewVersion { agreement, version: sent.version, renews: !sent.renews.is_empty() };
    state.app.carry_out(&me.actor, &intention).await?;
    Ok(on_to(&format!("{}/ret", url_of(agreement)), "agreement-new-version"))
}

/// Over.
pub(super) async fn end(
    State(state): State<AppState>,
    me: Consultant,
    Path(agreement): Path<AgreementId>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let intention = EndAgreement { agreement, version: sent.version, reason: sent.end_reason.clone() };
    let outcome = state.app.carry_out(&me.actor, &intention).await.map_err(at_end);
    done(&state, &me, agreement, (outcome, "agreement-ended", sent)).await
}

/// The page has another field for a reason too.
fn at_end(failure: Failure) -> Failure {
    let Failure::Refused(Refusal::Invalid { fields }) = failure else { return failure };
    let at = |field: FieldRefused| if field.field == "reason" { FieldRefused { field: "end_reason", ..field } } else { field };
    Failure::Refused(Refusal::Invalid { fields: fields.into_iter().map(at).collect() })
}

/// Whether a duty was kept.
pub(super) async fn judge(
    State(state): State<AppState>,
    me: Consultant,
    Path(agreement): Path<AgreementId>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let intention = JudgeDuty { agreement, duty: sent.duty, judgement: sent.judgement.clone() };
    state.app.carry_out(&me.actor, &intention).await?;
    Ok(on_to(&format!("{}#loefter", url_of(agreement)), "saved"))
}
