//! The fixed lists from which placements are answered, taken back and ended; no code says anything about health.

use serde::{Deserialize, Serialize};

use super::terms::words;

words! {
    /// What the citizen says to a place, or to being named.
    CitizenAnswer {
        /// Ja tak.
        Yes = "yes",
        /// Nej tak.
        No = "no",
    }
}

words! {
    /// Why a company says no to a proposal.
    DeclineCode {
        /// The place has been filled otherwise.
        Filled = "filled",
        /// Nobody has time to take somebody in.
        NoTime = "no_time",
        /// The tasks are not there any more.
        NoTasks = "no_tasks",
        /// Other skills are needed.
        Skills = "skills",
        /// The hours do not fit.
        Hours = "hours",
        /// The period does not fit.
        Period = "period",
        /// Another reason.
        Other = "other",
    }
}

words! {
    /// Why a placement is taken back before it has started.
    WithdrawCode {
        /// The citizen has found a job.
        FoundJob = "found_job",
        /// The citizen does not want it.
        CitizenNo = "citizen_no",
        /// The citizen gets another place.
        OtherPlace = "other_place",
        /// The company asked for it.
        CompanyAsked = "company_asked",
        /// The case has changed.
        CaseChanged = "case_changed",
        /// It was a mistake.
        Mistake = "mistake",
        /// Another reason.
        Other = "other",
    }
}

words! {
    /// Why a running placement is broken off.
    InterruptCode {
        /// The citizen has found a job.
        FoundJob = "found_job",
        /// The citizen has begun an education.
        Education = "education",
        /// The citizen stops.
        CitizenStopped = "citizen_stopped",
        /// The company stops.
        CompanyStopped = "company_stopped",
        /// The case has changed.
        CaseChanged = "case_changed",
        /// Another reason.
        Other = "other",
    }
}

impl WithdrawCode {
    /// Whether the citizen still needs a place.
    #[must_use]
    pub const fn leaves_waiting(self) -> bool {
        !matches!(self, Self::FoundJob)
    }
}

impl InterruptCode {
    /// Whether the citizen still needs a place.
    #[must_use]
    pub const fn leaves_waiting(self) -> bool {
        !matches!(self, Self::FoundJob | Self::Education)
    }
}

words! {
    /// What a completed placement led to.
    EndOutcome {
        /// A job at the same company.
        JobHere = "job_here",
        /// A job elsewhere.
        JobElsewhere = "job_elsewhere",
        /// An education.
        Education = "education",
        /// The next placement.
        NextPlacement = "next_placement",
        /// Nothing yet.
        NothingYet = "nothing_yet",
    }
}

words! {
    /// Why a company that was asked hears that there is nothing more to answer.
    RetractReason {
        /// Taken back by the consultant.
        Withdrawn = "withdrawn",
        /// The answer has not come in time.
        Expired = "expired",
        /// The citizen has another place.
        Obsolete = "obsolete",
        /// Taken back after it was agreed.
        Cancelled = "cancelled",
    }
}
