//! One slot for programs: opened, and changed where nobody was faster.

use axum::{
    extract::{FromRequestParts, Path, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::Response,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::slots::{Hours, WorkplaceHit, kinds};
use crate::{
    api::{
        Api,
        call::{self, Call},
        problem::Problem,
        token::TokenUser,
    },
    domain::{closure::Closure, ids::SlotId, slot::SlotTask},
    use_cases::{
        once::{CallKey, Once, Outcome, keep_answer},
        placements::named::SlotNamed,
        slots::{AdjustSlot, OpenSlot, SlotChanges, SlotFile},
    },
};

/// A slot.
#[derive(Serialize, ToSchema)]
pub(super) struct SlotView {
    id: String,
    /// `plads_id`.
    external_id: Option<String>,
    /// Raised by each change; also in `ETag`.
    version: i32,
    title: String,
    description: String,
    /// Placement types, several by `|`.
    kind: String,
    /// DISCO-08.
    occupation: Option<String>,
    cvr: String,
    workplace: WorkplaceHit,
    seats: u32,
    /// Seats free today.
    free_seats: u32,
    next_free_on: Option<NaiveDate>,
    weekly_hours: Option<Hours>,
    open_from: NaiveDate,
    open_to: Option<NaiveDate>,
    /// What the place demands (`krav`).
    demands: Vec<String>,
    /// What the place offers (`tilbud`).
    offers: Vec<String>,
    /// Least level of Danish.
    language: Option<String>,
    licences: Vec<String>,
    /// Target groups.
    reserved_for: Vec<String>,
    /// How many of the seats are kept for them; null = all.
    reserved_seats: Option<u32>,
    /// What is done there.
    tasks: Vec<TaskOfSlot>,
    /// Days on which the slot or its whole workplace is closed, from today on.
    closures: Vec<ClosedDays>,
    paused: bool,
    /// When the company last said that it is true.
    confirmed_on: Option<NaiveDate>,
}

/// One task of a slot.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskOfSlot {
    /// In the company's words.
    text: String,
    /// Whether somebody may be there who does not do it.
    #[serde(default)]
    can_be_left_out: bool,
}

/// Days on which nobody new is taken; in a `holiday` nobody begins.
#[derive(Serialize, ToSchema)]
pub(super) struct ClosedDays {
    from: NaiveDate,
    to: NaiveDate,
    /// `holiday`, `refurbishment`, `pause` or `other`.
    reason: &'static str,
    /// Whether the whole workplace is closed.
    whole_workplace: bool,
}

impl From<&Closure> for ClosedDays {
    fn from(closure: &Closure) -> Self {
        let (from, to) = (closure.days.from, closure.days.to);
        Self { from, to, reason: closure.reason.as_str(), whole_workplace: closure.slot.is_none() }
    }
}

impl From<SlotFile> for SlotView {
    fn from(file: SlotFile) -> Self {
        let slot = file.slot;
        Self {
            id: slot.id.to_string(),
            version: slot.version,
            kind: kinds(&slot),
            external_id: slot.external_id,
            title: slot.title,
            description: slot.description,
            occupation: slot.occupation,
            cvr: file.company.cvr.to_string(),
            workplace: file.workplace.into(),
            seats: slot.seats,
            free_seats: file.free,
            next_free_on: file.next_free_on,
            weekly_hours: slot.hours.map(|hours| Hours { min: hours.min, max: hours.max }),
            open_from: slot.open_from,
            open_to: slot.open_to,
            demands: slot.demands,
            offers: slot.offers,
            language: slot.language.map(|level| level.to_string()),
            licences: slot.licences,
            reserved_for: slot.reserved_for,
            reserved_seats: slot.reserved_seats,
            tasks: slot.tasks.into_iter().map(|task| TaskOfSlot { text: task.text, can_be_left_out: task.can_be_left_out }).collect(),
            closures: file.closures.iter().map(ClosedDays::from).collect(),
            paused: slot.paused,
            confirmed_on: slot.confirmed_on,
        }
    }
}

fn slot_task(task: &TaskOfSlot) -> SlotTask {
    SlotTask { text: task.text.clone(), can_be_left_out: task.can_be_left_out }
}

/// New values; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SlotPatch {
    seats: Option<u32>,
    paused: Option<bool>,
    /// What the place demands (`krav`).
    demands: Option<Vec<String>>,
    /// What the place offers (`tilbud`).
    offers: Option<Vec<String>>,
    /// Least level of Danish; empty = none.
    language: Option<String>,
    licences: Option<Vec<String>>,
    weekly_hours: Option<Hours>,
    /// How many of the seats are kept for the slot's target groups.
    reserved_seats: Option<u32>,
    /// What is done there; takes the place of all tasks that are known.
    tasks: Option<Vec<TaskOfSlot>>,
}

