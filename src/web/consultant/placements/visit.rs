//! A visit to one placement: who comes, and why its citizen is looked at; whoever has not said why is asked first.

use axum::{
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    domain::{ids::PlacementId, terms::LookPurpose},
    state::AppState,
    use_cases::{
        failure::Failure,
        placements::{
            dossier::{Dossier, OpenDossier},
            named::{Belongs, CitizenOf},
        },
    },
    web::{
        consultant::{citizens::ask_purpose, stated},
        error::PageError,
        extract::Consultant,
    },
};

/// Somebody of the staff at the pages of one placement.
pub(super) struct Visited {
    pub me: Consultant,
    pub placement: PlacementId,
    pub purpose: LookPurpose,
}

/// A form that was sent from one of the placement's pages, with the purpose for which that page was opened.
pub(super) struct Sent<F> {
    pub visited: Visited,
    pub form: F,
}

#[derive(Deserialize)]
struct InPath {
    id: PlacementId,
}

async fn arrive(parts: &mut Parts, state: &AppState) -> Result<(Consultant, PlacementId, Belongs), Response> {
    let me = <Consultant as FromRequestParts<AppState>>::from_request_parts(parts, state).await?;
    let path = Path::<InPath>::from_request_parts(parts, state).await;
    let Ok(Path(InPath { id })) = path else { return Err(PageError(Failure::NotFound).into_response()) };
    let whose = CitizenOf { placement: id, asker: me.actor.account() };
    let belongs = state.app.ask(&me.actor, &whose).await.map_err(|failure| PageError(failure).into_response())?;
    Ok((me, id, belongs))
}

impl FromRequestParts<AppState> for Visited {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let (me, placement, belongs) = arrive(parts, state).await?;
        match purpose(&me, belongs) {
            Some(purpose) => Ok(Self { me, placement, purpose }),
            None => Err(ask_purpose(&me, belongs.citizen)),
        }
    }
}

impl<F: DeserializeOwned> FromRequest<AppState> for Sent<F> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let (me, placement, belongs) = arrive(&mut parts, state).await?;
        let (said, form) = stated::read_form(&parts, body, state).await?;
        match said.or_else(|| purpose(&me, belongs)) {
            Some(purpose) => Ok(Self { visited: Visited { me, placement, purpose }, form }),
            None => Err(ask_purpose(&me, belongs.citizen)),
        }
    }
}

/// The purpose of the visit; whoever is responsible for a placement follows it up.
fn purpose(me: &Consultant, belongs: Belongs) -> Option<LookPurpose> {
    stated::of_visit(me, belongs.citizen).or_else(|| belongs.is_mine.then_some(LookPurpose::FollowUp))
}

impl Visited {
    /// The placement with all that belongs to it; the look is logged with the stated purpose.
    pub async fn open(&self, state: &AppState) -> Result<Dossier, Failure> {
        state.app.ask(&self.me.actor, &OpenDossier { placement: self.placement, purpose: self.purpose }).await
    }
}
