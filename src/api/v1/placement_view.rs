//! A placement as programs see it: staff all of it, a company only what its card says.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    api::{Api, problem::Problem, token::TokenUser},
    base::clock::Moment,
    domain::ids::PlacementId,
    domain::{
        permission::Who,
        placement::HoursStep,
        rulebook::{Finding, Verdict},
        terms::LookPurpose,
    },
    use_cases::{
        failure::Failure,
        placements::{
            cards::{AnswerPage, Card, OpenCard},
            look::{OnePlacement, Seen},
            passed_over::ToldPassedOver,
        },
    },
};

/// A placement; to a company `citizen`, `borger_id`, `held_until`, `law` and `grant` are null.
#[derive(Serialize, ToSchema)]
pub(super) struct PlacementView {
    id: String,
    /// State.
    state: &'static str,
    /// Our id of the citizen.
    citizen: Option<String>,
    /// Our id of the slot.
    slot: String,
    plads_id: Option<String>,
    borger_id: Option<String>,
    /// Placement type.
    kind: &'static str,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    /// Hours a week, from a day on.
    #[schema(value_type = Vec<Object>)]
    weekly_hours: Vec<HoursStep>,
    purpose: &'static str,
    /// Until when a reservation holds.
    #[schema(value_type = Option<String>, format = DateTime)]
    held_until: Option<Moment>,
    /// Until when the company can answer.
    #[schema(value_type = Option<String>, format = DateTime)]
    answer_by: Option<Moment>,
    law: Option<Law>,
    /// The latest decision of VITAS that was noted here; the grant itself stands in VITAS.
    grant: Option<Grant>,
}

/// A decision of VITAS.
#[derive(Serialize, ToSchema)]
pub(super) struct Grant {
    /// The number that VITAS gave.
    number: String,
    /// `ansoegt`, `forhaandsgodkendt`, `bevilget`, `afslaaet` or `tilbagekaldt`.
    decision: &'static str,
    decided_on: NaiveDate,
}

/// What the law says.
#[derive(Serialize, ToSchema)]
pub(super) struct Law {
    /// `ok`, `warn`, `unknown` or `block`.
    #[schema(value_type = String)]
    pub verdict: Verdict,
    /// Every rule that was tested.
    #[schema(value_type = Vec<Object>)]
    pub findings: Vec<Finding>,
    /// Every decision that passed over a rule or a missing fact, latest first.
    pub passed_over: Vec<PassedOverView>,
}

/// What one decision passed over.
#[derive(Serialize, ToSchema)]
pub(super) struct PassedOverView {
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
    /// Name of whoever decided it; null where the account is gone.
    by: Option<String>,
    /// Their roles then.
    roles: Vec<String>,
    /// `confirm`, `agree` or `extend`.
    decision: &'static str,
    /// Rules, by id.
    rules: Vec<String>,
    /// Facts that were missing.
    missing: Vec<String>,
    /// The written reason.
    reason: String,
}

impl From<ToldPassedOver> for PassedOverView {
    fn from(told: ToldPassedOver) -> Self {
        let passed = told.passed;
        Self {
            at: passed.at,
            by: told.who,
            roles: passed.roles,
            decision: passed.decision.as_str(),
            rules: passed.rules.into_iter().map(|rule| rule.id).collect(),
            missing: passed.missing,
            reason: passed.reason,
        }
    }
}

/// A placement's fields as `GET /placements/{id}` gives them, for the command line.
///
/// # Errors
/// It cannot be written as JSON.
pub fn placement_fields(seen: Seen) -> Result<serde_json::Map<String, serde_json::Value>, serde_json::Error> {
    match serde_json::to_value(PlacementView::from(seen))? {
        serde_json::Value::Object(fields) => Ok(fields),
        _ => Ok(serde_json::Map::new()),
    }
}

impl From<Seen> for PlacementView {
    fn from(seen: Seen) -> Self {
        let placement = seen.record.placement;
        let latest = seen.grants.into_iter().next();
        Self {
            id: placement.id.to_string(),
            state: placement.state.as_str(),
            citizen: Some(placement.citizen.to_string()),
            slot: placement.slot.to_string(),
            plads_id: seen.plads_id,
            borger_id: seen.borger_id,
            kind: placement.form.as_str(),
            starts_on: Some(placement.period.from),
            ends_on: Some(placement.period.to),
            weekly_hours: placement.weekly_hours,
            purpose: placement.purpose.as_str(),
            held_until: placement.held_until,
            answer_by: placement.answer_by,
            law: Some(Law {
                verdict: seen.law.verdict,
                findings: seen.law.findings,
                passed_over: seen.passed_over.into_iter().map(PassedOverView::from).collect(),
            }),
            grant: latest.map(|one| Grant { number: one.number, decision: one.decision.as_str(), decided_on: one.decided_on }),
        }
    }
}

impl From<Card> for PlacementView {
    fn from(card: Card) -> Self {
        Self {
            id: card.placement.to_string(),
            state: card.state.as_str(),
            citizen: None,
            slot: card.slot.to_string(),
            plads_id: card.plads_id.clone(),
            borger_id: None,
            kind: card.form.as_str(),
            starts_on: card.weeks.first().map(|week| week.from),
            ends_on: card.weeks.last().map(|week| week.to),
            weekly_hours: steps(&card),
            purpose: card.purpose.as_str(),
            held_until: None,
            answer_by: card.answer_by,
            law: None,
            grant: None,
        }
    }
}

/// The weeks of a card as steps: one where the hours change.
fn steps(card: &Card) -> Vec<HoursStep> {
    let mut steps = Vec::<HoursStep>::new();
    for week in &card.weeks {
        if steps.last().is_none_or(|step| (step.hours - week.hours).abs() > f64::EPSILON) {
            steps.push(HoursStep { from: week.from, hours: week.hours });
        }
    }
    steps
}

/// A placement as whoever asks may see it.
pub(super) async fn view(api: &Api, user: &TokenUser, placement: PlacementId, purpose: LookPurpose) -> Result<PlacementView, Problem> {
    if matches!(user.actor.who, Who::Contact { .. }) {
        return match api.app.ask(&user.actor, &OpenCard::new(&user.actor, placement)).await? {
            AnswerPage::Open(card) => Ok((*card).into()),
            _ => Err(Failure::NotFound.into()),
        };
    }
    let close = api.app.ask(&user.actor, &OnePlacement { placement, purpose }).await?;
    Ok(close.seen.into())
}
