//! Something that one person is to do by a time; about companies, never about a citizen.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    ids::{AccountId, CompanyId, TaskId},
    terms::words,
};
use crate::base::clock::Moment;

words! {
    /// What is to be done.
    TaskKind {
        /// Talk with the company again, as was promised.
        NextContact = "next_contact",
        /// Answer an enquiry from a company.
        Enquiry = "enquiry",
        /// Ring a company that asked for it.
        CallBack = "call_back",
        /// Renew an agreement, or let it end.
        AgreementExpires = "agreement_expires",
        /// Look at an agreement that the company or its employees' representative sent back.
        AgreementReturned = "agreement_returned",
        /// Ask about a place that nobody confirmed for too long.
        SlotClosed = "slot_closed",
        /// See what becomes of places and courses at a company or workplace that the register calls closed or bankrupt.
        RegisterClosed = "register_closed",
    }
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Own id.
    pub id: TaskId,
    /// What is to be done.
    pub kind: TaskKind,
    /// At which company.
    pub company: Option<CompanyId>,
    /// About which agreement, slot or enquiry; the kind says which.
    pub subject: Option<Uuid>,
    /// Who does it; none = whoever takes it.
    pub assigned_to: Option<AccountId>,
    /// By when.
    pub due_at: Moment,
    /// What was promised, in the words of whoever made it.
    pub note: Option<String>,
    /// When it was done, and by whom.
    pub done: Option<(Moment, Option<AccountId>)>,
}
