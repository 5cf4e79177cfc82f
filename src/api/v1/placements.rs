//! Placements for programs: proposed, listed, looked at.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    placement_view::{PlacementView, view},
    verbs::{Deed, done},
};
use crate::{
    api::{
        Api,
        call::Call,
        problem::Problem,
        query::{self, Asked},
        token::TokenUser,
    },
    domain::{
        ids::PlacementId,
        period::Period,
        permission::Who,
        placement::{HoursStep, NewFunction, StateName},
        terms::{LookPurpose, PlacementForm, Purpose},
    },
    use_cases::placements::{
        Filter,
        company_list::CompanyProposals,
        look::Placements,
        named::{FilterBy, WhoAndWhere},
        propose::Propose,
    },
};

/// Hours a week: one number, or steps.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub(super) enum WeeklyHours {
    /// The same each week.
    Same(f64),
    /// From a day on so many.
    Steps(Vec<Step>),
}

/// So many hours a week from a day on.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    from: NaiveDate,
    hours: f64,
}

/// A proposal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPlacement {
    /// Our id or `borger_id`.
    citizen: String,
    /// Our id or `plads_id`.
    slot: String,
    /// Placement type.
    #[schema(value_type = String)]
    kind: PlacementForm,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    /// A number, or the list of `rules evaluate`.
    weekly_hours: WeeklyHours,
    /// `ordinaere_timer`, `optraening`, `afklaring` or `fastholdelse`.
    #[schema(value_type = String)]
    purpose: Purpose,
    /// Found by the citizen.
    #[serde(default)]
    self_found: bool,
    /// Written grounds that the rule book knows.
    #[serde(default)]
    justifications: Vec<String>,
    /// Where the last employer is the place: whether the work function is the same.
    same_function: Option<bool>,
    /// The same: whether the difference is described in the agreement.
    difference_described: Option<bool>,
}

impl NewPlacement {
    async fn proposal(&self, api: &Api, user: &TokenUser) -> Result<Propose, Problem> {
        let named = WhoAndWhere { citizen: self.citizen.clone(), slot: self.slot.clone() };
        let (citizen, slot) = api.app.ask(&user.actor, &named).await?;
        let weekly_hours = match &self.weekly_hours {
            WeeklyHours::Same(hours) => vec![HoursStep { from: self.starts_on, hours: *hours }],
            WeeklyHours::Steps(steps) => steps.iter().map(|step| HoursStep { from: step.from, hours: step.hours }).collect(),
        };
        Ok(Propose {
            citizen,
            slot,
            form: self.kind,
            period: Period { from: self.starts_on, to: self.ends_on },
            weekly_hours,
            purpose: self.purpose,
            self_found: self.self_found,
            justifications: self.justifications.clone(),
            function: NewFunction { same: self.same_function, difference_described: self.difference_described },
            matched: None,
        })
    }
}

/// Proposes a place for a citizen; nothing is held and nobody outside hears of it.
#[utoipa::path(post, path = "/placements", tag = "placements", request_body = NewPlacement,
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats the call safely for 24 hours")),
    responses(
        (status = 201, body = PlacementView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn propose(State(api): State<Api>, user: TokenUser, call: Call<NewPlacement>) -> Result<Response, Problem> {
    let intention = call.body.proposal(&api, &user).await?;
    let deed = Deed { key: call.key_of(user.token), status: StatusCode::CREATED, purpose: user.purpose_or(LookPurpose::Match) };
    done(&api, &user, &intention, deed).await
}

/// One placement.
#[utoipa::path(get, path = "/placements/{id}", tag = "placements", params(("id" = String, Path)), responses(
    (status = 200, body = PlacementView),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn one(State(api): State<Api>, user: TokenUser, Path(id): Path<String>) -> Result<Json<PlacementView>, Problem> {
    Ok(Json(view(&api, &user, id_of(&id)?, user.purpose_or(LookPurpose::FollowUp)).await?))
}

/// Which placements are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PlacementQuery {
    /// Of one slot: our id or `plads_id`.
    slot: Option<String>,
    /// Of one citizen: our id or `borger_id`.
    citizen: Option<String>,
    /// In these states, several by `|`.
    state: Option<String>,
    /// How many, up to 100.
    limit: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A page of placements, newest first.
#[derive(Serialize, ToSchema)]
pub(super) struct PlacementPage {
    total: u64,
    next_cursor: Option<String>,
    items: Vec<PlacementView>,
}

/// Placements, newest first; to a company those that have reached it.
#[utoipa::path(get, path = "/placements", tag = "placements", params(PlacementQuery), responses(
    (status = 200, body = PlacementPage),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn list(
    State(api): State<Api>,
    user: TokenUser,
    Asked(asked): Asked<PlacementQuery>,
) -> Result<Json<PlacementPage>, Problem> {
    let states = query::words("state", asked.state.as_ref(), StateName::parse, StateName::ALL)?;
    if matches!(user.actor.who, Who::Contact { .. }) {
        return company_list(&api, &user, asked, states).await;
    }
    let (citizen, slot) = api.app.ask(&user.actor, &FilterBy { citizen: asked.citizen, slot: asked.slot }).await?;
    let after = query::parsed("cursor", asked.cursor.as_ref(), "cursor-unknown")?;
    let question = Placements {
        filter: Filter { slot, citizen, states, ..Filter::default() },
        after,
        limit: query::limit(asked.limit.as_ref())? as u64,
        purpose: user.purpose_or(LookPurpose::FollowUp),
    };
    let page = api.app.ask(&user.actor, &question).await?;
    let items = page.items.into_iter().map(PlacementView::from).collect();
    Ok(Json(PlacementPage { total: page.total, next_cursor: page.next.map(|id| id.to_string()), items }))
}

async fn company_list(api: &Api, user: &TokenUser, asked: PlacementQuery, states: Vec<StateName>) -> Result<Json<PlacementPage>, Problem> {
    if asked.citizen.is_some() {
        // To a company no citizen is known.
        return Err(Problem::not_found());
    }
    let after = query::parsed("cursor", asked.cursor.as_ref(), "cursor-unknown")?;
    let limit = query::limit(asked.limit.as_ref())? as u64;
    let question = CompanyProposals::new(&user.actor, states).of_slot(asked.slot).page(after, limit);
    let page = api.app.ask(&user.actor, &question).await?;
    let items = page.items.into_iter().map(PlacementView::from).collect();
    Ok(Json(PlacementPage { total: page.total, next_cursor: page.next.map(|id| id.to_string()), items }))
}

/// The id in a path; what is no id is no placement.
pub(super) fn id_of(text: &str) -> Result<PlacementId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}
