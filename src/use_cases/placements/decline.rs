//! The company says no; the seat is free in the same commit.

use serde_json::json;

use super::{answer, case::Moved, words};
use crate::{
    domain::{event::Event, ids::PlacementId, permission::Right, placement::Verb, reasons::DeclineCode},
    store::{scope::Scope, work::Work},
    use_cases::{app::App, failure::Failure, intention::Intention},
};

/// A no.
#[derive(Clone, Debug)]
pub struct Decline {
    /// To which proposal.
    pub placement: PlacementId,
    /// Why, from the fixed list.
    pub code: DeclineCode,
    /// A note; stays inside.
    pub note: Option<String>,
}

impl Intention for Decline {
    const NAME: &'static str = "placement.decline";
    const RIGHT: Right = Right::AnswerProposals;
    type Done = Moved;

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<Moved, Failure> {
        let (mut case, contact) = answer::open(work, self.placement, Verb::Decline).await?;
        case.record.decline_note = words::checked(app, "note", self.note.as_deref())?;
        case.record.decline_code = Some(self.code);
        case.record.placement.answered_by = Some(contact);
        case.record.answered_at = Some(work.at());
        case.free_seat(work).await?;
        work.happened(Event::PlacementDeclined { placement: self.placement });
        case.take_step(work, Verb::Decline, json!({ "code": self.code })).await
    }
}
