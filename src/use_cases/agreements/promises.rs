//! What was promised and whether it was kept: a person's judgement, and figures from what happened.

use std::collections::HashSet;

use serde_json::json;
use uuid::Uuid;

use super::Case;
use crate::{
    base::{clock::day_of, fault::Fault},
    domain::{
        agreement::{AgreementContent, Course, DutyJudged, Judgement, PromiseFigures, figures},
        ids::{AgreementId, PlacementId, SlotId},
        permission::Right,
        placement::StateName,
        refusal::Refusal,
    },
    store::{
        duties,
        placements::{self, Filter, Record},
        releases,
        scope::Scope,
        slots,
        work::{Subject, Work},
    },
    use_cases::{
        app::App,
        failure::{Failure, OrNotFound},
        intention::Intention,
    },
};

/// The latest questions that are counted.
const COUNTED: u64 = 500;

/// Says whether a duty was kept.
pub struct JudgeDuty {
    /// The agreement.
    pub agreement: AgreementId,
    /// The duty.
    pub duty: Uuid,
    /// kept, broken, or empty = not judged.
    pub judgement: String,
}

impl Intention for JudgeDuty {
    const NAME: &'static str = "agreement.judge_duty";
    const RIGHT: Right = Right::ChangeCompanies;
    type Done = ();

    async fn carry_out(&self, _app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let case = Case::open(work, self.agreement).await?;
        case.versions.iter().flat_map(|version| &version.content.duties).find(|duty| duty.id == self.duty).or_not_found()?;
        if self.judgement.is_empty() {
            duties::unjudge(work, self.agreement, self.duty).await?;
        } else {
            let judgement = Judgement::parse(&self.judgement).ok_or_else(|| Refusal::field("judgement", "error-choose"))?;
            let said = DutyJudged { duty: self.duty, judgement, on: day_of(work.at()), by: work.actor().account() };
            duties::judge(work, self.agreement, &said).await?;
        }
        work.note(Subject::new("agreement", self.agreement), json!({ "duty": self.duty, "judgement": self.judgement }));
        Ok(())
    }
}

/// The figures of an agreement, from three queries however many places it has.
pub(super) async fn figures_of<S: Scope>(scope: &S, agreement: AgreementId, content: &AgreementContent) -> Result<PromiseFigures, Fault> {
    let today = day_of(scope.at());
    let own = slots::of_agreements(scope, &[agreement]).await?;
    let ids: HashSet<SlotId> = own.iter().map(|slot| slot.id).collect();
    let filter = Filter { workplaces: Some(content.workplaces().into_iter().collect()), reached_company: true, ..Filter::default() };
    let mut asked = placements::list(scope, &filter, None, COUNTED).await?;
    asked.retain(|record| ids.contains(&record.placement.slot));
    let released = releases::first_of(scope, &asked.iter().map(|record| record.placement.id).collect::<Vec<PlacementId>>()).await?;
    let courses: Vec<Course> = asked.iter().filter_map(|record| course(record, released.get(&record.placement.id).copied())).collect();
    let is_open =
        |slot: &&crate::domain::slot::Slot| !slot.paused && slot.open_from <= today && slot.open_to.is_none_or(|last| today <= last);
    let open = own.iter().filter(is_open).map(|slot| slot.seats).sum();
    Ok(figures(&courses, (content.seats(), open)))
}

fn course(record: &Record, released_at: Option<crate::base::clock::Moment>) -> Option<Course> {
    let placement = &record.placement;
    let said_yes = record.answered_at.is_some() && placement.state != StateName::Declined;
    let next_step_at = match (released_at, record.agreed_at) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    // A question that was withdrawn after the yes waits for nobody.
    let is_over = next_step_at.is_none() && placement.state.is_over();
    Some(Course { asked_at: record.confirmed_at?, answered_at: record.answered_at, said_yes: said_yes && !is_over, next_step_at })
}
