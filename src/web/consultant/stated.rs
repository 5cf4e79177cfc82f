//! The purpose that somebody has stated for looking at a citizen: of the visit, or brought along by a form.

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    domain::{ids::CitizenId, terms::LookPurpose},
    state::AppState,
    web::extract::Consultant,
};

/// The purpose stated in this visit, if the citizen is the one it was stated for.
pub(super) fn of_visit(me: &Consultant, citizen: CitizenId) -> Option<LookPurpose> {
    me.visitor.look.filter(|(looked_at, _)| *looked_at == citizen).map(|(_, purpose)| purpose)
}

/// What each form of a page about a citizen brings along, unseen.
#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    opslag: String,
}

/// Reads a form, and the purpose that it brings along.
pub(super) async fn read_form<F: DeserializeOwned>(
    parts: &Parts,
    body: Body,
    state: &AppState,
) -> Result<(Option<LookPurpose>, F), Response> {
    let request = |body: Body| Request::from_parts(parts.clone(), body);
    let bytes = Bytes::from_request(request(body), state).await.map_err(IntoResponse::into_response)?;
    let said = Form::<Said>::from_request(request(Body::from(bytes.clone())), state).await.map_err(IntoResponse::into_response)?;
    let form = Form::<F>::from_request(request(Body::from(bytes)), state).await.map_err(IntoResponse::into_response)?;
    Ok((LookPurpose::parse(&said.0.opslag), form.0))
}
