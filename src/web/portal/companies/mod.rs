//! Which company's portal is shown, for somebody who speaks for several with one mailbox.

use askama::Template;
use axum::{
    Router,
    extract::{Form, Query, State},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use serde::Deserialize;

use super::frame::{self, own_page};
use crate::{
    domain::ids::{ContactId, TenantId},
    state::AppState,
    use_cases::{
        failure::{Failure, OrNotFound},
        portal::companies::{OwnCompanies, OwnCompany, ShowCompany},
        sign_in::{self, SessionToken},
    },
    web::{error::PageError, extract::CompanyUser, layout::Shell, page::Page},
};

/// Where a company is chosen.
pub(super) const URL: &str = "/virksomhed/skift";

/// Routes of this room.
pub(super) fn router() -> Router<AppState> {
    Router::new().route(URL, get(show).post(choose))
}

#[derive(Clone, Debug, Default, Deserialize)]
struct Choosing {
    #[serde(default)]
    kontakt: String,
    #[serde(default)]
    videre: String,
}

#[derive(Template)]
#[template(path = "portal/companies/skift.html")]
struct ChoicePage {
    shell: Shell,
    companies: Vec<OwnCompany>,
    onwards: String,
}

async fn show(State(state): State<AppState>, me: CompanyUser, Query(choosing): Query<Choosing>) -> Result<Page<ChoicePage>, PageError> {
    let companies = state.app.ask(&me.actor, &OwnCompanies::new(&me.actor)).await?;
    let shell = frame::of_company(&state, &me, "portal-switch-title").await?;
    Ok(Page(ChoicePage { shell, companies, onwards: own_page(&choosing.videre).to_owned() }))
}

async fn choose(State(state): State<AppState>, me: CompanyUser, Form(choosing): Form<Choosing>) -> Result<Response, PageError> {
    let contact: ContactId = choosing.kontakt.parse().ok().or_not_found()?;
    let token = me.visit.token.clone().unwrap_or_default();
    state.app.carry_out(&me.actor, &ShowCompany { token, contact }).await?;
    Ok(Redirect::to(own_page(&choosing.videre)).into_response())
}

/// Where a fresh session goes first: to the choice, where there is one.
pub(super) async fn first_page(state: &AppState, tenant: TenantId, token: &SessionToken, onwards: &str) -> Result<String, Failure> {
    let visitor = sign_in::who_is(&state.app, &token.0).await?.filter(|visitor| visitor.actor.tenant == tenant).or_not_found()?;
    let companies = state.app.ask(&visitor.actor, &OwnCompanies::new(&visitor.actor)).await?;
    let onwards = own_page(onwards);
    Ok(if companies.len() > 1 { format!("{URL}?videre={onwards}") } else { onwards.to_owned() })
}
