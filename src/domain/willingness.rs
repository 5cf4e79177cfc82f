//! Whom a company takes and what support it gives, as it has said itself: dated and sourced.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ids::AccountId, terms::words};

words! {
    /// What the company answered.
    Willing {
        /// It does.
        Yes = "yes",
        /// It depends.
        Perhaps = "perhaps",
        /// It does not.
        No = "no",
    }
}

words! {
    /// Where it was said.
    SaidAt {
        /// On a visit.
        Visit = "visit",
        /// On the telephone.
        Call = "call",
        /// In a mail.
        Mail = "mail",
        /// In an agreement.
        Agreement = "agreement",
        /// In a form that the company filled in.
        Form = "form",
    }
}

/// One answer of a company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Willingness {
    /// A target group, or an offer of `tilbud`.
    pub topic: String,
    /// What it answered.
    pub answer: Willing,
    /// When.
    pub said_on: NaiveDate,
    /// Where.
    pub source: SaidAt,
    /// Who wrote it down; none = the company itself.
    pub by: Option<AccountId>,
}
