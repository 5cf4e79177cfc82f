//! Short acts: fetch from the register now, decide which value holds, mark changes as seen.

use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::LIST;
use crate::{
    domain::{
        ids::CompanyId,
        refusal::Refusal,
        register_news::{Holds, RegisterField},
    },
    state::AppState,
    use_cases::{
        failure::{Failure, OrNotFound},
        register::{
            refresh::{self, RegisterTrouble},
            resolve::{Decide, MarkSeen},
        },
    },
    web::{consultant::companies::url_of, error::PageError, extract::Consultant, page::on_to},
};

/// Asks the register about a company.
pub async fn look_up_now(State(state): State<AppState>, me: Consultant, Path(company): Path<CompanyId>) -> Result<Response, PageError> {
    let notice = match refresh::now(&state.app, &me.actor, company).await? {
        Ok(taken) if taken.taken + taken.kept > 0 => "register-news",
        Ok(_) => "register-no-news",
        Err(RegisterTrouble::Off) => "register-off",
        Err(_) => "register-trouble",
    };
    Ok(on_to(&format!("{}#fra-cvr", url_of(company)), notice))
}

/// What the buttons of a field send.
#[derive(Debug, Deserialize)]
pub struct Decision {
    #[serde(default)]
    arbejdsplads: String,
    #[serde(default)]
    felt: String,
    #[serde(default)]
    vaerdi: String,
    #[serde(default)]
    holder: String,
}

/// Decides which value of a field holds.
pub async fn decide(
    State(state): State<AppState>,
    me: Consultant,
    Path(company): Path<CompanyId>,
    Form(typed): Form<Decision>,
) -> Result<Response, PageError> {
    let workplace = Some(typed.arbejdsplads.as_str()).filter(|id| !id.is_empty()).map(str::parse).transpose();
    let decide = Decide {
        company,
        workplace: workplace.ok().or_not_found()?,
        field: RegisterField::parse(&typed.felt).or_not_found()?,
        says: typed.vaerdi.replace("\r\n", "\n"),
        holds: Holds::parse(&typed.holder).or_not_found()?,
    };
    let notice = match state.app.carry_out(&me.actor, &decide).await {
        Ok(()) => "saved",
        Err(Failure::Refused(Refusal::Invalid { .. })) => "register-said-something-else",
        Err(failure) => return Err(failure.into()),
    };
    Ok(on_to(&format!("{}#fra-cvr", url_of(company)), notice))
}

/// What the button of the list sends.
#[derive(Debug, Deserialize)]
pub struct Seen {
    #[serde(default)]
    til: String,
}

/// Marks the changes that were shown as seen.
pub async fn mark_seen(State(state): State<AppState>, me: Consultant, Form(seen): Form<Seen>) -> Result<Response, PageError> {
    let up_to = seen.til.parse().ok().or_not_found()?;
    state.app.carry_out(&me.actor, &MarkSeen { up_to }).await?;
    Ok(on_to(LIST, "register-seen"))
}
