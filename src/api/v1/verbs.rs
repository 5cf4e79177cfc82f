//! What is done to placements, one route a verb; each answers the placement in its new state.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    placement_view::{PlacementView, view},
    placements::id_of,
};
use crate::{
    api::{
        Api,
        call::{self, Call},
        problem::Problem,
        token::TokenUser,
    },
    base::clock::Moment,
    domain::{
        ids::{ContactId, PlacementId},
        placement::{NewFunction, SaidOfFunction},
        reasons::{CitizenAnswer, DeclineCode, EndOutcome, InterruptCode, WithdrawCode},
        release::ReleasedField,
        terms::LookPurpose,
    },
    use_cases::{
        intention::Intention,
        once::{CallKey, Once, Outcome, keep_answer},
        placements::{
            Moved, accept::Accept, agree::Agree, cancel::Cancel, complete::Complete, confirm::Confirm, decline::Decline, extend::Extend,
            interrupt::Interrupt, release::ReleaseName, reserve::Reserve, start::Start, withdraw::Withdraw,
        },
    },
};

/// All verbs.
pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(reserve))
        .routes(routes!(confirm))
        .routes(routes!(accept))
        .routes(routes!(decline))
        .routes(routes!(release))
        .routes(routes!(agree))
        .routes(routes!(start))
        .routes(routes!(extend))
        .routes(routes!(interrupt))
        .routes(routes!(complete))
        .routes(routes!(withdraw))
        .routes(routes!(cancel))
}

/// How a write is done and answered.
pub(super) struct Deed {
    pub key: Option<CallKey>,
    pub status: StatusCode,
    pub purpose: LookPurpose,
}

/// Does a write, once under its key, and answers the placement.
pub(super) async fn done<I>(api: &Api, user: &TokenUser, intention: &I, deed: Deed) -> Result<Response, Problem>
where
    I: Intention<Done = Moved>,
{
    let Some(key) = &deed.key else {
        let moved = api.app.carry_out(&user.actor, intention).await?;
        let seen = view(api, user, moved.placement, deed.purpose).await?;
        return Ok(call::send(call::answer(deed.status, &seen)?));
    };
    match api.app.carry_out(&user.actor, &Once { intention, call: key }).await? {
        Outcome::Answered(status, body) => Ok(call::send((status, body))),
        Outcome::Wrote(id) => {
            let seen = view(api, user, PlacementId(id), deed.purpose).await?;
            let answer = call::answer(deed.status, &seen)?;
            keep_answer(&api.app, user.actor.tenant, key, answer.clone()).await?;
            Ok(call::send(answer))
        }
    }
}

async fn act<I: Intention<Done = Moved>>(api: &Api, user: &TokenUser, intention: &I, key: Option<CallKey>) -> Result<Response, Problem> {
    done(api, user, intention, Deed { key, status: StatusCode::OK, purpose: user.purpose_or(LookPurpose::FollowUp) }).await
}

/// One word or several.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn list(given: Option<&Self>) -> Vec<String> {
        match given {
            None => Vec::new(),
            Some(Self::One(word)) => vec![word.clone()],
            Some(Self::More(words)) => words.clone(),
        }
    }
}

