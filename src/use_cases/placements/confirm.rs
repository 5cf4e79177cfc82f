//! Confirms a proposal: the consultant's act, and the only one after which anything reaches the company.

use chrono::Duration;
use serde_json::json;

use super::{
    barred::must_take_proposals,
    cap,
    case::{Case, Moved},
    law::{self, Passing},
    links,
    seating::{self, Promise},
    words,
};
use crate::{
    base::clock::{Moment, day_of},
    domain::{
        event::Event,
        ids::{AccountId, PlacementId},
        permission::Right,
        placement::{SaidOfFunction, Verb},
        reasons::CitizenAnswer,
        refusal::Refusal,
    },
    store::{contacts, scope::Scope, work::Work},
    use_cases::{app::App, failure::Failure, intention::Intention},
};

/// Sends a proposal to the company, without a word about who it is.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// Which.
    pub placement: PlacementId,
    /// What the citizen says to it; anything but yes stops it.
    pub citizen_answer: Option<CitizenAnswer>,
    /// The citizen's short statement; stays inside.
    pub statement: Option<String>,
    /// Rules to be passed over, as `override:<rule>`.
    pub overrides: Vec<String>,
    /// Why a rule or an unknown fact is passed over.
    pub reason: Option<String>,
    /// What is said of the work function, where the last employer is the place.
    pub function: SaidOfFunction,
}

impl Intention for Confirm {
    const NAME: &'static str = "placement.confirm";
    const RIGHT: Right = Right::Confirm;
    type Done = Moved;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        let me = work.actor().account().ok_or(Refusal::NeedsPerson)?;
        let statement = words::checked(app, "statement", self.statement.as_deref())?;
        let reason = words::checked(app, "reason", self.reason.as_deref())?;
        let mut case = Case::open_for_a_seat(work, self.placement).await?;
        case.may(Verb::Confirm)?;
        if self.citizen_answer != Some(CitizenAnswer::Yes) {
            return Err(Refusal::CitizenAnswerMissing.into());
        }
        let period = case.record.placement.period;
        if let Some(over) = seating::must_not_be_over(period, day_of(work.at())) {
            return Err(Refusal::Invalid { fields: vec![over] }.into());
        }
        cap::must_have_room(app, work, &case).await?;
        must_take_proposals(work, case.slot.company).await?;
        seating::must_be_open(work, &case.slot, period).await?;
        let answer_by = work.at() + Duration::days(app.settings.holds.answer_days);
        seating::give(app, work, &case, Promise::Held(Some(answer_by))).await?;
        case.record.citizen_answer = self.citizen_answer;
        case.record.citizen_statement = statement;
        case.record.placement.note_function(&self.function);
        let passing =
            Passing { verb: Verb::Confirm, overrides: &self.overrides, reason: reason.as_deref(), over_unknown: true, extends: None };
        let passed_over = law::must_pass(app, work, &mut case, &passing).await?;
        ask_company(work, &mut case, me, (answer_by, passed_over)).await
    }
}

async fn ask_company(work: &mut Work<'_>, case: &mut Case, me: AccountId, asked: (Moment, Vec<String>)) -> Result<Moved, Failure> {
    let (answer_by, passed_over) = asked;
    let contact = contacts::answering_for(work, &case.slot).await?.ok_or(Refusal::NoContact)?.id;
    let placement = &mut case.record.placement;
    placement.held_until = None;
    placement.answer_by = Some(answer_by);
    placement.confirmed_by = Some(me);
    case.record.confirmed_at = Some(work.at());
    let link = links::make(work, case.id(), contact, answer_by).await?;
    work.happened(Event::PlacementOffered { placement: case.id(), contact, link });
    let verdict = case.record.verdict.get("verdict").cloned();
    let fact = json!({
        "answer_by": answer_by, "law": verdict, "rule_set": case.record.rule_set,
        "passed_over": passed_over, "citizen_answer": case.record.citizen_answer,
    });
    case.take_step(work, Verb::Confirm, fact).await
}
