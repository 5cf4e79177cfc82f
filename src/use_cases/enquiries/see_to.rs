//! Staff see to an enquiry: take it, hand it over, note the answer, say whose it is, close it.

use serde_json::json;

use super::form::task;
use crate::{
    domain::{
        enquiry::{Enquiry, EnquiryEnd, EnquiryState},
        ids::{AccountId, EnquiryId},
        numbers::CvrNumber,
        permission::Right,
        refusal::Refusal,
        task::TaskKind,
    },
    store::{
        accounts, companies, enquiries,
        scope::Scope,
        tasks,
        work::{Subject, Work},
    },
    use_cases::{
        app::{App, same_version},
        failure::{Failure, OrNotFound},
        intention::Intention,
        typed::Fields,
    },
};

/// What is done with an enquiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Whoever acts answers it.
    Take,
    /// A colleague answers it.
    HandOver(AccountId),
    /// The company has an answer; in a few words.
    Answer(String),
    /// It is of the company with this CVR number.
    Link(String),
    /// It is over.
    Close(EnquiryEnd),
}

impl Step {
    /// The word in the audit.
    const fn word(&self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::HandOver(_) => "hand_over",
            Self::Answer(_) => "answer",
            Self::Link(_) => "link",
            Self::Close(_) => "close",
        }
    }
}

/// Does one step with an enquiry.
#[derive(Clone, Debug)]
pub struct MoveEnquiry {
    /// Which.
    pub enquiry: EnquiryId,
    /// The version that the page showed.
    pub version: i32,
    /// The step.
    pub step: Step,
}

impl Intention for MoveEnquiry {
    const NAME: &'static str = "enquiry.move";
    const RIGHT: Right = Right::LogContact;
    type Done = ();

    async fn carry_out(&self, app: &App, work: &mut Work<'_>) -> Result<(), Failure> {
        let before = enquiries::lock(work, self.enquiry).await?.or_not_found()?;
        same_version(self.version, before.version)?;
        if before.state == EnquiryState::Closed {
            return Err(Refusal::AlreadyAnswered.into());
        }
        let after = self.step.done_to(app, work, &before).await?;
        enquiries::update(work, &after).await?;
        follow(work, &before, &after).await?;
        work.note(Subject::new("enquiry", after.id), json!({ "step": self.step.word(), "assigned_to": after.assigned_to }));
        Ok(())
    }
}

impl Step {
    async fn done_to(&self, app: &App, work: &Work<'_>, enquiry: &Enquiry) -> Result<Enquiry, Failure> {
        let mut after = enquiry.clone();
        match self {
            Self::Take => {
                after.assigned_to = Some(work.actor().account().ok_or(Refusal::NeedsPerson)?);
                after.state = taken(enquiry.state);
            }
            Self::HandOver(account) => {
                accounts::find(work, *account).await?.filter(|account| account.disabled_at.is_none()).or_not_found()?;
                after.assigned_to = Some(*account);
                after.state = taken(enquiry.state);
            }
            Self::Answer(note) => {
                let mut fields = Fields::default();
                let note = fields.free_text("svar", note, app);
                after.answer = Some(fields.accept(Some(note))?).filter(|note| !note.is_empty());
                after.assigned_to = enquiry.assigned_to.or(work.actor().account());
                after.state = EnquiryState::Answered;
            }
            Self::Link(cvr) => {
                let cvr = CvrNumber::parse(cvr).map_err(|_| Refusal::field("cvr", "company-cvr-invalid"))?;
                let company =
                    companies::standing_by_cvr(work, &cvr).await?.ok_or_else(|| Refusal::field("cvr", "enquiry-company-unknown"))?;
                after.company = Some(company.id);
            }
            Self::Close(end) => {
                after.end = Some(*end);
                after.closed_at = Some(work.at());
                after.state = EnquiryState::Closed;
            }
        }
        Ok(after)
    }
}

/// What is answered stays answered, whoever has it.
fn taken(state: EnquiryState) -> EnquiryState {
    if state == EnquiryState::New { EnquiryState::Taken } else { state }
}

/// The task goes where the enquiry goes, and ends with the answer.
async fn follow(work: &Work<'_>, before: &Enquiry, after: &Enquiry) -> Result<(), Failure> {
    let is_moved = before.assigned_to != after.assigned_to || before.company != after.company;
    if !before.is_waiting() || (after.is_waiting() && !is_moved) {
        return Ok(());
    }
    tasks::done_about(work, TaskKind::Enquiry, after.id.0).await?;
    if after.is_waiting() {
        tasks::add(work, &task(after)).await?;
    }
    Ok(())
}