/// No input.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfirmBody {
    /// `yes` or `no`.
    #[schema(value_type = Option<String>)]
    citizen_answer: Option<CitizenAnswer>,
    /// The citizen's short statement; stays inside.
    statement: Option<String>,
    /// Rules to be passed over, as `override:<rule>`.
    #[serde(rename = "override")]
    overrides: Option<OneOrMore>,
    /// Why.
    reason: Option<String>,
    /// Where the last employer is the place: whether there is a konkret vurdering.
    konkret_vurdering: Option<bool>,
    /// The same: whether the work function is the same.
    same_function: Option<bool>,
    /// The same: whether the difference is described in the agreement.
    difference_described: Option<bool>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AcceptBody {
    /// When a first talk could be.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    times: Vec<Moment>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeclineBody {
    /// `filled`, `no_time`, `no_tasks`, `skills`, `hours`, `period` or `other`.
    #[schema(value_type = String)]
    code: DeclineCode,
    /// Stays inside.
    note: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReleaseBody {
    /// `name`; and `phone:NUMBER`, `ikke:KRAV`, `behov:TILBUD` only if chosen.
    fields: Vec<String>,
    legal_basis: String,
    /// Last day.
    until: NaiveDate,
    /// What it is for; else the placement's purpose.
    purpose: Option<String>,
    /// The contact with whom it was talked over; else the one who answered. The recipient is the company of the slot.
    recipient: Option<Uuid>,
    /// `yes` or `no`; else as said before the confirmation.
    #[schema(value_type = Option<String>)]
    citizen_answer: Option<CitizenAnswer>,
    /// The citizen's short statement; stays inside.
    statement: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AgreeBody {
    /// Rules to be passed over, as `override:<rule>`.
    #[serde(rename = "override")]
    overrides: Option<OneOrMore>,
    /// Why.
    reason: Option<String>,
    /// Where the last employer is the place: whether there is a konkret vurdering.
    konkret_vurdering: Option<bool>,
    /// The same: whether the work function is the same.
    same_function: Option<bool>,
    /// The same: whether the difference is described in the agreement.
    difference_described: Option<bool>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExtendBody {
    ends_on: NaiveDate,
    /// Grounds that the rule book knows, or `override:<rule>`.
    #[serde(default)]
    justifications: Vec<String>,
    /// Why a rule is passed over.
    reason: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct InterruptBody {
    /// Last day.
    on: NaiveDate,
    /// `found_job`, `education`, `citizen_stopped`, `company_stopped`, `case_changed` or `other`.
    #[schema(value_type = String)]
    code: InterruptCode,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CompleteBody {
    /// Last day.
    on: NaiveDate,
    /// `job_here`, `job_elsewhere`, `education`, `next_placement` or `nothing_yet`.
    #[schema(value_type = String)]
    outcome: EndOutcome,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeBody {
    /// `found_job`, `citizen_no`, `other_place`, `company_asked`, `case_changed`, `mistake` or `other`.
    #[schema(value_type = String)]
    code: WithdrawCode,
}

/// Reads a released field from its word.
fn released(word: &str) -> Result<ReleasedField, Problem> {
    match word.split_once(':') {
        None if word == "name" => Ok(ReleasedField::Name),
        Some(("phone", number)) => Ok(ReleasedField::Phone { number: number.trim().to_owned() }),
        Some(("ikke" | "behov", _)) => Ok(ReleasedField::Condition { code: word.to_owned() }),
        _ => Err(Problem::field("fields", "word-unknown").advising("name, phone:NUMBER, ikke:KRAV, behov:TILBUD")),
    }
}

/// `override:<rule>` among the grounds passes over a rule; the others are the rule book's own words.
fn apart(justifications: &[String]) -> (Vec<String>, Vec<String>) {
    justifications.iter().cloned().partition(|word| word.starts_with("override:"))
}

fn said(assessed: Option<bool>, same: Option<bool>, difference_described: Option<bool>) -> SaidOfFunction {
    SaidOfFunction { assessed, function: NewFunction { same, difference_described } }
}

macro_rules! verbs {
    ($($(#[doc = $doc:literal])+ $name:ident $path:literal ($body:ident: $kind:ident, $id:ident) $intention:block)+) => {$(
        $(#[doc = $doc])+
        #[utoipa::path(post, path = $path, tag = "placements", request_body = $kind,
            params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "Repeats the call safely for 24 hours")),
            responses((status = 200, body = PlacementView), (status = "4XX", body = Problem, content_type = "application/problem+json"))
        )]
        async fn $name(
            State(api): State<Api>,
            user: TokenUser,
            Path(id): Path<String>,
            call: Call<$kind>,
        ) -> Result<Response, Problem> {
            let (key, $id, $body) = (call.key_of(user.token), id_of(&id)?, call.body);
            let intention = $intention;
            act(&api, &user, &intention, key).await
        }
    )+};
}

verbs! {
    /// Holds a seat for some days.
    reserve "/placements/{id}/reserve" (_body: Nothing, placement) { Reserve { placement } }

    /// Sends the proposal to the company, without a word about who it is.
    confirm "/placements/{id}/confirm" (body: ConfirmBody, placement) {
        let overrides = OneOrMore::list(body.overrides.as_ref());
        let function = said(body.konkret_vurdering, body.same_function, body.difference_described);
        Confirm { placement, citizen_answer: body.citizen_answer, statement: body.statement, overrides, reason: body.reason, function }
    }

    /// The company says yes and proposes times for a first talk.
    accept "/placements/{id}/accept" (body: AcceptBody, placement) { Accept { placement, times: body.times } }

    /// The company says no.
    decline "/placements/{id}/decline" (body: DeclineBody, placement) { Decline { placement, code: body.code, note: body.note } }

    /// Shows the company who it is.
    release "/placements/{id}/release" (body: ReleaseBody, placement) {
        ReleaseName {
            placement,
            fields: body.fields.iter().map(|word| released(word)).collect::<Result<_, _>>()?,
            legal_basis: body.legal_basis,
            purpose: body.purpose,
            until: body.until,
            recipient: body.recipient.map(ContactId),
            citizen_answer: body.citizen_answer,
            statement: body.statement,
        }
    }

    /// All sides agree: the seat is taken.
    agree "/placements/{id}/agree" (body: AgreeBody, placement) {
        let function = said(body.konkret_vurdering, body.same_function, body.difference_described);
        Agree { placement, overrides: OneOrMore::list(body.overrides.as_ref()), reason: body.reason, function }
    }

    /// The first day has come.
    start "/placements/{id}/start" (_body: Nothing, placement) { Start { placement } }

    /// Gives a running placement a later end.
    extend "/placements/{id}/extend" (body: ExtendBody, placement) {
        let (overrides, justifications) = apart(&body.justifications);
        Extend { placement, ends_on: body.ends_on, justifications, overrides, reason: body.reason }
    }

    /// Breaks a running placement off.
    interrupt "/placements/{id}/interrupt" (body: InterruptBody, placement) { Interrupt { placement, on: body.on, code: body.code } }

    /// A running placement has come to its end.
    complete "/placements/{id}/complete" (body: CompleteBody, placement) { Complete { placement, on: body.on, outcome: body.outcome } }

    /// Takes an open placement back.
    withdraw "/placements/{id}/withdraw" (body: CodeBody, placement) { Withdraw { placement, code: body.code } }

    /// Takes an agreed placement back before it starts.
    cancel "/placements/{id}/cancel" (body: CodeBody, placement) { Cancel { placement, code: body.code } }
}
