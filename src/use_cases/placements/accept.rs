//! The company says yes and proposes times for a first talk.

use serde_json::json;

use super::{
    answer,
    case::Moved,
    seating::{self, Promise},
    sound,
};
use crate::{
    base::clock::Moment,
    domain::{event::Event, ids::PlacementId, permission::Right, placement::Verb, refusal::Refusal},
    store::{scope::Scope, work::Work},
    use_cases::{app::App, failure::Failure, intention::Intention},
};

/// Most times that a company can propose.
const MOST_TIMES: usize = 5;

/// A yes.
#[derive(Clone, Debug)]
pub struct Accept {
    /// To which proposal.
    pub placement: PlacementId,
    /// When a first talk could be.
    pub times: Vec<Moment>,
}

impl Intention for Accept {
    const NAME: &'static str = "placement.accept";
    const RIGHT: Right = Right::AnswerProposals;
    type Done = Moved;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        let (mut case, contact) = answer::open(work, self.placement, Verb::Accept).await?;
        self.times_must_be_sound(work.at())?;
        seating::give(app, work, &case, Promise::Held(None)).await?;
        case.record.placement.answered_by = Some(contact);
        case.record.answered_at = Some(work.at());
        case.record.meeting_times.clone_from(&self.times);
        work.happened(Event::PlacementAccepted { placement: self.placement });
        case.take_step(work, Verb::Accept, json!({ "times": self.times.len() })).await
    }
}

impl Accept {
    fn times_must_be_sound(&self, now: Moment) -> Result<(), Refusal> {
        if self.times.len() > MOST_TIMES {
            return Err(Refusal::field("times", "too-many-times"));
        }
        sound::talks(&self.times, now)
    }
}