impl From<&SlotPatch> for SlotChanges {
    fn from(patch: &SlotPatch) -> Self {
        Self {
            seats: patch.seats,
            paused: patch.paused,
            demands: patch.demands.clone(),
            offers: patch.offers.clone(),
            language: patch.language.clone(),
            licences: patch.licences.clone(),
            hours: patch.weekly_hours.map(|hours| (hours.min, hours.max)),
            reserved_seats: patch.reserved_seats,
            tasks: patch.tasks.as_ref().map(|tasks| tasks.iter().map(slot_task).collect()),
        }
    }
}

/// One slot, by our id or `plads_id`.
#[utoipa::path(get, path = "/slots/{id}", tag = "slots", params(("id" = String, Path)), responses(
    (status = 200, body = SlotView, headers(("ETag" = String))),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn open(State(api): State<Api>, user: TokenUser, Path(id): Path<String>) -> Result<Response, Problem> {
    let slot = api.app.ask(&user.actor, &SlotNamed(id)).await?;
    shown(&api, &user, slot).await.map(|(answer, version)| tagged(call::send(answer), version))
}

/// Changes seats, pause and conditions.
#[utoipa::path(patch, path = "/slots/{id}", tag = "slots", request_body = SlotPatch,
    params(
        ("id" = String, Path),
        ("If-Match" = String, Header, description = "The ETag that was seen"),
        ("Idempotency-Key" = Option<String>, Header, description = "Repeats the call safely for 24 hours"),
    ),
    responses(
        (status = 200, body = SlotView, headers(("ETag" = String))),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn change(
    State(api): State<Api>,
    user: TokenUser,
    Path(id): Path<String>,
    IfMatch(version): IfMatch,
    call: Call<SlotPatch>,
) -> Result<Response, Problem> {
    let slot = api.app.ask(&user.actor, &SlotNamed(id)).await?;
    let intention = AdjustSlot { slot, version, changes: SlotChanges::from(&call.body) };
    let Some(key) = call.key_of(user.token) else {
        api.app.carry_out(&user.actor, &intention).await?;
        return shown(&api, &user, slot).await.map(|(answer, version)| tagged(call::send(answer), version));
    };
    once(&api, &user, &intention, &key).await
}

async fn once(api: &Api, user: &TokenUser, intention: &AdjustSlot, key: &CallKey) -> Result<Response, Problem> {
    match api.app.carry_out(&user.actor, &Once { intention, call: key }).await? {
        Outcome::Answered(status, body) => Ok(call::send((status, body))),
        Outcome::Wrote(slot) => {
            let (answer, version) = shown(api, user, SlotId(slot)).await?;
            keep_answer(&api.app, user.actor.tenant, key, answer.clone()).await?;
            Ok(tagged(call::send(answer), version))
        }
    }
}

async fn shown(api: &Api, user: &TokenUser, slot: SlotId) -> Result<((u16, String), i32), Problem> {
    let view = SlotView::from(api.app.ask(&user.actor, &OpenSlot { slot }).await?);
    Ok((call::answer(StatusCode::OK, &view)?, view.version))
}

fn tagged(mut response: Response, version: i32) -> Response {
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// The version in `If-Match`; `*` takes whatever is there, a tag that is none of ours never matches.
pub(super) struct IfMatch(Option<i32>);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let required = || Problem::new(StatusCode::PRECONDITION_REQUIRED, "precondition_required");
        let tag = parts.headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok()).ok_or_else(required)?.trim();
        let version = || tag.trim_start_matches("W/").trim_matches('"').parse().unwrap_or(-1);
        Ok(Self((tag != "*").then(version)))
    }
}
